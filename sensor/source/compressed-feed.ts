// Between raw input and the capture parser: looks at the first bytes and puts a decompressor in between if need be.

import type { Counters } from '../base/counters.ts'
import type { Limits } from '../base/limits.ts'
import type { CaptureParser } from './capture-parser.ts'
import { compressionOf, createDecompressor, type Decompressor } from './compression.ts'
import { ParserFeed } from './parser-feed.ts'

/** So many bytes tell every compression. */
const HEAD_BYTES = 6
/** They may stand for a thousand times as many, all of which come at once. */
const COMPRESSED_PIECE_BYTES = 16 * 1024

export class CompressedFeed {
  readonly #parser: CaptureParser
  readonly #counters: Counters
  readonly #feed: ParserFeed
  #decompressor: Decompressor | null = null
  #compressed: Uint8Array = new Uint8Array(0)
  #head = new Uint8Array(0)
  #isOver = false

  /** `isHeld`: as in `ParserFeed`. */
  constructor(parser: CaptureParser, counters: Counters, limits: Limits, isHeld?: () => boolean) {
    this.#parser = parser
    this.#counters = counters
    this.#feed = new ParserFeed(parser, limits, isHeld)
  }

  /** The first bytes of the input, at most six. */
  get head(): Uint8Array {
    return this.#head
  }

  /** Further input would be ignored. */
  get stopped(): boolean {
    return this.#isOver || this.#parser.stopped
  }

  /** What the parser has made of it so far. */
  get state(): CaptureParser['state'] {
    return this.#parser.state
  }

  /** Where to put the next bytes of the input; then tell by `filled` how many there are. */
  space(): { readonly buffer: Uint8Array; readonly start: number } {
    return this.#decompressor === null ? this.#feed.space() : { buffer: this.#compressed, start: 0 }
  }

  /** Returns null when all was read, or what to wait for. */
  filled(count: number): Promise<void> | null {
    if (this.#decompressor !== null) return this.#decompress(this.#compressed.subarray(0, count))
    const { buffer, start } = this.#feed.space()
    if (this.#head.length < HEAD_BYTES) {
      const fresh = buffer.subarray(start, start + Math.min(count, HEAD_BYTES - this.#head.length))
      this.#head = Buffer.concat([this.#head, fresh])
      if (this.#startDecompressing()) {
        this.#feed.clear()
        return this.#decompress(buffer.slice(0, start + count))
      }
    }
    this.#feed.filledUpTo(start + count)
    return null
  }

  /** Bytes that lie elsewhere; they may be reused once this resolves. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const { buffer, start } = this.space()
      const count = Math.min(bytes.length - at, buffer.length - start)
      buffer.set(bytes.subarray(at, at + count), start)
      at += count
      await this.filled(count)
    }
  }

  /** The end of the input. What the parser made of it. */
  async finish(): Promise<CaptureParser['state']> {
    const end = this.#decompressor === null ? 'complete' : await this.#decompressor.end()
    if (end === 'broken' && this.#parser.state === 'reading') this.#counters.add('capture.malformed-records')
    if (end === 'broken') return this.#parser.state
    this.#feed.finish(end === 'cut')
    return this.#parser.state
  }

  /** Nothing more comes, whether or not this is the end: let go of what the decompressor holds. */
  close(): void {
    this.#decompressor?.close()
  }

  #startDecompressing(): boolean {
    const compression = compressionOf(this.#head)
    if (compression === null) return false
    this.#compressed = new Uint8Array(COMPRESSED_PIECE_BYTES)
    this.#decompressor = createDecompressor(compression, (bytes) => this.#feed.write(bytes))
    return true
  }

  async #decompress(bytes: Uint8Array): Promise<void> {
    if (this.#decompressor !== null && !(await this.#decompressor.write(bytes))) this.#isOver = true
  }
}
