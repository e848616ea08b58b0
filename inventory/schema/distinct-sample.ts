// Which distinct values there were, by hash: all of them up to a bound, then those with the smallest hashes. Whether a value is kept depends on
// the set of values alone, and a kept one was kept since it first came, so its count is exact whatever the order.

import { DEFAULT_LIMITS } from '../../sensor/base/limits.ts'
import type { DistinctEvidence, DistinctValue } from './schema-node.ts'

const NOTHING: readonly string[] = Object.freeze([])
const VALUES_MAX = DEFAULT_LIMITS.distinctValues
const WORDS_MAX = DEFAULT_LIMITS.enumWords
/** Numbers in a plain array. */
const PLAIN_MAX = 16

export class DistinctSample implements DistinctEvidence {
  overflow = false
  size = 0
  /**
   * Hash and count in turn, by ascending hash. One list of numbers instead of a Map of objects: a tenth of the memory, and there are very many of
   * these. Short ones are plain arrays, for a typed array takes 170 bytes before it holds anything.
   */
  #pairs: number[] | Float64Array = new Array<number>(2)
  #words: (string | null)[] | null = null
  #detected: (readonly string[])[] | null = null

  static of(evidence: DistinctEvidence): DistinctSample {
    if (evidence instanceof DistinctSample) return evidence
    const sample = new DistinctSample()
    sample.merge(evidence)
    return sample
  }

  get values(): ReadonlyMap<number, DistinctValue> {
    return new Map(Array.from({ length: this.size }, (_, index) => [this.#hashAt(index), this.#valueAt(index)]))
  }

  /** Could the text of one more value still matter? */
  get wantsWords(): boolean {
    return this.size <= WORDS_MAX && !this.overflow
  }

  /** Count a value. True if it is new and its word is wanted: the caller then gives it to `setWord`. */
  add(hash: number, detected: readonly string[]): boolean {
    return this.isNew(hash) && this.admit(hash, detected)
  }

  /**
   * Count a value that is known or past the bound. True for one that is to be kept: the caller then gives it to `admit`. Nearly all
   * values of a field that varies end at the first comparison, so that nobody need look at them.
   */
  isNew(hash: number): boolean {
    if (this.size === VALUES_MAX && hash > this.#hashAt(VALUES_MAX - 1)) {
      this.overflow = true
      return false
    }
    const index = this.#find(hash)
    if (this.#holds(index, hash)) {
      this.#count(index, 1)
      return false
    }
    return true
  }

  /** Keep a value of which `isNew` has just said so. True if its word is wanted. */
  admit(hash: number, detected: readonly string[]): boolean {
    this.#insert(this.#find(hash), hash, 1, null, detected)
    return this.wantsWords
  }

  setWord(hash: number, word: string): void {
    const index = this.#find(hash)
    if (!this.#holds(index, hash) || !this.wantsWords) return
    this.#words ??= new Array<string | null>(this.size).fill(null)
    this.#words[index] = word
  }

  /** The values stay, none of them as text. */
  dropWords(): void {
    this.#words = null
  }

  merge(other: DistinctEvidence): void {
    if (other instanceof DistinctSample) for (let i = 0; i < other.size; i++) this.addValue(other.#hashAt(i), other.#valueAt(i))
    else for (const [hash, value] of other.values) this.addValue(hash, value)
    if (other.overflow) this.overflow = true
    if (!this.wantsWords) this.#words = null
  }

  addValue(hash: number, { n, word, detected }: DistinctValue): void {
    if (this.size === VALUES_MAX && hash > this.#hashAt(VALUES_MAX - 1)) {
      this.overflow = true
      return
    }
    const index = this.#find(hash)
    if (!this.#holds(index, hash)) {
      this.#insert(index, hash, n, word, detected)
      return
    }
    this.#count(index, n)
    const before = this.#words?.[index] ?? null
    // Equal in all but crafted cases; the smaller one, so that order never shows.
    if (word !== null && (before === null || word < before)) this.setWord(hash, word)
    if (detected.length > 0) this.#setDetected(index, union(this.#detected?.[index] ?? NOTHING, detected))
  }

  #hashAt(index: number): number {
    return this.#pairs[2 * index] as number
  }

  #holds(index: number, hash: number): boolean {
    return index < this.size && this.#pairs[2 * index] === hash
  }

  #count(index: number, n: number): void {
    this.#pairs[2 * index + 1] = (this.#pairs[2 * index + 1] as number) + n
  }

  #valueAt(index: number): DistinctValue {
    return { n: this.#pairs[2 * index + 1] as number, word: this.#words?.[index] ?? null, detected: this.#detected?.[index] ?? NOTHING }
  }

  /** Index of the first hash that is not smaller. */
  #find(hash: number): number {
    let low = 0
    let high = this.size
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#hashAt(middle) < hash) low = middle + 1
      else high = middle
    }
    return low
  }

  #insert(index: number, hash: number, n: number, word: string | null, detected: readonly string[]): void {
    if (this.size === VALUES_MAX) {
      this.overflow = true
      this.#words = null
      this.size--
      this.#detected?.pop()
    } else if (2 * this.size === this.#pairs.length) this.#grow()
    const pairs = this.#pairs
    for (let i = 2 * this.size - 1; i >= 2 * index; i--) pairs[i + 2] = pairs[i] as number
    pairs[2 * index] = hash
    pairs[2 * index + 1] = n
    this.#words?.splice(index, 0, null)
    this.#detected?.splice(index, 0, NOTHING)
    this.size++
    if (detected.length > 0) this.#setDetected(index, detected)
    if (!this.wantsWords) this.#words = null
    else if (word !== null) this.setWord(hash, word)
  }

  #setDetected(index: number, detected: readonly string[]): void {
    this.#detected ??= new Array<readonly string[]>(this.size).fill(NOTHING)
    this.#detected[index] = detected
  }

  #grow(): void {
    const pairs = this.#pairs
    const length = Math.min(pairs.length * 2, 2 * VALUES_MAX)
    const grown = length > PLAIN_MAX ? new Float64Array(length) : new Array<number>(length)
    for (let i = 0; i < pairs.length; i++) grown[i] = pairs[i] as number
    this.#pairs = grown
  }
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a === b || b.every((type) => a.includes(type))) return a
  return [...new Set([...a, ...b])].sort()
}
