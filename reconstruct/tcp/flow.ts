// One TCP connection: what its flags mean, where its segments belong, and how it ends.
//
// Everything that depends on time is decided by packet time at the flow's own next packet; `settle` at other moments only makes
// quiet flows come to the same decision earlier.

import { TCP_ACK, TCP_FIN, TCP_RST, TCP_SYN, type TcpSegment } from '../../sensor/index.ts'
import type { EndReason } from '../stream.ts'
import type { FlowStore } from './flow-store.ts'
import { type HalfStream, UNKNOWN } from './half-stream.ts'
import { PairedStreams, type Side } from './paired-streams.ts'
import { advance, type Sequence, toSequence } from './sequence.ts'
import { TCP_SLOT, type TcpContext } from './tcp-context.ts'
import { mustHold, windowPassed } from './wait-rules.ts'

export class Flow {
  readonly streams: PairedStreams
  /** Packet time of its first segment. */
  readonly openedUs: number
  closed = false
  /** Its place in the table's list of flows that wait for something, or -1. */
  pendingIndex = -1
  /** Segments in a row that lie outside the sequence window. */
  outOfRange = 0
  /** A SYN with another initial number came from this side while the flow was alive; it takes effect once confirmed. */
  candidateSide: Side | -1 = -1
  candidateSequence = 0 as Sequence
  candidateIsAnswer = false
  #closingUs = -1
  #closingPacket = 0
  readonly #context: TcpContext

  constructor(store: FlowStore, slot: number, encapsulationId: number, clientSide: Side, context: TcpContext) {
    this.streams = new PairedStreams(store, slot, encapsulationId, clientSide, context)
    this.#context = context
    this.openedUs = context.nowUs
  }

  /** Something waits for more packets or for time to pass. */
  get pending(): boolean {
    return this.#closingUs >= 0 || this.streams.waiting
  }

  /** One side sent a RST and nothing since. */
  get reset(): boolean {
    return this.streams.halves[0].resetAt !== UNKNOWN || this.streams.halves[1].resetAt !== UNKNOWN
  }

  /** Packet time of the last sign of life. */
  get lastUs(): number {
    return this.streams.store.lastUs[this.streams.slot] as number
  }

