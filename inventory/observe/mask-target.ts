// Request targets for listings, which end up in tickets and chats: names and words stay, values go.

import { isValueKey } from '../schema/key-names.ts'
import { isValueStem, splitSegment } from '../template/affix.ts'
import { classifySegment } from '../template/classify-segment.ts'
import { detectText } from './detect-text.ts'
import { detectValue } from './detectors/index.ts'
import { splitMatrix } from './path.ts'
import { normaliseHost } from './service-name.ts'

/**
 * A request target that may be shown: query values become `***`, path parts that look like a value become `{class}`, those that a
 * detector knows become `{type}`. Names and words stay.
 */
export function maskTarget(target: string): string {
  if (target === '*' || isAuthority(target)) return target
  // Absolute form: scheme and host are no values; user information in front of the host is, whatever characters it holds.
  const origin = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/]*@)?([^/?#]*)/i.exec(target)
  const rest = origin === null ? target : target.slice(origin[0].length)
  return (origin === null ? '' : maskOrigin(origin[0])) + maskRest(rest.replace(/#.*$/s, ''))
}

/** What CONNECT asks for: a host and a port, which are no values. */
const isAuthority = (target: string): boolean => /^[^/?#@]+:\d{1,5}$/.test(target) && normaliseHost(target) !== ''

function maskOrigin(origin: string): string {
  const at = origin.lastIndexOf('@')
  return at < 0 ? origin : `${origin.slice(0, origin.indexOf('//'))}//***${origin.slice(at)}`
}

function maskRest(target: string): string {
  const at = target.indexOf('?')
  const path = at < 0 ? target : target.slice(0, at)
  const parts = path.split('/')
  const last = parts.findLastIndex((part) => part !== '')
  return parts.map((part, i) => maskSegment(part, i === last)).join('/') + (at < 0 ? '' : `?${maskQuery(target.slice(at + 1))}`)
}

function maskSegment(segment: string, last: boolean): string {
  if (segment === '') return ''
  const { stem: rest, pairs } = splitMatrix(segment)
  if (pairs !== '') return maskSegment(rest, last) + pairs.replace(/=[^;]*/g, '=***')
  const text = decoded(segment)
  const split = splitSegment(text, last)
  if (split !== null) {
    const { prefix, stem, suffix } = split
    const shown = maskSegment(encodeURIComponent(stem), false)
    const name = (prefix + suffix).replace(/[().:]/g, '')
    if (isValueStem(split, classifySegment(stem)) && maskSegment(name, false) === name)
      return `${prefix}${shown.startsWith('{') ? shown : '{word}'}${suffix}`
  }
  const kind = classifySegment(text)
  if (kind !== 'word' && kind !== 'version' && kind !== 'locale') return `{${kind}}`
  const type = detectText(text, detectValue)[0]
  return type === undefined ? segment : `{${type}}`
}

const maskQuery = (query: string): string =>
  query
    .split('&')
    .map((part) => {
      const equals = part.indexOf('=')
      if (equals < 0) return isBareName(part) ? part : '***'
      const name = part.slice(0, equals)
      return `${isName(name) ? name : '***'}=***`
    })
    .join('&')

/** `?a@b.example=` and `?c2VjcmV0IQ==` are values without a name. */
function isName(part: string): boolean {
  const text = decoded(part)
  return text.length <= 128 && !isValueKey(text)
}

/** `?debug` is a name without a value; `?a@b.example` is a value without a name. */
const isBareName = (part: string): boolean => /^[A-Za-z_][\w.[\]-]{0,31}$/.test(part) && classifySegment(part) === 'word' && isName(part)

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
