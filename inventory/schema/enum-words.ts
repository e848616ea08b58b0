// Which values may ever be kept as text: words as programs use them for states and kinds. Everything that could be an identifier, a
// name with digits, a code or a secret is refused here, before it is known whether the field is an enum at all.

import type { WordManner } from './key-names.ts'

const LENGTH_MAX = 40
/** Longer runs of digits are numbers of something. */
const DIGIT_RUN_MAX = 3
/** A run of letters this long without a vowel is no word of any language. */
const CONSONANT_RUN_MAX = 6
const NUMBER_MAX = 999

const LETTER = 1
const DIGIT = 2
const JOINT = 3
const KIND = new Uint8Array(256)
for (let byte = 0; byte < 256; byte++) {
  const letter = String.fromCharCode(byte)
  if (/[A-Za-z]/.test(letter)) KIND[byte] = LETTER
  else if (/[0-9]/.test(letter)) KIND[byte] = DIGIT
  else if (/[_.:/+-]/.test(letter)) KIND[byte] = JOINT
}
const VOWEL = new Uint8Array(256)
for (const letter of 'aeiouyAEIOUY') VOWEL[letter.charCodeAt(0)] = 1

/**
 * May this text be kept where the name allows words of `manner`? The empty text tells nothing of anybody. A text in ASCII, in
 * `bytes[start, end)`.
 */
export function mayKeep(manner: WordManner, bytes: Uint8Array, start: number, end: number): boolean {
  if (manner === 'none' || end - start > LENGTH_MAX) return false
  if (start === end) return manner !== 'compound'
  if (manner === 'compound') return looksLikeConstant(textOf(bytes, start, end)) && looksLikeWord(bytes, start, end)
  if (looksLikeWord(bytes, start, end)) return true
  const first = KIND[bytes[start] as number]
  if (first === DIGIT) return beginsLikeDuration(bytes, start, end) && DURATION.test(textOf(bytes, start, end))
  return manner === 'phrase' && first === LETTER && isPhrase(bytes, start, end)
}

/** `24_hour`, `3-month`: so many of a unit. */
const DURATION = /^\d{1,3}[_-](?:sec(?:ond)?|min(?:ute)?|hour|day|week|month|quarter|year)s?$/i

/** Most that begins with a digit is none, and no text need be made of it. */
function beginsLikeDuration(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start + 1
  while (at < end && at < start + 4 && KIND[bytes[at] as number] === DIGIT) at++
  return at + 1 < end && (bytes[at] === 0x5f || bytes[at] === 0x2d) && KIND[bytes[at + 1] as number] === LETTER
}

const CONSTANT = /^(?:[a-z]{2,}(?:_[a-z]{2,})+|[A-Z]{2,}(?:_[A-Z]{2,})+)$/

/** `card_declined`, `NOT_FOUND`: joined as programs join words and people do not. */
export const looksLikeConstant = (text: string): boolean => CONSTANT.test(text)

const textOf = (bytes: Uint8Array, start: number, end: number): string => String.fromCharCode(...bytes.subarray(start, end))

/** Two or three words of letters: `In Progress`, `Interest-based Audience`. */
function isPhrase(bytes: Uint8Array, start: number, end: number): boolean {
  return /^[A-Za-z]+(?:-[a-z]+)?(?: [A-Za-z]+){1,2}$/.test(textOf(bytes, start, end)) && wordsOf(bytes, start, end)
}

/** Each part between spaces looks like a word. */
function wordsOf(bytes: Uint8Array, start: number, end: number): boolean {
  let from = start
  for (let at = start; at <= end; at++) {
    if (at < end && bytes[at] !== 0x20) continue
    if (!looksLikeWord(bytes, from, at)) return false
    from = at + 1
  }
  return true
}

/** `active`, `IN_PROGRESS`, `read-only`, `v1.beta`; not `x7Gh2k`, `alice 2`, `order-20261`. */
export function looksLikeWord(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start
  if (length === 0 || length > LENGTH_MAX || KIND[bytes[start] as number] !== LETTER) return false
  let digits = 0
  let digitRun = 0
  let consonants = 0
  let humps = 0
  let switches = 0
  let before = LETTER
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number
    const kind = KIND[byte] as number
    if (kind === 0) return false
    if (kind !== before && kind !== JOINT && before !== JOINT) switches++
    if (kind === DIGIT) {
      digits++
      if (++digitRun > DIGIT_RUN_MAX) return false
    } else digitRun = 0
    if (kind === LETTER && VOWEL[byte] === 0) {
      if (++consonants > CONSONANT_RUN_MAX) return false
    } else consonants = 0
    if (kind === LETTER && before === LETTER && at > start && byte < 0x60 && (bytes[at - 1] as number) > 0x60) humps++
    before = kind
  }
  if (digits * 3 > length && length > 4 && !(digitRun === digits && isSize(bytes, end - digits, end))) return false
  // `sha256`, `b2b`, `v1beta1`; not `ab12cd`.
  return (switches <= 1 || length <= 4 || isVersion(bytes, start)) && humps * 4 <= length
}

/** Sizes in bits and bytes, as names of algorithms, encodings and platforms end: `sha256`, `aes128`, `win32`. They number nobody. */
const SIZES = new Set([8, 16, 24, 32, 48, 64, 96, 128, 160, 192, 224, 256, 384, 512, 521])

function isSize(bytes: Uint8Array, start: number, end: number): boolean {
  let size = 0
  for (let at = start; at < end; at++) size = size * 10 + (bytes[at] as number) - 0x30
  return SIZES.has(size) && bytes[start] !== 0x30
}

const isVersion = (bytes: Uint8Array, start: number): boolean => bytes[start] === 0x76 && KIND[bytes[start + 1] as number] === DIGIT

/** A small whole number as it may stand in an enum, -1 for "none" among them; otherwise null. */
export function numberWord(value: number): string | null {
  return Number.isInteger(value) && value >= -1 && value <= NUMBER_MAX ? String(value) : null
}