  /** A segment of this flow that is no new connection. `side` sent it. A packet captured twice does not let time pass. */
  accept(segment: TcpSegment, side: Side, capturedTwice: boolean): void {
    const half = this.streams.halves[side]
    const other = this.streams.halves[(side ^ 1) as Side]
    if (!capturedTwice) this.streams.packets++
    if (this.closed) {
      this.#acceptClosed(segment, half)
      return
    }
    const flags = segment.flags
    if ((flags & TCP_RST) !== 0) {
      this.#acceptReset(segment, half, other)
      return
    }
    let sequence = toSequence(segment.sequence)
    if ((flags & TCP_SYN) !== 0) {
      this.#acceptSyn(segment, side)
      sequence = advance(sequence, 1)
    } else {
      this.streams.synDataPending = false
      const hadSentNothing = half.startKnown && sequence === half.firstSequence && (flags & TCP_ACK) !== 0
      if (hadSentNothing && !other.startKnown) {
        other.establishUnseen(toSequence(segment.acknowledgement))
        this.streams.alignStarts()
      }
    }
    const acknowledged = (flags & TCP_ACK) === 0 ? UNKNOWN : other.acknowledge(toSequence(segment.acknowledgement))
    const wireBytes = segment.payloadWireBytes
    if (wireBytes > 0) {
      if (segment.urgentPointer > 0) this.#markUrgent(half, half.offsetOf(sequence) + segment.urgentPointer - 1)
      if (half.resetAt !== UNKNOWN && half.offsetOf(sequence) + wireBytes > half.resetAt) this.#forgetReset(half)
      const inOrder =
        half.started &&
        sequence === half.baseSequence &&
        wireBytes === segment.payloadEnd - segment.payloadStart &&
        half.finAt === UNKNOWN &&
        half.first() === undefined &&
        !this.streams.synDataPending &&
        !mustHold(half, other, acknowledged, this.#context)
      if (inOrder) {
        this.outOfRange = 0
        this.streams.deliver(side, segment.bytes, segment.payloadStart, segment.payloadEnd, acknowledged, segment.timestampUs, true)
      } else {
        this.#place(segment, side, sequence, acknowledged)
      }
    }
    if ((flags & (TCP_FIN | TCP_SYN)) === TCP_FIN) this.#acceptFin(half, advance(sequence, wireBytes), segment.timestampUs)
    this.settle()
  }

  /** Hand on what is due now, and end the flow if it is at its end. */
  settle(): void {
    if (this.streams.waiting) this.streams.handOn(null)
    if (this.streams.halves[0].finAt !== UNKNOWN || this.streams.halves[1].finAt !== UNKNOWN || this.#closingUs >= 0) this.#checkEnd()
  }

  /** Give up everything that is waited for, because too much waits. */
  giveUp(): void {
    this.streams.handOn('limit')
    this.settle()
  }

  /** The flow ends: hand on everything that waits, tell what is missing at the end, end the reader. */
  close(cause: EndReason): void {
    if (this.closed) return
    const reason = this.reset && cause !== 'fin' ? 'reset' : cause
    this.streams.handOn('close')
    this.streams.tellTail(0)
    this.streams.tellTail(1)
    this.streams.tellFinished()
    this.closed = true
    this.#closingUs = -1
    this.#countEnd(reason)
    const reader = this.streams.reader
    this.streams.reader = undefined
    reader?.end(reason, this.lastUs)
  }

  /** Both directions of a closed flow: a late copy, or bytes nobody wanted any more. */
  #acceptClosed(segment: TcpSegment, half: HalfStream): void {
    const bytes = segment.payloadEnd - segment.payloadStart
    if (bytes === 0) return
    const from = half.offsetOf(toSequence(segment.sequence))
    const behind = Number.isNaN(from) ? 0 : Math.min(Math.max(half.base - from, 0), bytes)
    if (behind > 0) half.countBehind(behind, from, from + behind)
    this.#context.count(TCP_SLOT.afterFin, bytes - behind)
  }

  #acceptSyn(segment: TcpSegment, side: Side): void {
    const half = this.streams.halves[side]
    const other = this.streams.halves[(side ^ 1) as Side]
    const isAnswer = (segment.flags & TCP_ACK) !== 0
    if (half.resetAt !== UNKNOWN) this.#forgetReset(half)
    half.establish(advance(toSequence(segment.sequence), 1))
    this.streams.learnRole(isAnswer ? ((side ^ 1) as Side) : side)
    if (!isAnswer) {
      this.streams.synDataPending = segment.payloadWireBytes > 0
      const first = half.first()
      // Captured behind the data it opens.
      if (first?.from === half.base && first.acknowledged !== UNKNOWN && first.acknowledged === other.pinnedAt) {
        other.establishUnseen(other.firstSequence)
      }
      this.streams.alignStarts()
      return
    }
    const acknowledged = toSequence(segment.acknowledgement)
    other.establish(acknowledged)
    this.streams.alignStarts()
    if (this.streams.synDataPending && other.queue !== undefined) {
      this.#context.counters.add('tcp.syn-data-refused-bytes', other.queue.dropFrom(other.offsetOf(acknowledged)))
      this.streams.synDataPending = false
    }
  }

