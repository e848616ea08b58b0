// All TCP flows of one pipeline: finds the flow of a segment, opens and forgets flows, keeps the bounds over all of them.
//
// Time is packet time. What a flow does never depends on when the table looks at it (see flow.ts), so a live run with ticks and a
// replay without come to the same result.

import { type Counters, SLOT } from '../../sensor/base/counters.ts'
import { type SegmentSink, TCP_ACK, TCP_RST, TCP_SYN, TCP_URG, type TcpSegment } from '../../sensor/index.ts'
import type { EndReason } from '../stream.ts'
import { tupleHash } from '../workers/tuple-hash.ts'
import { DuplicatePackets } from './duplicate-packets.ts'
import { FAULTED_READER } from './faulted-reader.ts'
import { Flow } from './flow.ts'
import { chooseEvicted, idleLimitUs } from './flow-expiry.ts'
import { likelyClient } from './flow-roles.ts'
import { FlowStore } from './flow-store.ts'
import { confirmsCandidate, judgeSyn } from './handshake.ts'
import { packetTime } from './packet-time.ts'
import type { Side } from './paired-streams.ts'
import { PendingFlows } from './pending-flows.ts'
import { advance, toSequence } from './sequence.ts'
import { TCP_SLOT, TcpContext, type TcpContextOptions } from './tcp-context.ts'

export interface FlowTableOptions extends TcpContextOptions {
  /** Told of a fault of our own, which then costs one flow; without it the fault is thrown. */
  readonly onFault?: (fault: unknown) => void
  /** Makes it hard to choose addresses that collide. Has no influence on results. */
  readonly hashSeed?: number
}

/** How often, in packet time, flows that wait and flows that are silent are looked at. */
export const LOOK_AT_WAITING_US = 100_000
const LOOK_AT_IDLE_US = 1_000_000

/** When a bound over all flows is reached, this share is freed at once: looking for what to free is the costly part. */
const FREED_SHARE = 1 / 32

export class FlowTable implements SegmentSink {
  readonly #context: TcpContext
  readonly #counters: Counters
  readonly #ipv4: FlowStore
  readonly #ipv6: FlowStore
  readonly #stores: readonly FlowStore[]
  readonly #duplicates: DuplicatePackets
  readonly #onFault: ((fault: unknown) => void) | undefined
  readonly #pending = new PendingFlows()
  /** For lack of time half of the flows are left out: those that are open end with their next segment, others are not opened. */
  shedsFlows = false
  #nextWaitingLookUs = 0
  #nextIdleLookUs = 0

  constructor(options: FlowTableOptions) {
    this.#context = new TcpContext(options)
    this.#counters = options.counters
    const seed = options.hashSeed ?? 0x2545f491
    this.#ipv4 = new FlowStore(1, seed)
    this.#ipv6 = new FlowStore(4, seed)
    this.#stores = [this.#ipv4, this.#ipv6]
    this.#duplicates = new DuplicatePackets(options.limits.duplicatePacketUs)
    this.#onFault = options.onFault
  }

  /** Flows in the table, the half-open and the closed ones that linger included. */
  get size(): number {
    return this.#ipv4.size + this.#ipv6.size
  }

  /** Payload bytes that wait in queues, over all flows. */
  get queuedBytes(): number {
    return this.#context.queuedBytes
  }

  segment(segment: TcpSegment): void {
    const context = this.#context
    this.#passTime(segment.timestampUs)
    context.count(TCP_SLOT.segments, 1)
    context.count(TCP_SLOT.payload, segment.payloadEnd - segment.payloadStart)
    if ((segment.flags & TCP_URG) !== 0) this.#counters.add('tcp.urgent')

    const store = segment.ipVersion === 6 ? this.#ipv6 : this.#ipv4
    const side = store.setKey(segment)
    const slot = store.find()
    if (this.shedsFlows && isShed(segment)) {
      this.#shed(store, slot, segment)
      return
    }
    const flow = slot < 0 ? this.#openFlow(store, segment, side) : this.#knownFlow(store, slot, segment, side)
    if (flow === undefined) return

    const verdict = this.#judge(flow, segment, side)
    if (verdict === 'same') this.#accept(flow, segment, side)
    else if (verdict === 'new') this.#accept(this.#replace(flow, segment, side), segment, side)
    else this.#counters.add('tcp.syn-data-refused-bytes', segment.payloadEnd - segment.payloadStart)
    if (context.queuedCost > context.limits.outOfOrderTotalBytes) this.#relieve()
  }

