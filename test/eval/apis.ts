// Six invented APIs, written as their operations: methods, then a path whose parameters say how their values are written.

export interface InventedApi {
  host: string
  /** `GET,POST /shops/{slug}/orders` */
  operations: readonly string[]
}

/** Collection and item of a resource, with what else stands below the item. */
function resource(path: string, style: string, ...below: string[]): string[] {
  const item = `${path}/{${style}}`
  return [`GET,POST ${path}`, `GET,PUT,DELETE ${item}`, ...below.map((each) => `GET ${item}/${each}`)]
}

export const APIS: readonly InventedApi[] = [
  {
    host: 'shop.example',
    operations: [
      ...resource('/v2/products', 'slug', 'reviews', 'related', 'prices'),
      ...resource('/v2/customers', 'login', 'orders', 'addresses', 'wishlist'),
      ...resource('/v2/orders', 'integer', 'items', 'invoice', 'shipments'),
      ...resource('/v2/carts', 'uuid', 'items'),
      'POST /v2/orders/{integer}/cancel',
      'POST /v2/carts/{uuid}/checkout',
      'DELETE /v2/carts/{uuid}/items/{integer}',
      'GET /v2/products/search',
      'GET /v2/products/featured',
      'GET /v2/customers/me',
      'PATCH /v2/customers/me',
      'GET /v2/categories/{slug}/products',
      'GET /v2/reports/{closed}/{date}',
    ],
  },
  {
    host: 'code.example',
    operations: [
      'GET,PATCH,DELETE /repos/{login}/{project}',
      ...['issues', 'pulls', 'releases', 'milestones'].flatMap((word) =>
        resource(`/repos/{login}/{project}/${word}`, 'integer', 'comments', 'events'),
      ),
      ...['labels', 'branches', 'environments'].flatMap((word) => resource(`/repos/{login}/{project}/${word}`, 'slug')),
      'GET /repos/{login}/{project}/commits/{hex}/status',
      'GET /repos/{login}/{project}/compare/{hex}/{hex}',
      'GET /users/{login}',
      'GET /users/{login}/repos',
      'GET /users/{login}/followers',
      'GET,PATCH /user',
      'GET /user/keys',
      'GET /search/issues',
      'GET /search/users',
      'GET /rate-limit',
    ],
  },
  {
    host: 'cluster.example',
    operations: ['compute.core', 'network.core', 'storage', 'policy', 'events.core'].flatMap((group, i) => [
      `GET /apis/${group}/v1`,
      ...[['machines', 'images'], ['routes', 'gateways', 'zones'], ['volumes', 'snapshots'], ['grants', 'budgets'], ['notices']][
        i
      ]!.flatMap((kind) => [
        ...resource(`/apis/${group}/v1/spaces/{space}/${kind}`, 'slug', 'status'),
        `GET /apis/${group}/v1/watch/${kind}`,
      ]),
    ]),
  },
  {
    host: 'talk.example',
    operations: ['chat', 'channels', 'users', 'files', 'reminders', 'reactions'].flatMap((word) =>
      ['list', 'info', 'create', 'update', 'archive', 'remove'].map((verb) => `POST /api/${word}.${verb}`),
    ),
  },
  {
    host: 'track.example',
    operations: [
      ...resource('/rest/api/3/issue', 'key', 'comment', 'worklog', 'watchers', 'changelog', 'transitions'),
      ...resource('/rest/api/3/project', 'code', 'versions', 'components', 'roles'),
      ...resource('/rest/api/3/filter', 'integer', 'columns', 'permission'),
      ...resource('/rest/api/3/dashboard', 'integer', 'gadgets'),
      'GET,PUT /rest/api/3/issue/{key}/properties/{camel}',
      'GET /rest/api/3/issue/createmeta',
      'GET /rest/api/3/filter/favourite',
      'GET /rest/api/3/field',
      'GET /rest/api/3/priority/{integer}',
      'GET /rest/api/3/myself',
      'GET /rest/api/3/serverInfo',
      'POST /rest/api/3/search',
    ],
  },
  {
    host: 'media.example',
    operations: [
      ...['albums', 'artists', 'tracks', 'shows', 'episodes', 'playlists'].flatMap((word) =>
        resource(`/v1/${word}`, 'base62', 'related', 'images'),
      ),
      ...['play', 'pause', 'seek', 'shuffle', 'volume', 'repeat'].map((verb) => `PUT /v1/me/player/${verb}`),
      'POST /v1/me/player/next',
      'GET /v1/me/top/{closed}',
      'GET /v1/markets/{locale}/releases',
      'GET /v1/browse/new',
      'GET /v1/browse/featured',
      'GET /v1/users/{login}/playlists',
    ],
  },
]
