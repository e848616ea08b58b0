// The line in front of a chunk (RFC 9112 §7.1): hexadecimal size, perhaps extensions.

const TOO_LARGE = Number.MAX_SAFE_INTEGER

const SP = 32

/** What a chunk-size line says: registers, filled by `readChunkSize`. */
export type ChunkSize = {
  bytes: number
  odd: boolean
  extension: boolean
  /** Bytes behind the digits that are no extension. Many receivers overlook them. */
  junkBytes: number
}

export function newChunkSize(): ChunkSize {
  return { bytes: 0, odd: false, extension: false, junkBytes: 0 }
}

/** The value of a hexadecimal digit, or -1. */
function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48
  const low = byte | 32
  return low >= 97 && low <= 102 ? low - 87 : -1
}

/**
 * Reads the line `bytes[start, end)` (line end excluded) into `size`. Blanks and control characters around the digits are odd but taken, as
 * servers do. False: no size, more than `digitsMax` digits, or more than 2^53; or 0 with junk behind it, such as `0x5`.
 */
export function readChunkSize(bytes: Uint8Array, start: number, end: number, digitsMax: number, size: ChunkSize): boolean {
  let at = start
  size.odd = false
  size.extension = false
  size.junkBytes = 0
  while (at < end && (bytes[at] as number) <= SP) at++
  if (at !== start) size.odd = true
  const first = at
  let value = 0
  for (; at < end; at++) {
    const digit = hexDigit(bytes[at] as number)
    if (digit < 0) break
    value = value * 16 + digit
  }
  if (at === first || at - first > digitsMax || value > TOO_LARGE) return false
  const digitsEnd = at
  while (at < end && (bytes[at] as number) <= SP) at++
  if (at !== digitsEnd) size.odd = true
  size.bytes = value
  if (at === end) return true
  size.extension = bytes[at] === 59
  if (size.extension) return true
  size.odd = true
  size.junkBytes = end - at
  return value > 0
}
