// One capture that is being read, piece by piece.

import type { Counters } from '../base/counters.ts'
import { UserError } from '../base/errors.ts'
import { DEFAULT_LIMITS, type Limits } from '../base/limits.ts'
import type { PacketSink } from '../packet.ts'
import type { ByteSource } from './byte-source.ts'
import { CaptureParser } from './capture-parser.ts'
import { CompressedFeed } from './compressed-feed.ts'
import { unreadableCompressionOf } from './compression.ts'

export interface OpenCaptureOptions {
  readonly counters: Counters
  readonly limits?: Limits
  /** Ends the reading early; what was read stays. */
  readonly signal?: AbortSignal
  /** Asked at the end of the file: true waits for it to grow, false ends. Without it the first end is the end. */
  readonly follow?: () => boolean
  /** Added to the interface numbers of this capture, so that several captures of one run stay apart. */
  readonly interfaceBase?: number
  /** Receives the TLS key log text of each Decryption Secrets Block. */
  readonly onSecrets?: (keylog: string) => void
  /** Whether the sink still has packets to look at where they lie; their bytes stay as long. */
  readonly isHeld?: () => boolean
}

const FOLLOW_POLL_MS = 200
/** Read before it is known whether the capture is compressed: a large piece could hold far too much. */
const FIRST_PIECE_BYTES = 16 * 1024

export class OpenCapture {
  readonly #source: ByteSource
  readonly #input: CompressedFeed
  readonly #options: OpenCaptureOptions
  #readBytes = 0
  #isFinished = false

  constructor(source: ByteSource, sink: PacketSink, options: OpenCaptureOptions) {
    this.#source = source
    this.#options = options
    const limits = options.limits ?? DEFAULT_LIMITS
    const parser = new CaptureParser(sink, options.counters, {
      limits,
      ...(options.interfaceBase === undefined ? {} : { interfaceBase: options.interfaceBase }),
      ...(options.onSecrets === undefined ? {} : { onSecrets: options.onSecrets }),
    })
    this.#input = new CompressedFeed(parser, options.counters, limits, options.isHeld)
  }

  /** Bytes read so far, as they lie on disk. */
  get readBytes(): number {
    return this.#readBytes
  }

  /** Null where it is not known. */
  get totalBytes(): number | null {
    return this.#source.totalBytes
  }

  /**
   * Read the next piece and hand on the packets in it; false at the end. A capture that is cut or broken inside yields
   * what could be read, and counters; a `UserError` is thrown for what is no capture at all.
   */
  async readPiece(): Promise<boolean> {
    if (this.#isFinished) return false
    const count = this.#isOver() ? 0 : await this.#readBytesOrWait()
    if (count === 0) {
      this.#isFinished = true
      await this.#finish()
      return false
    }
    const wait = this.#input.filled(count)
    if (wait !== null) await wait
    if (this.#readBytes === 0) this.#refuseUnreadable()
    this.#readBytes += count
    return true
  }

  close(): void {
    this.#source.close()
    this.#input.close()
  }

  #isOver(): boolean {
    return this.#options.signal?.aborted === true || this.#input.stopped
  }

  async #readBytesOrWait(): Promise<number> {
    for (;;) {
      const { buffer, start } = this.#input.space()
      const end = this.#readBytes === 0 ? Math.min(buffer.length, start + FIRST_PIECE_BYTES) : buffer.length
      const read = this.#source.read(buffer, start, end)
      const count = typeof read === 'number' ? read : await read
      if (count > 0 || this.#options.follow?.() !== true) return count
      await pause(FOLLOW_POLL_MS, this.#options.signal)
      if (this.#isOver()) return 0
    }
  }

  async #finish(): Promise<void> {
    const isStopped = this.#options.signal?.aborted === true
    // who stops in the middle of a packet has not cut the capture
    const state = isStopped ? this.#input.state : await this.#input.finish()
    // before anything came
    if (isStopped && state === 'unknown') return
    if (this.#readBytes === 0) throw new UserError(`${this.#source.name} is empty`)
    if (state !== 'reading')
      throw new UserError(`${this.#source.name} is not a capture file`, {
        hint: 'earshot reads pcap and pcapng, also compressed with gzip or zstd.',
      })
  }

  /** Name the compression earshot cannot undo, rather than only "not a capture file". */
  #refuseUnreadable(): void {
    const compression = unreadableCompressionOf(this.#input.head)
    if (compression === null) return
    const command = compression === 'zip' ? 'unzip -p' : `${compression} -dc`
    throw new UserError(`${this.#source.name} is compressed with ${compression}, which earshot does not read`, {
      hint: `Decompress it on the way in: ${command} FILE | earshot replay -`,
    })
  }
}

/** Wait, but not longer than until the signal. */
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal?.addEventListener('abort', done, { once: true })
  })
}
