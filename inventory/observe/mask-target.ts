import { classifySegment } from '../template/classify-segment.ts'

/**
 * A request target that may be shown: query values become `***`, path parts that look like a value become `{class}`. Names and
 * words stay.
 */
export function maskTarget(target: string): string {
  const hash = target.indexOf('#')
  const whole = hash < 0 ? target : target.slice(0, hash)
  const at = whole.indexOf('?')
  const path = at < 0 ? whole : whole.slice(0, at)
  return maskPath(path) + (at < 0 ? '' : `?${maskQuery(whole.slice(at + 1))}`)
}

function maskPath(path: string): string {
  // absolute form: scheme and host are no values; user information in front of the host is
  const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(path)?.[0] ?? ''
  return origin.replace(/\/\/[^/]*@/, '//***@') + path.slice(origin.length).split('/').map(maskSegment).join('/')
}

function maskSegment(segment: string): string {
  if (segment === '') return ''
  const kind = classifySegment(decoded(segment))
  return kind === 'word' || kind === 'version' || kind === 'locale' ? segment : `{${kind}}`
}

const maskQuery = (query: string): string =>
  query
    .split('&')
    .map((part) => (part.includes('=') ? `${part.slice(0, part.indexOf('='))}=***` : looksLikeName(part) ? part : '***'))
    .join('&')

/** `?debug` is a name without a value; `?a@b.example` is a value without a name. */
const looksLikeName = (part: string): boolean => /^[A-Za-z_][\w.[\]-]{0,31}$/.test(part) && classifySegment(part) === 'word'

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
