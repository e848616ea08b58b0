// String formats that a schema may name, each with its bit in `Scalar.formats`, and how the bits of one value are found. The tests are at
// least as strict as those of common validators (ajv-formats), so that what was seen always passes what is exported.

import { BEYOND_HEX } from '../observe/body/characters.ts'
import { CHARACTER } from '../observe/detect-value.ts'
import { isEmail, isIpv4, isIpv6, isUri } from './format-addresses.ts'
import { isDate, isDateTime, isTime } from './format-dates.ts'

export interface Format {
  readonly id: string
  readonly bit: number
  /** `format`: a keyword of JSON Schema or OpenAPI. `extension`: written as `x-earshot-format`. `evidence`: never written by itself. */
  readonly written: 'format' | 'extension' | 'evidence'
}

const format = (id: string, index: number, written: Format['written']): Format => ({ id, bit: 1 << index, written })

/** By the number of their bit. */
export const FORMATS: readonly Format[] = [
  format('uuid', 0, 'format'),
  format('date-time', 1, 'format'),
  format('date', 2, 'format'),
  format('time', 3, 'format'),
  format('email', 4, 'format'),
  format('ipv4', 5, 'format'),
  format('ipv6', 6, 'format'),
  format('uri', 7, 'format'),
  format('duration', 8, 'format'),
  // Base64 of at least 24 characters. A random identifier may look so too, hence the next row.
  format('byte', 9, 'format'),
  // Such a value with `+`, `/` or `=`, which identifiers do not have.
  format('byte-mark', 10, 'evidence'),
  format('jwt', 11, 'extension'),
  format('hex', 12, 'extension'),
  format('integer-like', 13, 'evidence'),
  format('number-like', 14, 'evidence'),
  format('boolean-like', 15, 'evidence'),
  // Values of queries only: text with spaces, or with commas that make no list.
  format('prose-like', 16, 'evidence'),
]

const bitOf = Object.fromEntries(FORMATS.map(({ id, bit }) => [id, bit])) as Readonly<Record<string, number>>
export const FORMAT_BIT = {
  uuid: bitOf['uuid']!,
  dateTime: bitOf['date-time']!,
  date: bitOf['date']!,
  time: bitOf['time']!,
  email: bitOf['email']!,
  ipv4: bitOf['ipv4']!,
  ipv6: bitOf['ipv6']!,
  uri: bitOf['uri']!,
  duration: bitOf['duration']!,
  byte: bitOf['byte']!,
  byteMark: bitOf['byte-mark']!,
  jwt: bitOf['jwt']!,
  hex: bitOf['hex']!,
  integerLike: bitOf['integer-like']!,
  numberLike: bitOf['number-like']!,
  booleanLike: bitOf['boolean-like']!,
  proseLike: bitOf['prose-like']!,
} as const

/** Bits of formats that say what a string means; the `-like` ones only say how it is written. */
export const MEANING_BITS = FORMATS.filter(({ id }) => !id.endsWith('-like') && id !== 'byte-mark' && id !== 'byte').reduce(
  (all, { bit }) => all | bit,
  0,
)

