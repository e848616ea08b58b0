// One direction of a flow: where its stream stands, what waits, and what is known about its end.
//
// A position is an offset: bytes since the start of the stream, a plain number that does not wrap (2^53 is far). `base` is the
// offset of the next byte to hand on and `baseSequence` its sequence number; every other number is unwrapped against them.
//
// Invariants once started:
// - `base` only grows; every byte of [origin, base) was told exactly once, as data or as gap;
// - `base - origin` = delivered bytes + gap bytes;
// - what is queued lies at or behind `base`, and before `finAt` if that is known.
// Before the start of a stream joined midway is settled, everything is queued, and the lowest piece may still move forward.

import { type QueuedPiece, SegmentQueue } from './segment-queue.ts'
import { advance, distance, SEQUENCE_WINDOW, type Sequence } from './sequence.ts'
import type { TcpContext } from './tcp-context.ts'

/**
 * Offset given to the first number seen of a stream that was joined midway. Not 0, because earlier bytes may still turn up
 * behind it, and offsets are never negative.
 */
const MIDWAY_OFFSET = SEQUENCE_WINDOW

/** Offsets are unknown. */
export const UNKNOWN = -1

/** How many gaps are remembered, to recognise bytes that arrive after all. */
const REMEMBERED_GAPS = 8

export class HalfStream {
  base = 0
  baseSequence = 0 as Sequence
  /** `base` and `baseSequence` belong together: some number of this direction was seen. */
  anchored = false
  /** `base` is where the stream starts or has got to. */
  started = false
  /** The first byte of the stream is known from the handshake. */
  startKnown = false
  /** Where the stream started; for recognising the same SYN again. */
  firstSequence = 0 as Sequence
  /** The other side first acknowledged up to here; UNKNOWN without acknowledgement. Only kept for streams joined midway. */
  pinnedAt = UNKNOWN
  /** How far the other side has received this direction. */
  acknowledgedTo = UNKNOWN
  #acknowledgementJump = UNKNOWN
  #jumped = false
  #jumpsRefused = false
  /** Offset behind the last byte, from the FIN. */
  finAt = UNKNOWN
  finUs = 0
  finished = false
  /** Offset at which this side sent a RST and stopped. */
  resetAt = UNKNOWN
  /** Offset of the byte that was sent as urgent data and does not belong to the stream. */
  urgentAt = UNKNOWN
  deliveredBytes = 0
  gapBytes = 0
  /** What waits; made when first needed. */
  queue: SegmentQueue | undefined
  /** Since when, in packet time and packets of the flow, the first piece waits; -1: it does not. */
  waitUs = -1
  waitPacket = 0
  /** Since when the hole in front is known to have been acknowledged; -1: it is not. */
  ackedUs = -1
  ackedPacket = 0
  /** Bytes that acknowledge up to here no longer wait for the other direction. */
  heldEnough = UNKNOWN
  /** Times in a row that waiting for the other direction was in vain. */
  heldInVain = 0
  #gaps: number[] | undefined
  readonly #context: TcpContext

  constructor(context: TcpContext) {
    this.#context = context
  }

  /** Offset of a sequence number; NaN if it is too far away to belong to this stream. Anchors the stream if nothing is known of it. */
  offsetOf(sequence: Sequence): number {
    if (!this.anchored) this.#anchor(sequence, MIDWAY_OFFSET)
    const ahead = distance(this.baseSequence, sequence)
    return ahead <= -SEQUENCE_WINDOW || ahead >= SEQUENCE_WINDOW ? Number.NaN : this.base + ahead
  }

  /** The handshake tells that the first byte has this number. */
  establish(first: Sequence): void {
    if (this.started) {
      // A handshake captured behind the data it opens.
      if (first === this.firstSequence) this.startKnown = true
      return
    }
    if (!this.anchored) this.#anchor(first, 0)
    const offset = this.base + distance(this.baseSequence, first)
    this.startKnown = true
    this.startAt(offset)
  }

  /**
   * The other side, before it had sent anything, acknowledged up to `first`: that is where this direction starts, unless something
   * of it was seen before.
   */
  establishUnseen(first: Sequence): void {
    if (this.started || (this.first() === undefined && (this.pinnedAt === UNKNOWN || this.pinnedAt === this.offsetOf(first)))) {
      this.establish(first)
    }
  }

