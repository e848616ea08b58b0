// A body reduced to rows: one row per value, parents before children, in typed arrays that are used again for the next body. No string is
// made of a value here; the few that may be words of an enum are fetched by `schema/fold.ts` while the bytes still stand.
//
//   {"id":7,"tags":["a","b"]}        row  kind     key   next
//                                    0    object   -     5
//                                    1    integer  id    2
//                                    2    array    tags  5
//                                    3    string   -     4
//                                    4    string   -     5

import { mayKeep } from '../../schema/enum-words.ts'
import { recogniseFormats } from '../../schema/formats.ts'
import type { WordManner } from '../../schema/key-names.ts'
import type { DetectValue } from '../detect-value.ts'
import { CHARACTER } from '../detect-value.ts'
import { hash53, hashNumber, mix32 } from '../hash.ts'
import { ALL_CHARACTERS, characterCount, characterMask } from './characters.ts'
import { KEY, KeyTable } from './key-table.ts'

export const ROW = {
  null: 0,
  false: 1,
  true: 2,
  number: 3,
  string: 4,
  array: 5,
  object: 6,
  /** A value that was cut off: its kind is not known. */
  cut: 7,
  /** A property that the same object names again later: the last one counts (as with JSON.parse). */
  repeated: 8,
} as const

/** Flags of a container. */
export const CONTAINER = {
  /** It was cut off: what is missing is unknown. */
  cut: 1,
  /** It lies at the depth limit: its children were not taken down. */
  deep: 2,
} as const

export const NO_KEY = -2
/** The name was too long for the key table. */
export const LONG_KEY = -1

const encoder = new TextEncoder()
const NOTHING: readonly string[] = Object.freeze([])
const EMPTY = new Uint8Array(0)
/** A power of two: values whose verdict is remembered. */
const VERDICTS = 8192
/** In `found`: nobody has asked yet what the value may be. */
const UNASKED = 0xffff
const NO_KEYS = 0x6f626a
/** From here downwards `start` is an offset into the texts that the tape keeps. */
const KEPT = -2
/** Longer texts are no words. */
const KEPT_LENGTH_MAX = 40
const CUT_SHAPE = 0x637574

export interface TapeLimits {
  readonly schemaDepth: number
  readonly tapeRows: number
  readonly decodedRows: number
  readonly keyBytes: number
  readonly internedKeys: number
}

export class Tape {
  readonly keys: KeyTable
  readonly limits: TapeLimits
  rows = 0
  kind: Uint8Array
  key: Int32Array
  /** Row behind this one and everything in it. */
  next: Int32Array
  /** Strings: characters. Containers: flags. */
  length: Int32Array
  /** Strings: format bits. Arrays: items. Objects: different names. */
  formats: Int32Array
  /** Strings: offsets into `bytes`; below 0 where the text does not stand there as it is (escapes) or is not ASCII. */
  start: Int32Array
  end: Int32Array
  /** Hash of structure below and with this row. */
  shape: Int32Array
  /** Numbers: the value. Strings: hash53. Objects: hash of the set of names. */
  real: Float64Array
  /** Index into `detections`, 0 for nothing; UNASKED until somebody wants to know. */
  found: Uint16Array
  readonly detections: (readonly string[])[] = [NOTHING]
  /** What the offsets of strings point into. */
  bytes: Uint8Array = EMPTY
  /** There were more values than rows: the rest is missing. */
  overflowed = false
  readonly #detect: DetectValue
  #stamps = new Int32Array(1024)
  #stampRows = new Int32Array(1024)
  #serial = 0
  readonly #verdictHashes = new Float64Array(VERDICTS).fill(-1)
  readonly #verdicts = new Array<readonly string[]>(VERDICTS).fill(NOTHING)
  #text: Uint8Array = EMPTY
  #textEnd = 0

  constructor(limits: TapeLimits, detect: DetectValue) {
    const rows = 1024
    this.limits = limits
    this.#detect = detect
    this.keys = new KeyTable(limits.keyBytes)
    this.kind = new Uint8Array(rows)
    this.key = new Int32Array(rows)
    this.next = new Int32Array(rows)
    this.length = new Int32Array(rows)
    this.formats = new Int32Array(rows)
    this.start = new Int32Array(rows)
    this.end = new Int32Array(rows)
    this.shape = new Int32Array(rows)
    this.real = new Float64Array(rows)
    this.found = new Uint16Array(rows)
  }

  /** Ready for the next body, whose strings will stand in `bytes`. */
  reset(bytes: Uint8Array): void {
    this.rows = 0
    this.bytes = bytes
    this.overflowed = false
    this.#textEnd = 0
    this.detections.length = 1
    // Only between bodies, so that what a body yields does not depend on those before it.
    if (this.keys.size > this.limits.internedKeys) this.keys.clear()
  }

