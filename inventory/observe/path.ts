// A path in one form: empty and dot segments gone, one trailing slash remembered, each segment percent-decoded after splitting so that `%2F`
// stays inside its segment.

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export interface NormalPath {
  segments: string[]
  trailingSlash: boolean
}

/** Null where a segment is not valid UTF-8 or holds control characters, or the path is no path (`*`, an odd target). */
export function normalisePath(path: string): NormalPath | null {
  if (path === '' || path === '/') return { segments: [], trailingSlash: path === '/' }
  if (!path.startsWith('/')) return null
  const segments: string[] = []
  const parts = path.split('/')
  for (const part of parts) {
    if (part === '') continue
    const text = decodePart(part)
    if (text === null) return null
    // RFC 3986 §6.2.2: `%2e` is a dot.
    if (text === '..') segments.pop()
    else if (text !== '.') segments.push(text)
  }
  return { segments, trailingSlash: segments.length > 0 && path.endsWith('/') }
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
