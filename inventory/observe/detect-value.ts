// How the observer asks whether a value may be sensitive, and the character kinds that make most of those questions cheap.

/**
 * Which kinds of characters occur in a value: one bit each, OR-ed over all bytes. Escapes of JSON strings are undone before.
 * Every byte sets exactly one bit.
 */
export const CHARACTER = {
  /** 0-9 */
  digit: 1 << 0,
  /** a-z */
  lower: 1 << 1,
  /** A-Z */
  upper: 1 << 2,
  hyphen: 1 << 3,
  dot: 1 << 4,
  colon: 1 << 5,
  at: 1 << 6,
  space: 1 << 7,
  slash: 1 << 8,
  plus: 1 << 9,
  underscore: 1 << 10,
  equals: 1 << 11,
  /** ( and ) */
  parenthesis: 1 << 12,
  comma: 1 << 13,
  /** The rest of printable ASCII. */
  other: 1 << 14,
  /** Tab, line ends, DEL and other control characters. */
  control: 1 << 15,
  /** Bytes from 0x80 on: parts of UTF-8 sequences. */
  nonAscii: 1 << 16,
} as const

/**
 * The types a value may be of: interned, frozen arrays of ids whose validator passed; empty for nearly all values.
 * `bytes[start, end)` is the value in UTF-8, `characterMask` a union of CHARACTER bits. Total, linear, keeps nothing.
 */
export type DetectValue = (bytes: Uint8Array, start: number, end: number, characterMask: number) => readonly string[]