  /** A row for a value without content: null, false, true, cut. */
  addPlain(kind: number, key: number): void {
    const row = this.#row(kind, key)
    if (row >= 0) this.shape[row] = kind === ROW.cut ? CUT_SHAPE : kind === ROW.null ? ROW.null : ROW.true
  }

  addNumber(value: number, key: number, bytes: Uint8Array, start: number, end: number, mask: number): void {
    const row = this.#row(ROW.number, key)
    if (row < 0) return
    this.real[row] = value
    this.shape[row] = ROW.number
    // Nothing shorter is a card, a phone, or anything else worth asking for.
    if (end - start < 6) return
    this.found[row] = bytes === this.bytes ? UNASKED : this.#ask(bytes, start, end, mask)
    this.start[row] = start
    this.end[row] = end
  }

  /** `mask` with BEYOND_HEX. `plain`: `bytes` are this.bytes and may be looked at again. */
  addString(key: number, bytes: Uint8Array, start: number, end: number, hash: number, mask: number, plain: boolean): void {
    const row = this.#row(ROW.string, key)
    if (row < 0) return
    this.real[row] = hash
    this.length[row] = characterCount(bytes, start, end, mask)
    this.formats[row] = recogniseFormats(bytes, start, end, mask)
    this.start[row] = (mask & CHARACTER.nonAscii) !== 0 ? -1 : plain ? start : this.#keep(bytes, start, end)
    this.end[row] = plain ? end : this.#textEnd
    this.shape[row] = ROW.string
    this.found[row] = (this.start[row] as number) >= 0 ? UNASKED : this.#askOnce(hash, bytes, start, end, mask)
  }

