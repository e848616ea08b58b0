// The one buffer between a file, pipe or decompressor and the capture parser. Records that a piece of input cuts in
// two move to the front of the buffer and wait there for the rest.

import { assert } from '../base/assert.ts'
import type { Limits } from '../base/limits.ts'
import type { CaptureParser } from './capture-parser.ts'

export class ParserFeed {
  readonly #parser: CaptureParser
  readonly #isHeld: () => boolean
  #buffer: Uint8Array
  /** What the parser has handed on lies in front of this. */
  #consumed = 0
  #filled = 0

  /** `isHeld` tells whether packets that were handed on are still to be looked at where they lie. */
  constructor(parser: CaptureParser, limits: Limits, isHeld: () => boolean = () => false) {
    this.#parser = parser
    this.#isHeld = isHeld
    this.#buffer = new Uint8Array(limits.readChunkBytes)
  }

  /** Where the next bytes go: write into `buffer` from `start` on, then call `filledUpTo`. */
  space(): { readonly buffer: Uint8Array; readonly start: number } {
    this.#makeRoom()
    return { buffer: this.#buffer, start: this.#filled }
  }

  /** The buffer now holds bytes up to `end`: hand on what is complete, keep the rest. */
  filledUpTo(end: number): void {
    assert(this.#consumed === 0, 'bytes were written without asking for space')
    this.#consumed = this.#parser.push(this.#buffer, 0, end)
    assert(this.#consumed <= end, 'the parser consumed more than it was given')
    this.#filled = end
  }

  /** Take back what has not been handed on: it was not meant for the parser. */
  clear(): void {
    this.#consumed = 0
    this.#filled = 0
  }

  /** Hand on bytes that lie elsewhere; they may be reused afterwards. */
  write(bytes: Uint8Array): void {
    let at = 0
    while (at < bytes.length && !this.#parser.stopped) {
      const { buffer, start } = this.space()
      const count = Math.min(bytes.length - at, buffer.length - start)
      buffer.set(bytes.subarray(at, at + count), start)
      at += count
      this.filledUpTo(start + count)
    }
  }

  /** The end of the input. `cut`: it is known that more should have come. */
  finish(cut: boolean): void {
    const waiting = this.#filled - this.#consumed
    this.#parser.finish(cut ? Math.max(waiting, 1) : waiting)
  }

  /** What waits moves to the front: of a buffer of its own while packets of this one are held. */
  #makeRoom(): void {
    if (this.#consumed > 0) {
      const from = this.#buffer
      if (this.#isHeld()) this.#buffer = new Uint8Array(from.length)
      if (this.#consumed < this.#filled) this.#buffer.set(from.subarray(this.#consumed, this.#filled))
      this.#filled -= this.#consumed
      this.#consumed = 0
    }
    if (this.#filled === this.#buffer.length) this.#grow()
  }

  /** The parser refuses records over the limit `recordBytes`, so this happens at most a few times. */
  #grow(): void {
    const larger = new Uint8Array(this.#buffer.length * 2)
    larger.set(this.#buffer)
    this.#buffer = larger
  }
}
