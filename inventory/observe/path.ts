// A path in one form: empty and dot segments gone, one trailing slash remembered, each segment percent-decoded after splitting so that `%2F`
// stays inside its segment.

import { DEFAULT_LIMITS } from '../../sensor/base/limits.ts'

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export interface NormalPath {
  segments: string[]
  trailingSlash: boolean
  /** Matrix parameters (`cars;colour=red`, RFC 3986 §3.3), which are no part of the segment they stand behind. Missing: none. */
  matrix?: MatrixPair[]
}

export interface MatrixPair {
  name: string
  value: string
}

/** Behind the text of a segment. Other uses of `;` are part of the text. */
const MATRIX = /^([^;]+)((?:;[A-Za-z_][\w.-]{0,63}=[^;=]*)+)$/
const MATRIX_MAX = 32

/** The text of a segment, and its matrix parameters as they stand there (`;a=1;b=2`). Not decoded. */
export function splitMatrix(part: string): { stem: string; pairs: string } {
  if (!part.includes(';')) return { stem: part, pairs: '' }
  const [, stem = part, pairs = ''] = MATRIX.exec(part) ?? []
  return { stem, pairs }
}

/** Nothing to decode, to take apart or to leave out: most paths. */
const PLAIN = /^(?:\/[\w~!$&'()*+,:=@-][\w.~!$&'()*+,:=@-]*)+$/

/** Null where a segment is not valid UTF-8 or holds control characters, or the path is no path (`*`, an odd target) or has more segments than `most`. */
export function normalisePath(path: string, most: number = DEFAULT_LIMITS.pathSegments): NormalPath | null {
  if (path === '' || path === '/') return { segments: [], trailingSlash: path === '/' }
  if (PLAIN.test(path)) {
    const segments = path.slice(1).split('/')
    return segments.length > most ? null : { segments, trailingSlash: false }
  }
  if (!path.startsWith('/')) return null
  const segments: string[] = []
  const matrix: MatrixPair[] = []
  const parts = path.split('/')
  for (const part of parts) {
    if (part === '') continue
    const { stem, pairs } = splitMatrix(part)
    const text = decodePart(stem)
    if (text === null || (pairs !== '' && !readMatrix(pairs, matrix))) return null
    // RFC 3986 §6.2.2: `%2e` is a dot.
    if (text === '..') segments.pop()
    else if (text !== '.' && segments.push(text) > most) return null
  }
  const trailingSlash = segments.length > 0 && path.endsWith('/')
  return matrix.length > 0 ? { segments, trailingSlash, matrix } : { segments, trailingSlash }
}

/** False where one is no valid UTF-8 or holds control characters, as in a segment. */
function readMatrix(text: string, into: MatrixPair[]): boolean {
  for (const pair of text.split(';')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const value = decodePart(pair.slice(equals + 1))
    if (value === null) return false
    if (into.length < MATRIX_MAX) into.push({ name: pair.slice(0, equals), value })
  }
  return true
}

/** Like `decodeText`, but null for control characters, too: names and path segments have none. */
export function decodePart(part: string): string | null {
  const text = decodeText(part)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text !== null && /[\x00-\x1f\x7f]/.test(text) ? null : text
}

/** Percent-decoded text of latin-1 input; a stray `%` stays. Null for bytes that are no UTF-8. */
export function decodeText(part: string): string | null {
  if (!/[%\x80-\uffff]/.test(part)) return part
  const bytes = new Uint8Array(part.length)
  let length = 0
  for (let i = 0; i < part.length; i++) {
    const escaped = part[i] === '%' && /^[0-9A-Fa-f]{2}$/.test(part.slice(i + 1, i + 3))
    bytes[length++] = escaped ? Number.parseInt(part.slice(i + 1, i + 3), 16) : part.charCodeAt(i) & 0xff
    if (escaped) i += 2
  }
  try {
    return decoder.decode(bytes.subarray(0, length))
  } catch {
    return null
  }
}