  #accept(flow: Flow, segment: TcpSegment, side: Side): void {
    const { store, slot } = flow.streams
    if (!flow.closed) store.lastUs[slot] = this.#context.nowUs
    const isCopy = this.#isCapturedTwice(store, slot, segment, side)
    try {
      flow.accept(segment, side, isCopy)
    } catch (fault) {
      this.#fail(flow, fault)
    }
    if (flow.outOfRange >= this.#context.limits.outOfRangeSegments) this.#end(flow, 'reuse')
    else this.#pending.note(flow)
  }

  /** Packet time has reached `nowUs`, with or without a packet. */
  tick(nowUs: number): void {
    this.#passTime(nowUs)
  }

  /** A window ends: readers tell their summaries; flows go on. */
  endWindow(): void {
    for (const flow of this.#inOrder()) this.#guard(flow, () => flow.streams.reader?.summarise())
  }

  /** The capture ends: what waits is handed on, every flow ends. */
  finish(): void {
    for (const flow of this.#inOrder()) this.#end(flow, 'eof')
    for (const store of this.#stores) {
      for (let slot = 0; slot < store.slotsEnd; slot++) if (store.isHalfOpen(slot)) this.#endHalfOpen(store, slot, 'eof')
    }
  }

  #passTime(timestampUs: number): void {
    const context = this.#context
    const nowUs = packetTime(context.nowUs, timestampUs, context.limits.clockResetUs)
    if (nowUs < context.nowUs) {
      this.#nextWaitingLookUs = nowUs
      this.#nextIdleLookUs = nowUs
    }
    context.nowUs = nowUs
    if (nowUs >= this.#nextWaitingLookUs) {
      this.#nextWaitingLookUs = nowUs + LOOK_AT_WAITING_US
      if (this.#pending.size > 0) this.#pending.visit((flow) => this.#settle(flow))
    }
    if (nowUs >= this.#nextIdleLookUs) {
      this.#nextIdleLookUs = nowUs + LOOK_AT_IDLE_US
      for (const store of this.#stores) this.#expire(store)
    }
  }

  /** The flow in a slot, or the one that takes its place; undefined if the segment needs no further treatment. */
  #knownFlow(store: FlowStore, slot: number, segment: TcpSegment, side: Side): Flow | undefined {
    const context = this.#context
    const { limits } = context
    const silentUs = context.nowUs - (store.lastUs[slot] as number)
    if (store.isHalfOpen(slot)) {
      if (silentUs <= limits.idleSynUs) return this.#isSameSyn(store, slot, segment, side) ? undefined : this.#wake(store, slot)
      this.#endHalfOpen(store, slot, 'idle')
      return this.#openFlow(store, segment, side)
    }
    const flow = store.flows[slot] as Flow
    // Most segments come sooner than the shortest idle limit.
    if (silentUs > limits.closedLingerUs && silentUs > idleLimitUs(flow, context)) {
      this.#end(flow, 'idle')
      return this.#openFlow(store, segment, side)
    }
    if (flow.pendingIndex >= 0) this.#settle(flow)
    return flow
  }

  /** Whether a segment belongs to this flow, begins another with the same addresses, or is to be ignored. */
  #judge(flow: Flow, segment: TcpSegment, side: Side): 'same' | 'new' | 'ignored' {
    if ((segment.flags & (TCP_SYN | TCP_RST)) !== TCP_SYN) {
      return flow.candidateSide !== -1 && confirmsCandidate(flow, segment, side) ? 'new' : 'same'
    }
    const verdict = judgeSyn(flow, segment, side, this.#context)
    if (verdict === 'same' || verdict === 'new') return verdict
    if (verdict === 'stray') return 'ignored'
    flow.candidateSide = side
    flow.candidateIsAnswer = (segment.flags & TCP_ACK) !== 0
    flow.candidateSequence = advance(toSequence(segment.sequence), 1)
    return 'ignored'
  }

  /** The addresses are used again. A SYN that announced it is part of the new flow. */
  #replace(old: Flow, segment: TcpSegment, side: Side): Flow {
    const { candidateSide, candidateSequence, candidateIsAnswer } = old
    this.#end(old, 'reuse')
    const flow = this.#addFlow(old.streams.store, segment, side)
    const isOpening = (segment.flags & (TCP_SYN | TCP_ACK)) === TCP_SYN
    if (candidateSide !== -1 && !isOpening) {
      flow.streams.halves[candidateSide].establish(candidateSequence)
      flow.streams.learnRole((candidateIsAnswer ? candidateSide ^ 1 : candidateSide) as Side)
    }
    this.#countOpening(isOpening || candidateSide !== -1 ? TCP_SYN : segment.flags)
    return flow
  }

  /** A segment of a flow that is left out. */
  #shed(store: FlowStore, slot: number, segment: TcpSegment): void {
    this.#counters.add('tcp.shed-bytes', segment.payloadEnd - segment.payloadStart)
    if (slot < 0) {
      if ((segment.flags & (TCP_SYN | TCP_ACK)) === TCP_SYN) this.#counters.add('tcp.shed-flows')
    } else if (store.isHalfOpen(slot)) this.#endHalfOpen(store, slot, 'shed')
    else this.#end(store.flows[slot] as Flow, 'shed')
  }

