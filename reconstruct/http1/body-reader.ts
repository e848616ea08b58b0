// The bytes of a body (RFC 9112 §6, §7.1): counted, chunks joined, a prefix kept in the message's buffer.

import { assertNever } from '../../sensor/base/assert.ts'
import type { Limits } from '../../sensor/base/limits.ts'
import type { PooledMessage } from '../pooled-message.ts'
import type { FramingKind } from './body-framing.ts'
import { newChunkSize, readChunkSize } from './chunk-size.ts'
import { NO, recogniseStartLine } from './grammar.ts'
import { LineCarry } from './line-carry.ts'
import type { State, StateEvent } from './state.ts'

const LF = 10
const CR = 13
/** A size, and extensions that nobody uses. */
const CHUNK_LINE_BYTES_MAX = 1024
const STRAY_BYTES_MAX = 1

const size = newChunkSize()

/** Whether bodies are kept or only counted; asked at the beginning of each, so that it may change meanwhile. */
export interface BodyPolicy {
  readonly keep: boolean
}

export class BodyReader {
  /** What `read` or `skip` ended with: the state machine's next event, or null if the state stays. */
  event: StateEvent | null = null
  readonly #limits: Limits
  readonly #bodies: BodyPolicy
  readonly #line = new LineCarry(CHUNK_LINE_BYTES_MAX)
  /** Bytes of the body, or of the chunk, still to come. */
  #remaining = 0
  #alternative = 0
  #keeping = true
  #firstChunk = true
  #sawCarriageReturn = false
  #trailerLineBytes = 0
  #trailerBytes = 0

  constructor(limits: Limits, bodies: BodyPolicy) {
    this.#limits = limits
    this.#bodies = bodies
  }

  /** Nothing was read since `begin`. */
  get untouched(): boolean {
    return this.#firstChunk && this.#line.carried === 0
  }

  /** `alternative`: a larger length that is believed if no message follows the smaller one, or 0. */
  begin(kind: FramingKind, length: number, alternative = 0): void {
    this.#alternative = kind === 'length' ? alternative : 0
    this.#remaining = kind === 'length' ? length : 0
    this.#keeping = this.#bodies.keep
    this.#firstChunk = true
    this.#sawCarriageReturn = false
    this.#trailerLineBytes = this.#trailerBytes = 0
    this.#line.reset()
  }

  /** Reads on in `bytes[at, end)`; gives the index behind what was read and leaves an `event`. `fallback`: Content-Length of a chunked message, or negative. */
  read(state: State, message: PooledMessage, bytes: Uint8Array, at: number, end: number, fallback: number): number {
    this.event = null
    switch (state) {
      case 'length':
        return this.#remaining === 0 && this.#alternative > 0
          ? this.#decide(message, bytes, at, end)
          : this.#counted(message, bytes, at, end, 'complete')
      case 'close':
        this.#keep(message, bytes, at, end)
        return end
      case 'chunk-size':
        return this.#chunkSize(message, bytes, at, end, fallback)
      case 'chunk-data':
        return this.#counted(message, bytes, at, end, 'chunk-filled')
      case 'chunk-end':
        return this.#chunkEnd(message, bytes, at)
      case 'trailers':
        return this.#trailers(bytes, at, end)
      case 'start':
      case 'head':
      case 'lost':
      case 'opaque':
      case 'closed':
        throw new Error(`assertion failed: no body in state ${state}`)
      default:
        return assertNever(state)
    }
  }

