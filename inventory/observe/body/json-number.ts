// A JSON number from bytes, without a string in between where that is exact: up to 15 digits and a power of ten that a double holds
// are one correctly rounded division away (Clinger 1990).

import { CHARACTER } from '../detect-value.ts'

/** The last number read. */
export const numberRead = { value: 0, mask: 0 }

export const NUMBER_CUT = -2

const decoder = new TextDecoder('latin1')
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39

/**
 * The offset behind the number at `start`; -1 if there is none, NUMBER_CUT if the text ends inside it (`-`, `1.`, `2e`). One that reaches `end`
 * may go on behind it: the caller knows.
 */
export function readNumber(bytes: Uint8Array, start: number, end: number): number {
  const negative = bytes[start] === 0x2d
  let at = negative ? start + 1 : start
  if (at >= end) return NUMBER_CUT
  const whole = at
  let mantissa = 0
  while (at < end && isDigit(bytes[at])) mantissa = mantissa * 10 + (bytes[at++] as number) - 0x30
  if (at === whole || (bytes[whole] === 0x30 && at - whole > 1)) return -1
  let digits = at - whole
  let scale = 0
  let mask: number = negative ? CHARACTER.hyphen | CHARACTER.digit : CHARACTER.digit
  if (at < end && bytes[at] === 0x2e) {
    const fraction = ++at
    mask |= CHARACTER.dot
    while (at < end && isDigit(bytes[at])) mantissa = mantissa * 10 + (bytes[at++] as number) - 0x30
    if (at === fraction) return at === end ? NUMBER_CUT : -1
    scale = at - fraction
    digits += scale
  }
  const exponent = at < end && ((bytes[at] as number) | 0x20) === 0x65
  if (exponent) {
    at++
    if (at < end && (bytes[at] === 0x2b || bytes[at] === 0x2d)) at++
    const power = at
    while (at < end && isDigit(bytes[at])) at++
    if (at === power) return at === end ? NUMBER_CUT : -1
    mask |= CHARACTER.lower
  }
  numberRead.mask = mask
  if (exponent || digits > 15 || scale > 22) numberRead.value = Number(decoder.decode(bytes.subarray(start, at)))
  else numberRead.value = (negative ? -mantissa : mantissa) / (POWERS[scale] as number)
  return at
}
