// How the paths of documents come together in one service: as they are, or with what many services have besides. Several APIs stand behind
// one gateway, a tree is there twice (`/admin/…`), every resource has the same few things below it (`…/{id}/status`).

import type { Document } from './documents.ts'
import { between, pick, type Random } from './randomness.ts'
import { basePath } from './traffic.ts'

export interface ApiPath {
  path: string
  document: Document
  item: Document
  /** Only these; all without. */
  methods?: readonly string[]
}

/** Paths of each document behind a gateway. */
const PATHS_EACH = [8, 40] as const
const COMMON = [
  'status',
  'history',
  'events',
  'settings',
  'permissions',
  'comments',
  'state',
  'logs',
  'metadata',
  'labels',
  'audit',
  'usage',
]
const MIRRORS = ['admin', 'internal', 'public', 'beta', 'live', 'preview', 'batch', 'archive', 'me']
const VERSIONS = ['v1', 'v1', 'v2', 'v1beta1', 'v2alpha1', '2.0']

export function arrangePaths(documents: readonly Document[], r: Random): ApiPath[] {
  const paths = documents.length === 1 ? pathsOf(documents[0], basePath(documents[0])) : behindGateway(documents, r)
  const below = r() < (documents.length > 1 ? 0.4 : 0.15) ? withCommon(paths, r) : paths
  return r() < (documents.length > 1 ? 0.3 : 0.08) ? [...below, ...mirrored(below, pick(r, MIRRORS))] : below
}

const pathsOf = (document: Document, base: string): ApiPath[] =>
  Object.entries<Document>(document.paths ?? {}).map(([path, item]) => ({ path: base + path.replace(/[#?].*$/, ''), document, item }))

function behindGateway(documents: readonly Document[], r: Random): ApiPath[] {
  const layout = pick(r, ['/GROUP/VERSION', '/apis/GROUP/VERSION', '/api/VERSION/GROUP', '/GROUP', '/GROUP/VERSION/tenants/{tenantId}'])
  const suffix = pick(r, ['', '', '.example.io', '.svc', '-api', '-service'])
  const most = between(r, ...PATHS_EACH)
  const sameVersion = r() < 0.5 ? pick(r, VERSIONS) : null
  return documents.flatMap((document, i) => {
    const group = groupName(document, i) + suffix
    const base = layout.replace('GROUP', group).replace('VERSION', sameVersion ?? pick(r, VERSIONS))
    const own = pathsOf(document, base)
    const start = between(r, 0, Math.max(0, own.length - most))
    const some = own.slice(start, start + most)
    const reading = some.find(({ item }) => item?.get)
    // What every member of a gateway answers alike: its versions, its health.
    const shared = reading && r() < 0.8 ? [{ ...reading, path: base.split('/{')[0] as string, methods: ['get'] }] : []
    return [...shared, ...some]
  })
}

function groupName(document: Document, i: number): string {
  const words = String(document.info?.title ?? '')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 2 && !/^(?:api|the|rest|service)$/.test(word))
  return words.slice(0, 1 + (i % 2)).join('-') || `group${i}`
}

function withCommon(paths: readonly ApiPath[], r: Random): ApiPath[] {
  const words = [pick(r, COMMON), pick(r, COMMON)].slice(0, between(r, 1, 2))
  return paths.flatMap((each) => {
    if (!each.path.endsWith('}') || r() < 0.3) return [each]
    return [
      each,
      ...words.map((word) => ({ ...each, path: `${each.path}/${word}`, methods: r() < 0.4 ? ['get', 'put', 'patch'] : ['get'] })),
    ]
  })
}

function mirrored(paths: readonly ApiPath[], word: string): ApiPath[] {
  const bases = paths[0]?.path.split('/').slice(0, 2).join('/') ?? ''
  return paths
    .filter(({ path, item }) => item?.get && path.startsWith(`${bases}/`))
    .map((each) => ({ ...each, path: `${bases}/${word}${each.path.slice(bases.length)}`, methods: ['get'] }))
}
