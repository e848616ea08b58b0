// Which sensitive types a value may be of. The only door to the detectors: length and kinds of characters first, then the few
// validators that are left, on text that is made at most once.

import type { DetectValue } from '../detect-value.ts'
import type { Candidate, Detector } from './detector.ts'
import { CHARACTER } from './kinds.ts'
import { DETECTORS, RANDOM_SHARE } from './registry.ts'
import { typesOfWord, WORD_LENGTH_MAX } from './words.ts'

export type { Detector } from './detector.ts'
export { DETECTORS, RANDOM_SHARE }

const NOTHING: readonly string[] = Object.freeze([])
const LENGTH_MAX = DETECTORS.reduce((most, { maxLength }) => Math.max(most, maxLength), 0)
/** Lengths from here on are rare: they share no list. */
const INDEXED = 128
/** Kinds of characters and length -> the detectors that are to be asked. Bounded: emptied when full. */
const ASKED_MAX = 8192
const asked = new Map<number, readonly Detector[]>()

function detectorsFor(length: number, mask: number): readonly Detector[] {
  const key = mask * INDEXED + length
  const known = length < INDEXED ? asked.get(key) : undefined
  if (known !== undefined) return known
  const fitting = DETECTORS.filter(
    ({ minLength, maxLength, allowed, required }) =>
      length >= minLength && length <= maxLength && (mask & ~allowed) === 0 && (mask & required) === required,
  )
  if (length >= INDEXED) return fitting
  if (asked.size >= ASKED_MAX) asked.clear()
  asked.set(key, fitting)
  return fitting
}

/** What the characters of a word may be, in the languages of words.ts. */
const WORD_KINDS =
  CHARACTER.lower |
  CHARACTER.upper |
  CHARACTER.hyphen |
  CHARACTER.plus |
  CHARACTER.space |
  CHARACTER.slash |
  CHARACTER.digit |
  CHARACTER.underscore |
  CHARACTER.nonAscii

class Value implements Candidate {
  text = ''
  #compact: string | null = null
  #digits: string | null = null
  set(text: string): void {
    this.text = text
    this.#compact = null
    this.#digits = null
  }
  get compact(): string {
    return (this.#compact ??= /[ \-./a-z]/.test(this.text) ? this.text.replace(/[ \-./]/g, '').toUpperCase() : this.text)
  }
  get digits(): string {
    return (this.#digits ??= /^\d+$/.test(this.compact) ? this.compact : '')
  }
}

const value = new Value()
/** Every combination that was ever found, once: a tree along the order of the registry. */
interface Combination {
  readonly types: readonly string[]
  readonly next: Map<string, Combination>
}
const NONE: Combination = { types: NOTHING, next: new Map() }
let combinations = 0
const COMBINATIONS_MAX = 65_536

/** Types whose validator accepts the value; a shared frozen array, empty for nearly all values. */
export const detectValue: DetectValue = (bytes, start, end, mask) => {
  const length = end - start
  if (length < 1 || length > LENGTH_MAX) return NOTHING
  let found = NONE
  let ready = false
  if (length <= WORD_LENGTH_MAX && (mask & ~WORD_KINDS) === 0 && (mask & ~CHARACTER.digit) !== 0) {
    value.set(textOf(bytes, start, end, mask))
    ready = true
    const types = typesOfWord(value.text)
    if (types !== undefined) for (const type of types) found = withType(found, type)
  }
  for (const detector of detectorsFor(length, mask)) {
    if (!ready) {
      value.set(textOf(bytes, start, end, mask))
      ready = true
    }
    if (detector.test(value)) found = withType(found, detector.type)
  }
  return found.types
}

/** The buffer that was looked at last, so that no view is made for each value. */
let viewed: Buffer = Buffer.alloc(0)

function textOf(bytes: Uint8Array, start: number, end: number, mask: number): string {
  if (viewed.buffer !== bytes.buffer) viewed = Buffer.from(bytes.buffer)
  return viewed.toString((mask & CHARACTER.nonAscii) === 0 ? 'latin1' : 'utf8', bytes.byteOffset + start, bytes.byteOffset + end)
}

/** The combination with one type more; past the bound it is made anew each time. */
function withType(combination: Combination, type: string): Combination {
  const known = combination.next.get(type)
  if (known !== undefined) return known
  if (combination.types.includes(type)) return combination
  const made: Combination = { types: Object.freeze([...combination.types, type].sort()), next: new Map() }
  if (combinations < COMBINATIONS_MAX) {
    combination.next.set(type, made)
    combinations++
  }
  return made
}