  /** A string that does not stand in the body as it is (form fields, XML, MessagePack): its text is kept in a buffer of the tape. */
  addText(key: number, text: string): void {
    this.#makeRoom(text.length * 3)
    this.bytes = this.#text
    const start = this.#textEnd
    const end = start + encoder.encodeInto(text, this.#text.subarray(start)).written
    this.#textEnd = end
    this.addString(key, this.#text, start, end, hash53(this.#text, start, end), characterMask(this.#text, start, end), true)
  }

  /** The text of a string row where it may be a word of an enum, however it was written; otherwise null. */
  wordAt(row: number, manner: WordManner): string | null {
    const start = this.start[row] as number
    if (start === -1) return null
    const [bytes, from] = start < 0 ? [this.#text, KEPT - start] : [this.bytes, start]
    const end = this.end[row] as number
    return mayKeep(manner, bytes, from, end) ? String.fromCharCode(...bytes.subarray(from, end)) : null
  }

  /** Keeps a short text whose escapes were undone: some senders write `text\/html`. Gives KEPT minus its offset, or -1. */
  #keep(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start
    if (length > KEPT_LENGTH_MAX) return -1
    this.#makeRoom(length)
    const offset = this.#textEnd
    this.#text.set(bytes.subarray(start, end), offset)
    this.#textEnd = offset + length
    return KEPT - offset
  }

  #makeRoom(length: number): void {
    const room = this.#textEnd + length
    if (room <= this.#text.length) return
    const larger = new Uint8Array(room * 2)
    larger.set(this.#text)
    this.#text = larger
  }

  /** The row of the property `name` of the object at `row`, or -1. */
  property(row: number, name: string): number {
    if (row >= this.rows || this.kind[row] !== ROW.object) return -1
    const behind = this.next[row] as number
    for (let child = row + 1; child < behind; child = this.next[child] as number) {
      const key = this.key[child] as number
      if (key >= 0 && this.kind[child] !== ROW.repeated && this.keys.names[key] === name) return child
    }
    return -1
  }

  /** Opens an array or object; -1 when the tape is full. */
  open(kind: number, key: number): number {
    const row = this.#row(kind, key)
    if (row >= 0) this.length[row] = 0
    return row
  }

  /** `children` behind `row` are all written. */
  closeArray(row: number, flags: number): void {
    if (row < 0) return
    let items = 0
    let smallest = 0
    let largest = 0
    for (let child = row + 1; child < this.rows; child = this.next[child] as number) {
      const shape = this.shape[child] as number
      if (items++ === 0) smallest = largest = shape
      else if (shape < smallest) smallest = shape
      else if (shape > largest) largest = shape
    }
    this.formats[row] = items
    this.#close(row, flags, mix32(mix32(ROW.array, smallest), largest))
  }

  closeObject(row: number, flags: number): void {
    if (row < 0) return
    const serial = (this.#serial = (this.#serial + 1) | 0)
    let names = 0
    let nameSet = NO_KEYS
    let shape: number = ROW.object
    let valueKeys = 0
    this.#fitStamps()
    for (let child = row + 1; child < this.rows; child = this.next[child] as number) {
      const key = this.key[child] as number
      if (key < 0) continue
      const before = this.#stamps[key] === serial
      if (before) this.kind[this.#stampRows[key] as number] = ROW.repeated
      this.#stamps[key] = serial
      this.#stampRows[key] = child
      if (!before) names++
    }
    for (let child = row + 1; child < this.rows; child = this.next[child] as number) {
      const key = this.key[child] as number
      if (key < 0 || this.kind[child] === ROW.repeated) continue
      const structure = this.keys.structure[key] as number
      const own = mix32(structure, this.shape[child] as number)
      if (((this.keys.flags[key] as number) & KEY.value) !== 0) {
        // However many keys of a map there are, and in whatever shape: one term.
        valueKeys = structure
        continue
      }
      nameSet = (nameSet + structure) | 0
      shape = (shape + own) | 0
    }
    this.formats[row] = names
    this.real[row] = mix32(nameSet, valueKeys) >>> 0
    this.#close(row, flags, mix32(shape, valueKeys))
  }

  #close(row: number, flags: number, shape: number): void {
    this.length[row] = flags
    this.shape[row] = flags === 0 ? shape : mix32(shape, CUT_SHAPE)
    this.next[row] = this.rows
  }

  /** Types that were found in the value of a row. */
  detected(row: number): readonly string[] {
    if (this.found[row] === UNASKED) this.found[row] = this.#askLate(row)
    return this.detections[this.found[row] as number] as readonly string[]
  }

  /** Hash of the value of a number or string row. */
  valueHash(row: number): number {
    const real = this.real[row] as number
    return this.kind[row] === ROW.number ? hashNumber(real) : real
  }

  /** Only few values are looked at: new ones of a field. The others never cost more than their hash. */
  #askLate(row: number): number {
    const start = this.start[row] as number
    const end = this.end[row] as number
    const mask = characterMask(this.bytes, start, end)
    return this.kind[row] === ROW.number
      ? this.#ask(this.bytes, start, end, mask)
      : this.#askOnce(this.real[row] as number, this.bytes, start, end, mask)
  }

  /** Values come again: what was found in one is remembered by its hash, in a table where a newer value takes the place of an older. */
  #askOnce(hash: number, bytes: Uint8Array, start: number, end: number, mask: number): number {
    const slot = hash & (VERDICTS - 1)
    if (this.#verdictHashes[slot] === hash) {
      const types = this.#verdicts[slot] as readonly string[]
      return types.length === 0 ? 0 : this.#indexOf(types)
    }
    const types = this.#detect(bytes, start, end, mask & ALL_CHARACTERS)
    this.#verdictHashes[slot] = hash
    this.#verdicts[slot] = types
    return types.length === 0 ? 0 : this.#indexOf(types)
  }

  #ask(bytes: Uint8Array, start: number, end: number, mask: number): number {
    const types = this.#detect(bytes, start, end, mask & ALL_CHARACTERS)
    return types.length === 0 ? 0 : this.#indexOf(types)
  }

  #indexOf(types: readonly string[]): number {
    const known = this.detections.indexOf(types)
    if (known >= 0) return known
    // The arrays are interned, so there are few; a caller that makes new ones each time only loses the last of them.
    if (this.detections.length >= UNASKED) return 0
    return this.detections.push(types) - 1
  }

  #row(kind: number, key: number): number {
    const row = this.rows
    if (row >= this.kind.length && !this.#grow()) return -1
    this.rows = row + 1
    this.kind[row] = kind
    this.key[row] = key
    this.next[row] = row + 1
    this.found[row] = 0
    return row
  }

  #fitStamps(): void {
    if (this.keys.size <= this.#stamps.length) return
    const size = this.keys.size * 2
    this.#stamps = new Int32Array(size)
    this.#stampRows = new Int32Array(size)
  }

  #grow(): boolean {
    const rows = Math.min(this.kind.length * 2, this.limits.tapeRows)
    if (rows <= this.rows) {
      this.overflowed = true
      return false
    }
    const larger = <T extends Uint8Array | Uint16Array | Int32Array | Float64Array>(from: T, to: T): T => {
      to.set(from)
      return to
    }
    this.kind = larger(this.kind, new Uint8Array(rows))
    this.key = larger(this.key, new Int32Array(rows))
    this.next = larger(this.next, new Int32Array(rows))
    this.length = larger(this.length, new Int32Array(rows))
    this.formats = larger(this.formats, new Int32Array(rows))
    this.start = larger(this.start, new Int32Array(rows))
    this.end = larger(this.end, new Int32Array(rows))
    this.shape = larger(this.shape, new Int32Array(rows))
    this.real = larger(this.real, new Float64Array(rows))
    this.found = larger(this.found, new Uint16Array(rows))
    return true
  }
}