const C = CHARACTER
const BASE64 = C.digit | C.lower | C.upper | C.plus | C.slash | C.equals | BEYOND_HEX
const BASE64URL_DOTTED = C.digit | C.lower | C.upper | C.hyphen | C.underscore | C.dot | BEYOND_HEX
const MIXED = C.digit | C.lower | C.upper
const DURATION_LENGTH_MAX = 64
const DURATION = /^P(?!$)(?:(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?|(?:\d+W)?)$/

/** The format bits of the value in `bytes[start, end)`; `mask` is its character mask with BEYOND_HEX. */
export function recogniseFormats(bytes: Uint8Array, start: number, end: number, mask: number): number {
  const length = end - start
  if (length === 0) return 0
  if ((mask & (C.space | C.control | C.nonAscii)) !== 0) return 0
  if ((mask & C.digit) === 0) return withoutDigits(bytes, start, end, mask)
  // Digits, perhaps with sign, dot or hyphens: numbers, dates, IPv4.
  if ((mask & ~(C.digit | C.hyphen | C.dot)) === 0) return numeric(bytes, start, end, mask)
  if ((mask & C.at) !== 0 && isEmail(bytes, start, end)) return FORMAT_BIT.email
  if ((mask & C.colon) !== 0) return withColon(bytes, start, end, mask)
  return coded(bytes, start, end, mask)
}

function withoutDigits(bytes: Uint8Array, start: number, end: number, mask: number): number {
  if ((mask & C.at) !== 0 && isEmail(bytes, start, end)) return FORMAT_BIT.email
  if ((mask & (C.colon | C.slash)) === (C.colon | C.slash)) return isUri(bytes, start, end) ? FORMAT_BIT.uri : 0
  if ((mask & C.colon) !== 0 && (mask & BEYOND_HEX) === 0) return isIpv6(bytes, start, end) ? FORMAT_BIT.ipv6 : 0
  if ((mask & ~BEYOND_HEX) !== C.lower) return 0
  return isBoolean(bytes, start, end) ? FORMAT_BIT.booleanLike : 0
}

function numeric(bytes: Uint8Array, start: number, end: number, mask: number): number {
  if ((mask & C.hyphen) !== 0 && end - start === 10 && isDate(bytes, start)) return FORMAT_BIT.date
  if ((mask & C.dot) !== 0 && isIpv4(bytes, start, end)) return FORMAT_BIT.ipv4
  // A UUID may by chance have no letter.
  if (end - start === 36 && isUuid(bytes, start)) return FORMAT_BIT.uuid
  return numberBits(bytes, start, end)
}

/** `-?(0|[1-9][0-9]*)(\.[0-9]+)?`: what could be written as a JSON number without changing. */
function numberBits(bytes: Uint8Array, start: number, end: number): number {
  let at = bytes[start] === 0x2d ? start + 1 : start
  if (at === end || end - start > 40) return 0
  if (bytes[at] === 0x30 && at + 1 < end && bytes[at + 1] !== 0x2e) return 0
  const digits = at
  while (at < end && isDigit(bytes[at] as number)) at++
  if (at === digits) return 0
  if (at === end) return FORMAT_BIT.integerLike | FORMAT_BIT.numberLike
  if (bytes[at] !== 0x2e || at + 1 === end) return 0
  for (at++; at < end; at++) if (!isDigit(bytes[at] as number)) return 0
  return FORMAT_BIT.numberLike
}

function withColon(bytes: Uint8Array, start: number, end: number, mask: number): number {
  if ((mask & C.slash) !== 0) return isUri(bytes, start, end) ? FORMAT_BIT.uri : 0
  const first = bytes[start] as number
  if (isDigit(first) && end - start >= 20 && isDateTime(bytes, start, end)) return FORMAT_BIT.dateTime
  if (isDigit(first) && isTime(bytes, start, end)) return FORMAT_BIT.time
  if ((mask & BEYOND_HEX) === 0 && isIpv6(bytes, start, end)) return FORMAT_BIT.ipv6
  return 0
}

function coded(bytes: Uint8Array, start: number, end: number, mask: number): number {
  const length = end - start
  if (length === 36 && (mask & BEYOND_HEX) === 0 && isUuid(bytes, start)) return FORMAT_BIT.uuid
  // Its letters reach beyond those of a hexadecimal number, the first of them does already.
  if (bytes[start] === 0x50 && (mask & ~(C.digit | C.upper | BEYOND_HEX)) === 0) return durationBit(bytes, start, end)
  if ((mask & ~(C.digit | C.lower)) === 0 || (mask & ~(C.digit | C.upper)) === 0) return length >= 16 ? FORMAT_BIT.hex : 0
  if (length < 24) return 0
  if ((mask & ~BASE64) === 0 && (mask & MIXED) === MIXED && length % 4 === 0 && isBase64(bytes, start, end))
    return FORMAT_BIT.byte | ((mask & (C.plus | C.slash | C.equals)) === 0 ? 0 : FORMAT_BIT.byteMark)
  if ((mask & C.dot) !== 0 && (mask & ~BASE64URL_DOTTED) === 0 && isJwt(bytes, start, end)) return FORMAT_BIT.jwt
  return 0
}

function durationBit(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > DURATION_LENGTH_MAX) return 0
  return DURATION.test(String.fromCharCode(...bytes.subarray(start, end))) ? FORMAT_BIT.duration : 0
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39

function isHexDigit(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x61 && byte <= 0x66) || (byte >= 0x41 && byte <= 0x46)
}

/** 8-4-4-4-12; the caller knows that there are 36 bytes. */
function isUuid(bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < 36; i++) {
    const byte = bytes[start + i] as number
    if (i === 8 || i === 13 || i === 18 || i === 23 ? byte !== 0x2d : !isHexDigit(byte)) return false
  }
  return true
}

/** Padding only at the end, at most two. */
function isBase64(bytes: Uint8Array, start: number, end: number): boolean {
  let last = end
  while (last > end - 2 && bytes[last - 1] === 0x3d) last--
  for (let at = start; at < last; at++) if (bytes[at] === 0x3d) return false
  return true
}

/** Three parts, the first a JSON object in base64url: `eyJ…` is `{"…`. */
function isJwt(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== 0x65 || bytes[start + 1] !== 0x79 || bytes[start + 2] !== 0x4a) return false
  let dots = 0
  for (let at = start; at < end; at++) if (bytes[at] === 0x2e) dots++
  return dots === 2
}

const TRUE = [0x74, 0x72, 0x75, 0x65]
const FALSE = [0x66, 0x61, 0x6c, 0x73, 0x65]
function isBoolean(bytes: Uint8Array, start: number, end: number): boolean {
  const word = end - start === 4 ? TRUE : FALSE
  return end - start === word.length && word.every((byte, i) => bytes[start + i] === byte)
}
