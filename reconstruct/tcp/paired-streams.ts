// The two half-streams of a connection on their way to its reader: in which order what waits is handed on, what is told of
// gaps and ends, and who is the client.

import type { Direction, FlowRef } from '../exchange.ts'
import type { GapCause, StreamFlow, StreamReader } from '../stream.ts'
import { flowRef, swappedRef } from './flow-roles.ts'
import type { FlowStore } from './flow-store.ts'
import { HalfStream, UNKNOWN } from './half-stream.ts'
import { GAP_SLOT, TCP_SLOT, type TcpContext } from './tcp-context.ts'
import { holeIsAcknowledged, isDue, type WaitState, waitState } from './wait-rules.ts'

/** One of the two socket addresses of a flow: 0 is the lower one. */
export type Side = 0 | 1

export class PairedStreams implements StreamFlow {
  readonly id: number
  readonly store: FlowStore
  readonly slot: number
  readonly halves: readonly [HalfStream, HalfStream]
  clientSide: Side
  roleKnown = false
  overlapConflicts = 0
  reader: StreamReader | undefined
  /** Packets of the flow so far: the other clock, besides packet time. */
  packets = 0
  /** What waits is data on a SYN, and the answer to that SYN is still to come. */
  synDataPending = false
  #ref: FlowRef | undefined
  readonly #encapsulationId: number
  readonly context: TcpContext

  constructor(store: FlowStore, slot: number, encapsulationId: number, clientSide: Side, context: TcpContext) {
    this.id = context.nextFlowId++
    this.store = store
    this.slot = slot
    this.halves = [new HalfStream(context), new HalfStream(context)]
    this.clientSide = clientSide
    this.#encapsulationId = encapsulationId
    this.context = context
  }

  get ref(): FlowRef {
    this.#ref ??= flowRef(this, this.context.encapsulation(this.#encapsulationId))
    return this.#ref
  }

  get fromStart(): boolean {
    return this.halves[0].fromStart && this.halves[1].fromStart
  }

  /** Bytes wait in one of the directions. */
  get waiting(): boolean {
    return this.halves[0].first() !== undefined || this.halves[1].first() !== undefined
  }

  flipRoles(): void {
    this.#ref = swappedRef(this.ref)
    this.clientSide = (this.clientSide ^ 1) as Side
    this.context.counters.add('tcp.role-flips')
  }

  /** A handshake told who is the client. Content may have told already. */
  learnRole(clientSide: Side): void {
    if (this.roleKnown || this.reader !== undefined) return
    this.roleKnown = true
    this.clientSide = clientSide
    this.#ref = undefined
  }

  /** A handshake that was captured late told where a stream starts: that becomes offset 0, if no offset was told to anybody yet. */
  alignStarts(): void {
    if (this.reader !== undefined) return
    for (const side of [0, 1] as const) {
      const half = this.halves[side]
      const by = half.base
      if (!half.startKnown || by === 0 || !half.untouched) continue
      half.shiftBack(by)
      const other = this.halves[(side ^ 1) as Side]
      if (other.heldEnough !== UNKNOWN) other.heldEnough -= by
      for (const piece of other.queue?.pieces ?? []) if (piece.acknowledged !== UNKNOWN) piece.acknowledged -= by
    }
  }

  /** Hand on what is due; everything, if `forced` names the cause of the gaps that this leaves. */
  handOn(forced: GapCause | null): void {
    for (;;) {
      const state0 = this.#state(0)
      const state1 = this.#state(1)
      if (state0 === 'empty' && state1 === 'empty') return
      const urgency0 = this.#urgency(0, state0, forced)
      const urgency1 = this.#urgency(1, state1, forced)
      const zeroIsOlder = (this.halves[0].first()?.packet ?? 0) <= (this.halves[1].first()?.packet ?? 0)
      let side: Side = urgency0 > urgency1 || (urgency0 === urgency1 && zeroIsOlder) ? 0 : 1
      // Each claims to have seen the other's bytes: the later one is a retransmission with a newer acknowledgement.
      if (state0 === 'held' && state1 === 'held') side = zeroIsOlder ? 1 : 0
      else if (urgency0 < 0 && urgency1 < 0) return
      this.#advance(side, side === 0 ? state0 : state1, forced ?? 'timeout')
    }
  }

  /** Give up one thing that the first piece of this side waits for, because too much waits. */
  giveUpFirst(side: Side): void {
    this.#advance(side, this.#state(side), 'limit')
  }

