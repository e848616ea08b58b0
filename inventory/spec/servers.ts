// Where a description says its API is served.

export interface ServerPlace {
  /** Lower case, with the port unless it is the scheme's own; '' for wherever the description was found. */
  readonly host: string
  /** Without the slash at its end: '' or `/v1`. */
  readonly basePath: string
}

/** OpenAPI 3.x `servers`; variables take their default. */
export function placesOfServers(servers: unknown): ServerPlace[] {
  if (!Array.isArray(servers)) return []
  return servers.flatMap((server: unknown) => {
    const { url, variables } = (server ?? {}) as { url?: unknown; variables?: Record<string, { default?: unknown }> }
    return typeof url === 'string'
      ? [placeOf(url.replace(/\{([^{}]*)\}/g, (_, name: string) => String(variables?.[name]?.default ?? '')))]
      : []
  })
}

/** Swagger 2.0 `host`, `basePath`, `schemes`. */
export function placesOfSwagger(root: Record<string, unknown>): ServerPlace[] {
  const host = typeof root['host'] === 'string' ? root['host'] : ''
  const basePath = typeof root['basePath'] === 'string' ? root['basePath'] : ''
  const schemes = Array.isArray(root['schemes']) && root['schemes'].length > 0 ? root['schemes'] : ['https']
  if (host === '') return [placeOf(basePath)]
  return schemes.map((scheme) => placeOf(`${String(scheme)}://${host}${basePath}`))
}

function placeOf(url: string): ServerPlace {
  const match = /^(?:([a-z][a-z0-9+.-]*):)?\/\/([^/?#]*)([^?#]*)/i.exec(url)
  if (match === null) return { host: '', basePath: trimPath(url) }
  const [, scheme = 'https', authority = '', path = ''] = match
  const ownPort = scheme.toLowerCase() === 'http' ? /:80$/ : /:443$/
  return { host: authority.replace(/^.*@/, '').replace(ownPort, '').toLowerCase(), basePath: trimPath(path) }
}

function trimPath(path: string): string {
  const trimmed = (path.split(/[?#]/)[0] as string).replace(/(?<!\/)\/+$/, '')
  return trimmed === '' || trimmed.startsWith('/') ? trimmed : `/${trimmed}`
}
