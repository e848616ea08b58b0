// One table look-up per byte tells what kind of character it is (CHARACTER in detect-value.ts) and, with one more bit, whether it
// is a letter that no hexadecimal number has.

import { CHARACTER } from '../detect-value.ts'

/** Set beside `lower` or `upper` for g-z and G-Z; no bit of CHARACTER, so masks for detectors are cut with ALL_CHARACTERS. */
export const BEYOND_HEX = 1 << 30

export const ALL_CHARACTERS = (1 << 17) - 1

const SINGLE: Readonly<Record<string, number>> = {
  '-': CHARACTER.hyphen,
  '.': CHARACTER.dot,
  ':': CHARACTER.colon,
  '@': CHARACTER.at,
  ' ': CHARACTER.space,
  '/': CHARACTER.slash,
  '+': CHARACTER.plus,
  _: CHARACTER.underscore,
  '=': CHARACTER.equals,
  '(': CHARACTER.parenthesis,
  ')': CHARACTER.parenthesis,
  ',': CHARACTER.comma,
}

function kindOf(byte: number): number {
  if (byte >= 0x80) return CHARACTER.nonAscii
  if (byte < 0x20 || byte === 0x7f) return CHARACTER.control
  const letter = String.fromCharCode(byte)
  if (letter >= '0' && letter <= '9') return CHARACTER.digit
  if (letter >= 'a' && letter <= 'z') return CHARACTER.lower | (letter > 'f' ? BEYOND_HEX : 0)
  if (letter >= 'A' && letter <= 'Z') return CHARACTER.upper | (letter > 'F' ? BEYOND_HEX : 0)
  return SINGLE[letter] ?? CHARACTER.other
}

/** Byte -> its CHARACTER bit, with BEYOND_HEX. */
export const CHARACTER_OF = Int32Array.from({ length: 256 }, (_, byte) => kindOf(byte))

/** The union of the kinds in `[start, end)`, with BEYOND_HEX. */
export function characterMask(bytes: Uint8Array, start: number, end: number): number {
  let mask = 0
  for (let at = start; at < end; at++) mask |= CHARACTER_OF[bytes[at] as number] as number
  return mask
}

/** Characters (code points) in UTF-8 text whose mask is known. */
export function characterCount(bytes: Uint8Array, start: number, end: number, mask: number): number {
  if ((mask & CHARACTER.nonAscii) === 0) return end - start
  let count = 0
  for (let at = start; at < end; at++) if (((bytes[at] as number) & 0xc0) !== 0x80) count++
  return count
}