  /** The last byte of urgent data is the one that receivers take out (RFC 6093 §3); one at a time, as they do. */
  #markUrgent(half: HalfStream, offset: number): void {
    if (offset >= half.base) half.urgentAt = offset
  }

  /** A FIN is a position: the direction is done when everything before it was handed on (RFC 9293 §3.6). */
  #acceptFin(half: HalfStream, end: Sequence, timestampUs: number): void {
    const offset = half.offsetOf(end)
    if (half.finAt !== UNKNOWN || Number.isNaN(offset)) return
    if (half.started && offset < half.base) return
    const reached = half.acknowledgedTo === UNKNOWN ? half.seenTo() : Math.max(half.base, half.acknowledgedTo)
    if (half.anchored && offset > reached + this.#context.limits.implausibleHoleBytes) {
      this.#context.counters.add('tcp.sequence-out-of-range')
      return
    }
    half.finAt = offset
    half.finUs = timestampUs
    if (half.acknowledgedTo > offset) half.acknowledgedTo = offset
    if (half.queue !== undefined) this.#context.count(TCP_SLOT.afterFin, half.queue.dropFrom(offset))
    if (!half.started && half.first() === undefined) half.startAt(half.pinnedAt === UNKNOWN ? offset : Math.min(half.pinnedAt, offset))
  }

  /**
   * A RST ends the flow, if its number is plausible (RFC 5961 §3) and its sender does not go on: hosts ignore RSTs too, for a
   * wrong timestamp or signature. So it takes effect with the silence that follows, and bytes still under way are let in.
   */
  #acceptReset(segment: TcpSegment, half: HalfStream, other: HalfStream): void {
    const { counters, limits } = this.#context
    this.#context.count(TCP_SLOT.afterFin, segment.payloadEnd - segment.payloadStart)
    if (half.anchored) {
      const offset = half.offsetOf(toSequence(segment.sequence))
      const highest = Math.max(half.seenTo(), half.acknowledgedTo) + limits.resetWindowBytes
      const plausible = (offset >= half.base - 1 && offset <= highest) || offset === half.finAt
      if (plausible) half.resetAt = Math.max(half.resetAt, offset)
      else counters.add('tcp.reset-ignored')
      return
    }
    const answers = (segment.flags & TCP_ACK) !== 0 && other.anchored
    const distanceToAnswered = answers ? other.offsetOf(toSequence(segment.acknowledgement)) - other.seenTo() : 0
    if (Math.abs(distanceToAnswered) <= limits.resetWindowBytes) half.resetAt = 0
    else counters.add('tcp.reset-ignored')
  }

  /** The sender of a RST goes on, so the RST meant nothing. */
  #forgetReset(half: HalfStream): void {
    half.resetAt = UNKNOWN
    this.#context.counters.add('tcp.reset-ignored')
  }

  /** Bytes that are not simply next: seen before, ahead, cut short, or to be held. */
  #place(segment: TcpSegment, side: Side, sequence: Sequence, acknowledged: number): void {
    const context = this.#context
    const half = this.streams.halves[side]
    const captured = segment.payloadEnd - segment.payloadStart
    const sent = half.offsetOf(sequence)
    if (Number.isNaN(sent)) {
      this.outOfRange++
      context.counters.add('tcp.sequence-out-of-range')
      context.count(TCP_SLOT.outOfRangeBytes, captured)
      return
    }
    this.outOfRange = 0
    const from = half.started ? Math.max(sent, half.base) : sent
    const behind = Math.min(from - sent, captured)
    if (behind > 0) half.countBehind(behind, sent, sent + behind)
    const end = half.finAt === UNKNOWN ? Number.POSITIVE_INFINITY : half.finAt
    const to = Math.min(sent + captured, end)
    const wireTo = Math.min(sent + Math.max(segment.payloadWireBytes, captured), end)
    context.count(TCP_SLOT.afterFin, Math.max(0, sent + captured - Math.max(from, end)))
    if (wireTo <= from) return

    const start = segment.payloadStart + (from - sent)
    const origin = { acknowledged, timestampUs: segment.timestampUs, segmentStart: from === sent, packet: this.streams.packets }
    const first = half.first()
    const isNext = half.started && from === half.base && to > from && (first === undefined || first.from >= wireTo)
    if (isNext && !this.streams.synDataPending && !mustHold(half, this.streams.halves[(side ^ 1) as Side], acknowledged, context)) {
      this.streams.deliver(side, segment.bytes, start, start + to - from, acknowledged, segment.timestampUs, origin.segmentStart)
      if (wireTo > to) this.streams.tellGap(side, wireTo - to, 'truncated', segment.timestampUs)
      return
    }
    const queue = half.ensureQueue()
    if (to > from) {
      if (half.started && from > half.base) context.count(TCP_SLOT.outOfOrder, 1)
      queue.insert(from, to, segment.bytes, start, origin)
      context.count(TCP_SLOT.retransmitted, queue.repeatedBytes)
      context.count(TCP_SLOT.conflicts, queue.conflictingBytes)
      this.streams.overlapConflicts += queue.conflictingBytes
    }
    if (wireTo > to) queue.insert(Math.max(to, from), wireTo, null, 0, origin)
    context.counters.peak('tcp.out-of-order-peak-bytes', context.queuedBytes)
    while (queue.bytes > context.limits.outOfOrderBytes || queue.pieces.length > context.limits.outOfOrderSegments)
      this.streams.giveUpFirst(side)
  }

  #checkEnd(): void {
    const { streams } = this
    streams.tellFinished()
    const [left, right] = streams.halves
    if (left.finished && right.finished) {
      this.close('fin')
      return
    }
    if (left.finAt === UNKNOWN || right.finAt === UNKNOWN) return
    // Both sides are done, but bytes before their FINs are missing: they may still be under way.
    const { nowUs } = this.#context
    if (this.#closingUs < 0) this.#closingPacket = streams.packets
    if (this.#closingUs < 0 || this.#closingUs > nowUs) this.#closingUs = nowUs
    if (windowPassed(this.#closingUs, this.#closingPacket, streams.packets, this.#context)) this.close('fin')
  }

  #countEnd(reason: EndReason): void {
    const { counters } = this.#context
    counters.add(reason === 'reset' ? 'tcp.closed-rst' : `tcp.closed-${reason}`)
    const carrying = this.streams.halves.filter((half) => half.deliveredBytes > 0).length
    if (this.streams.reader === undefined) counters.add('tcp.flows-without-data')
    else if (carrying === 1) counters.add('tcp.one-sided-flows')
  }
}
