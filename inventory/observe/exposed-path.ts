// Paths that nobody means to publish, from a fixed list: what is told of a path is its row here, never its text.

export type ExposedKind = 'file' | 'debug' | 'metrics' | 'admin'

export interface ExposedPath {
  readonly id: string
  readonly kind: ExposedKind
  /** Of the whole path, in lower case. */
  readonly pattern: RegExp
}

const row = (kind: ExposedKind, id: string, pattern: RegExp): ExposedPath => ({ id, kind, pattern })

/** Ids are stable: they are details of the signal `exposed-path`. */
export const EXPOSED_PATHS: readonly ExposedPath[] = [
  row('file', 'file:.env', /\/\.env(?:\.(?:local|dev|development|prod|production|staging|test|bak|backup|old|save))?$/),
  row('file', 'file:.git', /\/\.git\/(?:config|head|index|logs\/head|packed-refs|objects\/.*)$/),
  row('file', 'file:.svn', /\/\.svn\/(?:entries|wc\.db)$/),
  row('file', 'file:.aws', /\/\.aws\/(?:credentials|config)$/),
  row('file', 'file:.ssh', /\/\.ssh\/[a-z0-9_.]{1,32}$|\/id_(?:rsa|dsa|ecdsa|ed25519)$/),
  row('file', 'file:.htpasswd', /\/\.htpasswd$/),
  row('file', 'file:.npmrc', /\/\.(?:npmrc|pypirc|netrc|dockercfg)$/),
  row('file', 'file:dump', /\/(?:dump|backup|database|db)\.(?:sql|sqlite|sqlite3|bak)(?:\.gz)?$/),
  row('file', 'file:wp-config', /\/wp-config\.php\.(?:bak|old|save|orig|txt)$/),
  row(
    'debug',
    'debug:actuator',
    /\/actuator\/(?:env|heapdump|threaddump|configprops|beans|mappings|loggers|trace|httptrace|shutdown|jolokia)$/,
  ),
  row('debug', 'debug:pprof', /\/debug\/pprof(?:\/[a-z]*)?$/),
  row('debug', 'debug:expvar', /\/debug\/vars$/),
  row('debug', 'debug:phpinfo', /\/(?:phpinfo|info)\.php$/),
  row('debug', 'debug:server-status', /\/server-(?:status|info)$/),
  row('debug', 'debug:profiler', /\/_(?:profiler|debugbar)(?:\/[a-z]*)?$/),
  row('debug', 'debug:trace.axd', /\/(?:trace|elmah)\.axd$/),
  row('debug', 'debug:console', /\/(?:h2-console|rails\/info\/(?:routes|properties)|telescope\/requests)$/),
  row('metrics', 'metrics:prometheus', /^\/(?:[a-z0-9_-]{1,40}\/)?(?:metrics|actuator\/prometheus|stats\/prometheus)$/),
  row('admin', 'admin', /^\/(?:api\/)?(?:v\d{1,2}\/)?(?:_?admin|administration|administrator)(?:\/|$)/),
]

/** Longer than any of them. */
const LENGTH_MAX = 200
const FIRST_LOOK = /\.|actuator|admin|debug|metrics|server-|profiler|console|info|telescope|id_/i

/** The row, or null for nearly all paths. */
export function exposedPath(segments: readonly string[]): ExposedPath | null {
  if (!segments.some((segment) => FIRST_LOOK.test(segment))) return null
  const path = `/${segments.join('/')}`.toLowerCase()
  if (path.length > LENGTH_MAX) return null
  return EXPOSED_PATHS.find(({ pattern }) => pattern.test(path)) ?? null
}