  /** Nothing was handed on yet. */
  get untouched(): boolean {
    return this.deliveredBytes + this.gapBytes === 0
  }

  /** The first byte of the stream is known and has offset 0. */
  get fromStart(): boolean {
    return this.startKnown && this.base === this.deliveredBytes + this.gapBytes
  }

  /** All offsets of this direction become smaller by `by`. Only while nobody was told any. */
  shiftBack(by: number): void {
    const shifted = (offset: number) => (offset === UNKNOWN ? UNKNOWN : offset - by)
    this.base -= by
    this.pinnedAt = UNKNOWN
    this.acknowledgedTo = shifted(this.acknowledgedTo)
    this.#acknowledgementJump = UNKNOWN
    this.finAt = shifted(this.finAt)
    this.resetAt = shifted(this.resetAt)
    this.urgentAt = shifted(this.urgentAt)
    for (const piece of this.queue?.pieces ?? []) {
      piece.from -= by
      piece.to -= by
    }
  }

  startAt(offset: number): void {
    this.baseSequence = advance(this.baseSequence, offset - this.base)
    this.base = offset
    this.started = true
    this.firstSequence = this.baseSequence
    this.waitUs = -1
    if (this.queue !== undefined) this.countBehind(this.queue.dropBefore(offset), offset, offset)
  }

  /** The other side acknowledged up to `sequence`. Gives that as an offset, or UNKNOWN if it cannot be right. */
  acknowledge(sequence: Sequence): number {
    const known = this.anchored
    let offset = this.offsetOf(sequence)
    if (Number.isNaN(offset)) return UNKNOWN
    if (!this.started && this.pinnedAt === UNKNOWN) this.pinnedAt = offset
    if (this.finAt !== UNKNOWN && offset > this.finAt) offset = this.finAt
    const jump = this.#context.limits.acknowledgementJumpBytes
    if (offset <= this.acknowledgedTo) {
      // Acknowledgements do not run back that far: the jump that was believed is not of this stream.
      if (this.#jumped && offset < this.acknowledgedTo - jump) {
        this.acknowledgedTo = offset
        this.#jumpsRefused = true
      }
      return offset
    }
    const believed = Math.max(this.acknowledgedTo, this.seenTo())
    if (known && offset > believed + jump) {
      const confirmed = Math.abs(offset - this.#acknowledgementJump) <= jump && !this.#jumpsRefused
      this.#acknowledgementJump = offset
      if (!confirmed) return offset
      this.#jumped = true
    }
    this.acknowledgedTo = offset
    return offset
  }

  /** Offset behind the last byte seen. */
  seenTo(): number {
    return Math.max(this.base, this.queue?.pieces.at(-1)?.to ?? 0)
  }

  /** The first piece that waits. */
  first(): QueuedPiece | undefined {
    return this.queue?.pieces[0]
  }

  /** The queue, made if there was none. */
  ensureQueue(): SegmentQueue {
    this.queue ??= new SegmentQueue(this.#context)
    return this.queue
  }

  /** `base` moves by `bytes`: something was handed on. */
  moveBase(bytes: number): void {
    this.base += bytes
    this.baseSequence = advance(this.baseSequence, bytes)
    this.waitUs = -1
    this.ackedUs = -1
  }

  rememberGap(from: number, to: number): void {
    this.gapBytes += to - from
    this.#gaps ??= []
    this.#gaps.push(from, to)
    if (this.#gaps.length > REMEMBERED_GAPS * 2) this.#gaps.splice(0, 2)
  }

  /** Count `bytes` that lie in [from, to) behind what was handed on: seen before, or late for a gap that was given up. */
  countBehind(bytes: number, from: number, to: number): void {
    let late = 0
    const gaps = this.#gaps
    if (gaps !== undefined) {
      for (let index = 0; index < gaps.length; index += 2) {
        late += Math.max(0, Math.min(to, gaps[index + 1] as number) - Math.max(from, gaps[index] as number))
      }
    }
    this.#context.counters.add('tcp.late-after-gap-bytes', late)
    this.#context.counters.add('tcp.retransmitted-bytes', bytes - late)
  }

  #anchor(sequence: Sequence, offset: number): void {
    this.anchored = true
    this.base = offset
    this.baseSequence = sequence
    this.firstSequence = sequence
  }
}
