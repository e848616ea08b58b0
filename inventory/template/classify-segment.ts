// Lexical classes: what one part of a path looks like by its characters alone. Everything but `word` is a value by its form;
// whether a word is a literal or a value is decided by statistics (decide.ts). One pass over the characters.

import type { SegmentClass } from '../observe/observation.ts'

// Kinds of characters, for counting switches between them.
const DIGIT = 0
const LOWER = 1
const UPPER = 2
const SEPARATOR = 3
const OTHER = 4

/** Longer words than this are no words. */
const WORD_LENGTH_MAX = 80

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s.]+$/
const DATE = /^(?:19|20)\d\d-(?:0\d|1[0-2])(?:-[0-3]\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)?$/
const VERSION = /^(?:v?\d{1,4}(?:\.\d{1,5}){1,2}|v\d{1,4}(?:\.\d{1,5}){1,3})(?:[-+.]?[A-Za-z]{1,8}[.-]?\d{0,4})?$/
const KEY = /^[A-Z][A-Z0-9]{1,9}-\d{1,9}$/
const LOCALE = /^[a-z]{2,3}[-_](?:[A-Z]{2}|[A-Z][a-z]{3}(?:[-_][A-Z]{2})?|\d{3})$/
const PREFIXED = /^[a-z]{1,14}[_-]([A-Za-z0-9]{8,})$/
/** `tasks:cancel` (a verb behind a name) and `$metadata` are words in spite of their punctuation. */
const NAME_VERB = /^[A-Za-z][\w.-]*:[A-Za-z][A-Za-z]*$/
const DOLLAR_WORD = /^\$[A-Za-z]+$/

interface Shape {
  digits: number
  lower: number
  upper: number
  separators: number
  other: number
  /** All letters are a–f. */
  hexadecimal: boolean
  /** Neighbouring characters of different kind, separators left out. */
  switches: number
  /** The most random part between separators: a long one that mixes digits and letters. */
  mixedPart: boolean
}

/** The lexical class of a path segment, percent-decoded. `''` is a word. */
export function classifySegment(text: string): SegmentClass {
  const length = text.length
  const shape = measure(text)
  const { digits, lower, upper, separators, other } = shape
  if (length > 0 && digits === length) return 'integer'
  if (other > 0) return punctuated(text)
  if (length > WORD_LENGTH_MAX) return 'random'
  if (digits === 0) return lettersOnly(text, shape)
  if (length === 36 && UUID.test(text)) return 'uuid'
  if (separators > 0) {
    if (lower === 0 && upper === 0) return DATE.test(text) ? 'date' : VERSION.test(text) ? 'version' : 'number'
    if (VERSION.test(text)) return 'version'
    if (DATE.test(text)) return 'date'
    if (KEY.test(text)) return 'key'
    if (LOCALE.test(text)) return 'locale'
    if (isPrefixedId(text)) return 'prefixed-id'
  } else if (isHexadecimal(shape, length)) return 'hex'
  if (isRandom(shape, length)) return 'random'
  return 'word'
}

/**
 * True for a value that may be part of a constant prefix (`/rest/api/3`, `/2.0`, `/2010-04-01`): its text may be kept
 * until the position is known to vary.
 */
export function mayBeConstant(text: string, segmentClass: SegmentClass): boolean {
  switch (segmentClass) {
    case 'integer':
      return text.length <= 2
    case 'version':
      return text.length <= 6
    case 'date':
      return text.length === 10
    default:
      return false
  }
}

function measure(text: string): Shape {
  const shape = { digits: 0, lower: 0, upper: 0, separators: 0, other: 0, hexadecimal: true, switches: 0, mixedPart: false }
  let previous = SEPARATOR
  let partLength = 0
  let partDigits = 0
  let partTurns = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const kind = kindOf(code)
    if (kind === DIGIT) shape.digits++
    else if (kind === LOWER) shape.lower++
    else if (kind === UPPER) shape.upper++
    else if (kind === SEPARATOR) shape.separators++
    else shape.other++
    if ((kind === LOWER || kind === UPPER) && (code | 0x20) > 0x66) shape.hexadecimal = false
    if (kind === SEPARATOR) {
      partLength = partDigits = partTurns = 0
    } else {
      if (previous !== SEPARATOR && previous !== kind) {
        shape.switches++
        if (previous === DIGIT || kind === DIGIT) partTurns++
      }
      partLength++
      if (kind === DIGIT) partDigits++
      if (partLength >= 8 && partDigits >= 3 && partTurns >= 4) shape.mixedPart = true
    }
    previous = kind
  }
  return shape
}

function kindOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return DIGIT
  if (code >= 0x61 && code <= 0x7a) return LOWER
  if (code >= 0x41 && code <= 0x5a) return UPPER
  // - _ . ~ are the unreserved marks of RFC 3986 section 2.3.
  if (code === 0x2d || code === 0x5f || code === 0x2e || code === 0x7e) return SEPARATOR
  return OTHER
}

function punctuated(text: string): SegmentClass {
  if (EMAIL.test(text)) return 'email'
  if (DATE.test(text)) return 'date'
  if (DOLLAR_WORD.test(text)) return 'word'
  if (NAME_VERB.test(text) && classifySegment(text.slice(0, text.indexOf(':'))) === 'word') return 'word'
  return 'encoded'
}

function lettersOnly(text: string, shape: Shape): SegmentClass {
  if (shape.separators > 0 && LOCALE.test(text)) return 'locale'
  if (shape.separators > 0 && shape.upper > 0 && isPrefixedId(text)) return 'prefixed-id'
  // Names in camel case switch at every third character; letters drawn by lot at every second.
  const letters = shape.lower + shape.upper
  if (letters >= 16 && shape.upper > 0 && shape.lower > 0 && shape.switches >= letters * 0.45) return 'random'
  return 'word'
}

function isPrefixedId(text: string): boolean {
  const tail = PREFIXED.exec(text)?.[1]
  if (tail === undefined) return false
  const { digits, upper, lower, switches } = measure(tail)
  if (digits >= 2 && (upper > 0 || tail.length >= 12)) return true
  return tail.length >= 14 && upper > 0 && lower > 0 && switches >= tail.length * 0.4
}

function isHexadecimal(shape: Shape, length: number): boolean {
  if (!shape.hexadecimal || length < 7 || (shape.lower > 0 && shape.upper > 0)) return false
  return length >= 12 || shape.digits >= 2
}

function isRandom({ digits, lower, upper, switches, mixedPart }: Shape, length: number): boolean {
  if (mixedPart) return true
  if (length >= 16 && digits >= 2 && switches >= length / 4 && ((upper > 0 && lower > 0) || digits >= length / 4)) return true
  if (length >= 16 && upper > 0 && lower > 0 && switches >= length * 0.45) return true
  return length >= 10 && digits >= 4 && digits >= length * 0.3 && switches >= 5
}
