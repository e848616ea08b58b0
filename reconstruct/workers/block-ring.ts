// Shared memory through which one thread hands blocks of records to another. The writer fills a block and hands it over when it is large
// enough, or when it is told to; the reader takes whole blocks. A full ring makes the writer wait: nothing is dropped.
//
// Positions count up without end, modulo 2^32; their lower bits are the place in memory. A block begins with its length and lies in one
// piece: where it does not fit before the end of the memory, a mark stands there and the block begins at the front.

import { assert } from '../../sensor/base/assert.ts'
import { RecordArea } from './segment-record.ts'

/** Handed over when it holds so much: the two threads meet rarely, and what is read lies still in the cache. */
export const BLOCK_BYTES = 128 * 1024
const BLOCK_HEAD_BYTES = 8
/** In place of a length: the rest of the memory is empty. */
const WRAPPED = -1

// Words of the control memory, on cache lines of their own.
const HEAD = 0
const TAIL = 16
const CONTROL_WORDS = 32

/** What both threads hold; may be posted. */
export interface RingMemory {
  readonly control: SharedArrayBuffer
  /** A power of two. */
  readonly data: SharedArrayBuffer
}

export const ringMemory = (bytes: number): RingMemory => {
  assert(bytes >= 64 && (bytes & (bytes - 1)) === 0, 'a ring is a power of two')
  return { control: new SharedArrayBuffer(CONTROL_WORDS * 4), data: new SharedArrayBuffer(bytes) }
}

export class RingWriter {
  readonly area: RecordArea
  readonly #control: Int32Array
  readonly #capacity: number
  readonly #blockBytes: number
  readonly #wait: (control: Int32Array, word: number, value: number) => void
  /** Where the open block begins, and where the next record goes; the same while none is open. */
  #blockAt = 0
  #at = 0
  #isOpen = false
  /** As it was when last looked at. */
  #tail = 0

  /** `wait` blocks until the word is no longer `value`, or for a while; it throws when the reader is gone. */
  constructor(
    memory: RingMemory,
    options: { readonly wait: (control: Int32Array, word: number, value: number) => void; readonly blockBytes?: number },
  ) {
    this.area = new RecordArea(memory.data)
    this.#control = new Int32Array(memory.control)
    this.#capacity = memory.data.byteLength
    this.#blockBytes = options.blockBytes ?? BLOCK_BYTES
    this.#wait = options.wait
  }

  /** Room for a record of `bytes` (a multiple of 8): where to write it in `area`. Waits while there is none. */
  reserve(bytes: number): number {
    assert(bytes + BLOCK_HEAD_BYTES <= this.#capacity / 2, 'a record is larger than half the ring')
    const mask = this.#capacity - 1
    if (this.#isOpen) {
      if ((this.#at & mask) + bytes <= this.#capacity && (this.#at & mask) !== 0 && this.#hasRoom(bytes)) return this.#at & mask
      this.handOver()
    }
    const place = this.#at & mask
    const skipped = place + BLOCK_HEAD_BYTES + bytes > this.#capacity ? this.#capacity - place : 0
    this.#waitForRoom(skipped + BLOCK_HEAD_BYTES + bytes)
    if (skipped > 0) this.area.words[place >> 2] = WRAPPED
    this.#blockAt = (this.#at + skipped) | 0
    this.#at = (this.#blockAt + BLOCK_HEAD_BYTES) | 0
    this.#isOpen = true
    return this.#at & mask
  }

  /** The record of `bytes` is written. */
  commit(bytes: number): void {
    this.#at = (this.#at + bytes) | 0
    if (((this.#at - this.#blockAt) | 0) >= this.#blockBytes) this.handOver()
  }

  /** Give the reader what was written. */
  handOver(): void {
    if (!this.#isOpen) return
    this.area.words[(this.#blockAt & (this.#capacity - 1)) >> 2] = (this.#at - this.#blockAt) | 0
    this.#isOpen = false
    this.#blockAt = this.#at
    Atomics.store(this.#control, HEAD, this.#at)
    Atomics.notify(this.#control, HEAD)
  }

  #hasRoom(bytes: number): boolean {
    if (this.#capacity - ((this.#at - this.#tail) | 0) >= bytes) return true
    this.#tail = Atomics.load(this.#control, TAIL)
    return this.#capacity - ((this.#at - this.#tail) | 0) >= bytes
  }

  #waitForRoom(bytes: number): void {
    while (!this.#hasRoom(bytes)) this.#wait(this.#control, TAIL, this.#tail)
  }
}

/** The records of one block, from `start` up to `end`, valid until the next one is taken. */
export interface Block {
  readonly area: RecordArea
  readonly start: number
  readonly end: number
}

export class RingReader {
  readonly #control: Int32Array
  readonly #shared: RecordArea
  readonly #mask: number
  #local = new RecordArea(new ArrayBuffer(BLOCK_BYTES * 2))
  #tail = 0

  constructor(memory: RingMemory) {
    this.#control = new Int32Array(memory.control)
    this.#shared = new RecordArea(memory.data)
    this.#mask = memory.data.byteLength - 1
  }

  /** The next block, copied, so that its room is free at once and what reads it sees ordinary memory. Null: there is none yet. */
  take(): Block | null {
    if (Atomics.load(this.#control, HEAD) === this.#tail) return null
    const first = this.#shared.words[(this.#tail & this.#mask) >> 2]!
    if (first === WRAPPED) this.#tail = ((this.#tail | this.#mask) + 1) | 0
    const place = this.#tail & this.#mask
    const length = this.#shared.words[place >> 2]!
    if (length > this.#local.bytes.length) this.#local = new RecordArea(new ArrayBuffer((length * 2 + 7) & ~7))
    this.#local.bytes.set(this.#shared.bytes.subarray(place, place + length))
    this.#tail = (this.#tail + length) | 0
    Atomics.store(this.#control, TAIL, this.#tail)
    Atomics.notify(this.#control, TAIL)
    return { area: this.#local, start: BLOCK_HEAD_BYTES, end: length }
  }

  /** Sleep until there is a block. */
  wait(): void {
    Atomics.wait(this.#control, HEAD, this.#tail)
  }
}