  #state(side: Side): WaitState {
    return waitState(this.halves[side], this.halves[(side ^ 1) as Side], this.synDataPending, this.context)
  }

  /** Larger goes first; negative: not due. */
  #urgency(side: Side, state: WaitState, forced: GapCause | null): number {
    if (state === 'empty') return -1
    if (!isDue(this.halves[side], state, this.packets, this.context) && forced === null) return -1
    if (state === 'ready') return 2
    return state === 'held' ? 0 : 1
  }

  /** One step on: hand on the first piece, or give up what it waits for. */
  #advance(side: Side, state: WaitState, cause: GapCause): void {
    const half = this.halves[side]
    switch (state) {
      case 'empty':
        return
      case 'joining':
        this.#settleStart(half)
        return
      case 'unconfirmed':
        this.synDataPending = false
        return
      case 'hole':
        this.#giveUpHole(side, cause)
        return
      case 'held':
        half.heldEnough = half.first()?.acknowledged ?? UNKNOWN
        half.heldInVain++
        this.#deliverFirst(side)
        return
      case 'ready':
        this.#deliverFirst(side)
        return
    }
  }

  /** Where a stream joined midway begins: at what the other side first asked for, or at the first byte seen if that is earlier. */
  #settleStart(half: HalfStream): void {
    const pieces = half.queue?.pieces ?? []
    const first = pieces[0]
    if (first === undefined) return
    const second = pieces[1]
    // A lone byte, and the next one only after a while: a keep-alive probe, which repeats an old byte.
    const lateUs = second === undefined ? Number.POSITIVE_INFINITY : second.timestampUs - first.timestampUs
    const probe = first.to - first.from === 1 && lateUs >= this.context.limits.reorderWindowUs
    const seen = probe ? first.to : first.from
    half.startAt(half.pinnedAt === UNKNOWN ? seen : Math.min(half.pinnedAt, seen))
  }

  #giveUpHole(side: Side, cause: GapCause): void {
    const half = this.halves[side]
    const first = half.first()
    if (first === undefined) return
    const acknowledged = holeIsAcknowledged(half)
    const unacknowledged = first.from - Math.max(half.base, half.acknowledgedTo)
    if (half.acknowledgedTo !== UNKNOWN && unacknowledged > this.context.limits.implausibleHoleBytes) {
      half.queue?.removeFirst()
      this.context.counters.add('tcp.sequence-out-of-range')
      this.context.count(TCP_SLOT.outOfRangeBytes, first.bytes === null ? 0 : first.to - first.from)
      return
    }
    this.tellGap(side, first.from - half.base, acknowledged ? 'acked' : cause, first.timestampUs)
  }

  #deliverFirst(side: Side): void {
    const piece = this.halves[side].queue?.removeFirst()
    if (piece === undefined) return
    const length = piece.to - piece.from
    if (piece.bytes === null) {
      this.tellGap(side, length, 'truncated', piece.timestampUs)
      return
    }
    this.deliver(side, piece.bytes, 0, length, piece.acknowledged, piece.timestampUs, piece.segmentStart)
  }

  deliver(
    side: Side,
    bytes: Uint8Array,
    start: number,
    end: number,
    acknowledged: number,
    timestampUs: number,
    segmentStart: boolean,
  ): void {
    const half = this.halves[side]
    const offset = half.base
    if (half.urgentAt >= offset && half.urgentAt < offset + end - start) {
      this.#deliverAroundUrgent(side, bytes, start, end, acknowledged, timestampUs, segmentStart)
      return
    }
    half.moveBase(end - start)
    half.deliveredBytes += end - start
    this.halves[(side ^ 1) as Side].heldInVain = 0
    this.context.count(TCP_SLOT.delivered, end - start)
    const reader = this.reader ?? this.#open()
    reader.data((side ^ this.clientSide) as Direction, bytes, start, end, offset, acknowledged, timestampUs, segmentStart)
  }

  /** What `deliver` does where one of the bytes is no part of the stream. */
  #deliverAroundUrgent(
    side: Side,
    bytes: Uint8Array,
    start: number,
    end: number,
    acknowledged: number,
    timestampUs: number,
    segmentStart: boolean,
  ): void {
    const half = this.halves[side]
    const at = start + half.urgentAt - half.base
    half.urgentAt = UNKNOWN
    if (at > start) this.deliver(side, bytes, start, at, acknowledged, timestampUs, segmentStart)
    half.moveBase(1)
    half.deliveredBytes++
    this.context.count(TCP_SLOT.urgent, 1)
    if (at + 1 < end) this.deliver(side, bytes, at + 1, end, acknowledged, timestampUs, segmentStart && at === start)
  }

  tellGap(side: Side, bytes: number, cause: GapCause, timestampUs: number): void {
    const half = this.halves[side]
    half.rememberGap(half.base, half.base + bytes)
    half.moveBase(bytes)
    this.context.count(TCP_SLOT.gaps, 1)
    this.context.count(GAP_SLOT[cause], bytes)
    const reader = this.reader ?? this.#open()
    reader.gap((side ^ this.clientSide) as Direction, bytes, cause, timestampUs)
  }

  #open(): StreamReader {
    this.#ref ??= this.ref
    const reader = this.context.openReader(this)
    this.reader = reader
    for (const side of [0, 1] as const) {
      const half = this.halves[side]
      if (half.finished) reader.finished((side ^ this.clientSide) as Direction, half.finUs)
    }
    return reader
  }

  tellFinished(): void {
    for (const side of [0, 1] as const) {
      const half = this.halves[side]
      if (half.finished || half.finAt === UNKNOWN || !half.started || half.base < half.finAt) continue
      half.finished = true
      this.reader?.finished((side ^ this.clientSide) as Direction, half.finUs)
    }
  }

  /** Bytes at the end that were sent but never captured. */
  tellTail(side: Side): void {
    const half = this.halves[side]
    let unseen = half.acknowledgedTo - half.base
    // The acknowledgement of a FIN that was not captured is one more than the last byte.
    if (unseen === 1 && half.finAt === UNKNOWN) unseen = 0
    if (half.acknowledgedTo !== UNKNOWN && unseen > 0) this.context.counters.add('tcp.acked-unseen-bytes', unseen)
    const toFin = half.finAt === UNKNOWN ? 0 : half.finAt - half.base
    const plausible = toFin - Math.max(unseen, 0) <= this.context.limits.implausibleHoleBytes
    const missing = Math.max(half.acknowledgedTo === UNKNOWN ? 0 : unseen, plausible ? toFin : 0)
    if (half.started && missing > 0 && this.reader !== undefined) {
      this.tellGap(side, missing, 'close', this.store.lastUs[this.slot] as number)
    }
  }
}