  /** The stream ends, `closed` by FIN or otherwise: says whether the body is whole. */
  end(state: State, message: PooledMessage, closed: boolean): void {
    const untilClose = state === 'close' || (state === 'chunk-size' && this.#endsUnchunked(message))
    if ((untilClose && closed) || state === 'trailers' || (state === 'length' && this.#remaining === 0)) return
    message.note('cut-by-end')
    message.truncated = true
  }

  /** A first line that is no chunk size was body all along. */
  #endsUnchunked(message: PooledMessage): boolean {
    const line = this.#line
    if (!this.#firstChunk || line.carried === 0) return false
    const end = line.carried
    if (this.#isSize(line.bytes, 0, end)) return false
    message.note('chunk-size-invalid')
    this.#keep(message, line.bytes, 0, end)
    return true
  }

  /** Bytes are missing: skips those that are known to belong to the body. Gives how many are not, or may not be. */
  skip(state: State, message: PooledMessage, missingBytes: number): number {
    this.event = null
    this.#keeping = false
    message.note('gap-in-body')
    message.truncated = true
    if (state === 'close') {
      message.bodyBytes += missingBytes
      return 0
    }
    if (state !== 'length' && state !== 'chunk-data') return missingBytes
    const skipped = Math.min(missingBytes, this.#remaining)
    message.bodyBytes += skipped
    this.#remaining -= skipped
    if (this.#remaining === 0 && skipped === missingBytes) this.event = state === 'length' ? 'complete' : 'chunk-filled'
    return missingBytes - skipped
  }

  #counted(message: PooledMessage, bytes: Uint8Array, at: number, end: number, event: StateEvent): number {
    const stop = Math.min(end, at + this.#remaining)
    this.#keep(message, bytes, at, stop)
    this.#remaining -= stop - at
    if (this.#remaining === 0 && this.#alternative === 0) this.event = event
    return stop
  }

  /** Two lengths were given and the smaller one is over: whichever lets the rest make sense. */
  #decide(message: PooledMessage, bytes: Uint8Array, at: number, end: number): number {
    const more = this.#alternative - message.bodyBytes
    this.#alternative = 0
    if (bytes[at] === CR || bytes[at] === LF || recogniseStartLine(bytes, at, end, false) !== NO) {
      this.event = 'complete'
      return at
    }
    this.#remaining = more
    return this.#counted(message, bytes, at, end, 'complete')
  }

  /** How much may be kept of a body that is to grow by `more`. Asked what it is only when it is long. */
  #mostBytes(message: PooledMessage, more: number): number {
    const { bodyBytes, eventStreamBytes } = this.#limits
    if (message.keptBodyBytes + more <= bodyBytes) return bodyBytes
    const isSession = message.mediaType() === 'text/event-stream' || message.header('mcp-session-id') !== undefined
    return isSession ? Math.max(bodyBytes, eventStreamBytes) : bodyBytes
  }

  #keep(message: PooledMessage, bytes: Uint8Array, start: number, end: number): void {
    message.bodyBytes += end - start
    if (this.#keeping) {
      const wanted = Math.min(end, start + this.#mostBytes(message, end - start) - message.keptBodyBytes)
      const kept = message.append(bytes, start, wanted)
      message.keptBodyBytes += kept
      if (kept === end - start) return
      this.#keeping = false
      message.note('limit-body')
    }
    for (let at = Math.max(start, end - 4); at < end; at++) message.tail = (message.tail >>> 8) | ((bytes[at] as number) << 24)
  }

  #chunkSize(message: PooledMessage, bytes: Uint8Array, at: number, end: number, fallback: number): number {
    const line = this.#line
    const carried = line.carried
    const next = line.read(bytes, at, end)
    const good = !line.tooLong && this.#isSize(line.bytes, line.start, line.end)
    if (next < 0 && (!line.tooLong || !this.#firstChunk)) {
      if (line.tooLong) this.event = 'junk'
      return end
    }
    if (!good) {
      message.note('chunk-size-invalid')
      if (!this.#firstChunk) {
        this.event = 'junk'
        return at
      }
      return this.#notChunked(message, at, carried, fallback)
    }
    this.#firstChunk = false
    if (size.odd) message.note('chunk-size-odd')
    if (size.extension) message.note('chunk-extension')
    this.#remaining = size.bytes
    this.event = size.bytes === 0 ? 'last-chunk' : 'chunk'
    return next
  }

  /** The first line decides whether the body is chunked at all: with more than a stray byte in it, it is text that begins like a size. */
  #isSize(bytes: Uint8Array, start: number, end: number): boolean {
    const good = readChunkSize(bytes, start, end, this.#limits.chunkSizeDigits, size)
    return good && (size.junkBytes <= STRAY_BYTES_MAX || !this.#firstChunk)
  }

  /** No chunk where the first one is due: the label was wrong, as with servers that copy a header from upstream. */
  #notChunked(message: PooledMessage, at: number, carried: number, fallback: number): number {
    this.event = fallback >= 0 ? 'not-chunked-length' : 'not-chunked'
    this.#firstChunk = false
    this.#remaining = Math.max(0, fallback)
    if (carried > 0) {
      const part = Math.min(carried, fallback >= 0 ? this.#remaining : carried)
      this.#keep(message, this.#line.bytes, 0, part)
      this.#remaining -= part
    }
    this.#line.reset()
    return at
  }

  #chunkEnd(message: PooledMessage, bytes: Uint8Array, at: number): number {
    const byte = bytes[at]
    if (byte === CR && !this.#sawCarriageReturn) {
      this.#sawCarriageReturn = true
      return at + 1
    }
    this.#sawCarriageReturn = false
    this.event = 'chunk-ended'
    if (byte === LF) return at + 1
    message.note('chunk-end-missing')
    return at
  }

  /** Skips trailer fields (RFC 9112 §7.1.2) up to the empty line. */
  #trailers(bytes: Uint8Array, at: number, end: number): number {
    for (let i = at; i < end; i++) {
      if (bytes[i] === LF) {
        if (this.#trailerLineBytes === 0) {
          this.event = 'complete'
          return i + 1
        }
        this.#trailerLineBytes = 0
      } else if (bytes[i] !== CR) this.#trailerLineBytes++
    }
    this.#trailerBytes += end - at
    if (this.#trailerBytes > this.#limits.headBytes) this.event = 'junk'
    return end
  }
}
