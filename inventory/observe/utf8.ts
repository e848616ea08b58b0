// The UTF-8 of a text, as nearly always nothing is allocated for it.

/** Longer texts are copied faster by the engine. */
const SHORT = 64
const BUFFER_BYTES = 4096
const UTF8_BYTES_MAX = 3
const encoder = new TextEncoder()

/** A short text in ASCII, which most are, as bytes at the beginning of `into`: how many, or -1 where it is none. */
export function copyAscii(text: string, into: Uint8Array): number {
  const { length } = text
  if (length > SHORT) return -1
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at)
    if (code > 0x7f) return -1
    into[at] = code
  }
  return length
}

/** A function that gives `read` the UTF-8 of a text as `bytes[0, end)`. It has a buffer of its own: what is read may be interrupted by another one. */
export function utf8Reader(): <T>(text: string, read: (bytes: Uint8Array, end: number) => T) => T {
  const buffer = new Uint8Array(BUFFER_BYTES)
  return (text, read) => {
    const ascii = copyAscii(text, buffer)
    if (ascii >= 0) return read(buffer, ascii)
    if (text.length * UTF8_BYTES_MAX <= BUFFER_BYTES) return read(buffer, encoder.encodeInto(text, buffer).written)
    const bytes = encoder.encode(text)
    return read(bytes, bytes.length)
  }
}
