// The one buffer between a file, pipe or decompressor and the capture parser. Records that a piece of input cuts in
// two move to the front of the buffer and wait there for the rest.

import { assert } from '../base/assert.ts'
import type { Limits } from '../base/limits.ts'
import type { CaptureParser } from './capture-parser.ts'

export class ParserFeed {
  readonly #parser: CaptureParser
  #buffer: Uint8Array
  #filled = 0

  constructor(parser: CaptureParser, limits: Limits) {
    this.#parser = parser
    this.#buffer = new Uint8Array(limits.readChunkBytes)
  }

  /** Where the next bytes go: write into `buffer` from `filled` on, then call `filledUpTo`. */
  get buffer(): Uint8Array {
    return this.#buffer
  }

  get filled(): number {
    return this.#filled
  }

  /** The buffer now holds bytes up to `end`: hand on what is complete, keep the rest at the front. */
  filledUpTo(end: number): void {
    const consumed = this.#parser.push(this.#buffer, 0, end)
    assert(consumed <= end, 'the parser consumed more than it was given')
    this.#filled = end - consumed
    if (consumed > 0 && consumed < end) this.#buffer.copyWithin(0, consumed, end)
    if (this.#filled === this.#buffer.length) this.#grow()
  }

  /** Take back what has not been handed on: it was not meant for the parser. */
  clear(): void {
    this.#filled = 0
  }

  /** Hand on bytes that lie elsewhere; they may be reused afterwards. */
  write(bytes: Uint8Array): void {
    let at = 0
    while (at < bytes.length && !this.#parser.stopped) {
      const count = Math.min(bytes.length - at, this.#buffer.length - this.#filled)
      this.#buffer.set(bytes.subarray(at, at + count), this.#filled)
      at += count
      this.filledUpTo(this.#filled + count)
    }
  }

  /** The end of the input. `cut`: it is known that more should have come. */
  finish(cut: boolean): void {
    this.#parser.finish(cut ? Math.max(this.#filled, 1) : this.#filled)
  }

  /** The parser refuses records over the limit `recordBytes`, so this happens at most a few times. */
  #grow(): void {
    const larger = new Uint8Array(this.#buffer.length * 2)
    larger.set(this.#buffer)
    this.#buffer = larger
  }
}