  /** A flow for a segment that belongs to none. Only a SYN or payload is worth one, and a SYN alone only a note. */
  #openFlow(store: FlowStore, segment: TcpSegment, side: Side): Flow | undefined {
    const { flags } = segment
    const isEmpty = segment.payloadWireBytes === 0
    if ((flags & TCP_RST) !== 0 || (isEmpty && (flags & TCP_SYN) === 0)) {
      this.#context.count(TCP_SLOT.afterFin, segment.payloadEnd - segment.payloadStart)
      return undefined
    }
    this.#countOpening(flags)
    if (!isEmpty || (flags & TCP_ACK) !== 0) return this.#addFlow(store, segment, side)
    if (this.size >= this.#context.limits.flows) this.#evict()
    const slot = store.insertHalfOpen(segment, side)
    store.lastUs[slot] = this.#context.nowUs
    this.#isCapturedTwice(store, slot, segment, side)
    return undefined
  }

  /** The SYN of a half-open flow came again. */
  #isSameSyn(store: FlowStore, slot: number, segment: TcpSegment, side: Side): boolean {
    const syn = store.synOf(slot)
    const isSame = segment.flags === TCP_SYN && segment.payloadWireBytes === 0 && syn.side === side
    if (!isSame || syn.sequence !== toSequence(segment.sequence)) return false
    store.lastUs[slot] = this.#context.nowUs
    this.#isCapturedTwice(store, slot, segment, side)
    return true
  }

  #isCapturedTwice(store: FlowStore, slot: number, segment: TcpSegment, side: Side): boolean {
    const isCopy = this.#duplicates.seenBefore(slot * 2 + (store === this.#ipv6 ? 1 : 0), side, segment)
    if (isCopy) this.#counters.add('tcp.duplicate-packets')
    return isCopy
  }

  /** A half-open flow gets a second packet. */
  #wake(store: FlowStore, slot: number): Flow {
    const { side, sequence, encapsulationId } = store.synOf(slot)
    const flow = new Flow(store, slot, encapsulationId, side, this.#context)
    flow.streams.halves[side].establish(advance(sequence, 1))
    flow.streams.learnRole(side)
    store.setFlow(slot, flow)
    return flow
  }

  #endHalfOpen(store: FlowStore, slot: number, reason: 'idle' | 'evicted' | 'shed' | 'eof'): void {
    this.#counters.add(`tcp.closed-${reason}`)
    this.#counters.add('tcp.flows-without-data')
    store.remove(slot)
  }

  #countOpening(flags: number): void {
    if ((flags & TCP_SYN) === 0) this.#counters.add('tcp.flows-midstream')
    else this.#counters.add((flags & TCP_ACK) === 0 ? 'tcp.flows-syn' : 'tcp.flows-syn-ack')
  }

  #addFlow(store: FlowStore, segment: TcpSegment, side: Side): Flow {
    if (this.size >= this.#context.limits.flows) this.#evict()
    const slot = store.insert()
    const flow = new Flow(store, slot, segment.encapsulationId, likelyClient(segment, side), this.#context)
    store.setFlow(slot, flow)
    store.lastUs[slot] = this.#context.nowUs
    return flow
  }

  #evict(): void {
    const wanted = Math.max(1, Math.ceil(this.#context.limits.flows * FREED_SHARE))
    const store = this.#ipv4.size >= this.#ipv6.size ? this.#ipv4 : this.#ipv6
    for (const slot of chooseEvicted(store, wanted, this.#context.nowUs)) {
      if (store.isHalfOpen(slot)) this.#endHalfOpen(store, slot, 'evicted')
      else this.#end(store.flows[slot] as Flow, 'evicted')
    }
  }

  #expire(store: FlowStore): void {
    const { nowUs, limits } = this.#context
    const { lastUs } = store
    const sizeBefore = store.size
    for (let slot = 0; slot < store.slotsEnd; slot++) {
      const silentUs = nowUs - (lastUs[slot] as number)
      if (silentUs < 0) lastUs[slot] = nowUs
      if (silentUs <= limits.closedLingerUs) continue
      const flow = store.flows[slot]
      if (flow === undefined) {
        if (store.isHalfOpen(slot) && silentUs > limits.idleSynUs) this.#endHalfOpen(store, slot, 'idle')
      } else if (silentUs > idleLimitUs(flow, this.#context)) this.#end(flow, 'idle')
    }
    if (store.size < sizeBefore) store.compact()
  }

  /** Too much waits over all flows: those with more than their share give up what they wait for. */
  #relieve(): void {
    const context = this.#context
    const enough = context.limits.outOfOrderTotalBytes * (1 - FREED_SHARE)
    while (context.queuedCost > enough && this.#pending.size > 0) {
      for (const flow of this.#pending.heavy(context.queuedCost)) {
        if (context.queuedCost <= enough) return
        this.#guard(flow, () => flow.giveUp())
        this.#pending.note(flow)
      }
    }
  }

  #settle(flow: Flow): void {
    this.#guard(flow, () => flow.settle())
    this.#pending.note(flow)
  }

  /** The flow ends and is forgotten at once. */
  #end(flow: Flow, reason: EndReason): void {
    this.#guard(flow, () => flow.close(reason))
    this.#pending.note(flow)
    flow.streams.store.remove(flow.streams.slot)
  }

  #inOrder(): Flow[] {
    const flows = this.#stores.flatMap((store) => store.flows.filter((flow) => flow !== undefined))
    return flows.sort((left, right) => left.streams.id - right.streams.id)
  }

  #guard(flow: Flow, action: () => void): void {
    try {
      action()
    } catch (fault) {
      this.#fail(flow, fault)
      action()
    }
  }

  /** A fault of our own costs the reader of one flow. */
  #fail(flow: Flow, fault: unknown): void {
    if (this.#onFault === undefined || flow.streams.reader === FAULTED_READER) throw fault
    this.#counters.values[SLOT['tcp.flows-failed']]!++
    flow.streams.reader = FAULTED_READER
    this.#onFault(fault)
  }
}

/** Whether a flow is in the half that is left out: told by its addresses alone, so that all its packets and both its directions agree. */
function isShed(segment: TcpSegment): boolean {
  // the lower bits choose the worker
  return tupleHash(segment) >= 2 ** 31
}
