// The end of the reading thread: every segment goes to the worker that has its flow.
//
// All workers have the same packet time as one that sees everything: it is told them often enough for what happens by itself (expiry), and
// exactly wherever the time of a segment is not the time of its packet. So results do not depend on how many workers there are.

import { DEFAULT_LIMITS, type Limits } from '../../sensor/base/limits.ts'
import type { SegmentSink, TcpSegment } from '../../sensor/index.ts'
import { LOOK_AT_WAITING_US } from '../tcp/flow-table.ts'
import { packetTime } from '../tcp/packet-time.ts'
import type { RingWriter } from './block-ring.ts'
import * as record from './segment-record.ts'
import { tupleHash } from './tuple-hash.ts'

interface Lane {
  readonly ring: RingWriter
  /** Packet time there. */
  nowUs: number
  /** By encapsulation id: 1 where the labels are known there. */
  readonly labels: Uint8Array
}

export class SegmentSplitter implements SegmentSink {
  readonly #lanes: readonly Lane[]
  readonly #labelsOf: (encapsulationId: number) => readonly string[]
  readonly #clockResetUs: number
  #nowUs = -1
  #tellAtUs = Number.NEGATIVE_INFINITY

  constructor(
    rings: readonly RingWriter[],
    options: { readonly labelsOf: (encapsulationId: number) => readonly string[]; readonly limits?: Limits },
  ) {
    const limits = options.limits ?? DEFAULT_LIMITS
    this.#lanes = rings.map((ring) => ({ ring, nowUs: -1, labels: new Uint8Array(limits.encapsulationLabels + 1) }))
    this.#labelsOf = options.labelsOf
    this.#clockResetUs = limits.clockResetUs
  }

  segment(segment: TcpSegment): void {
    this.#passTime(segment.timestampUs)
    const lane = this.#lanes[tupleHash(segment) % this.#lanes.length] as Lane
    const id = segment.encapsulationId
    if (id !== 0 && lane.labels[id] === 0) this.#tellLabels(lane, id)
    if (segment.timestampUs === this.#nowUs) lane.nowUs = this.#nowUs
    else this.#tellTime(lane, this.#nowUs)
    const { ring } = lane
    const bytes = record.segmentBytes(segment)
    record.writeSegment(ring.area, ring.reserve(bytes), segment)
    ring.commit(bytes)
  }

  /** Packet time has reached `nowUs` without a packet; the workers get at once what there is for them. */
  tick(nowUs: number): void {
    this.#passTime(nowUs)
    this.handOver()
  }

  /** Every worker gets `mark` at this point of the stream, and the packet time that it is there. */
  mark(mark: number): void {
    for (const lane of this.#lanes) {
      this.#tellTime(lane, this.#nowUs)
      record.writeMark(lane.ring.area, lane.ring.reserve(record.MARK_BYTES), mark)
      lane.ring.commit(record.MARK_BYTES)
    }
    this.handOver()
  }

  handOver(): void {
    for (const { ring } of this.#lanes) ring.handOver()
  }

  #passTime(timestampUs: number): void {
    const before = this.#nowUs
    this.#nowUs = packetTime(before, timestampUs, this.#clockResetUs)
    const isReset = this.#nowUs < before
    if (!isReset && this.#nowUs < this.#tellAtUs) return
    this.#tellAtUs = this.#nowUs + LOOK_AT_WAITING_US
    for (const lane of this.#lanes) {
      // whether a clock was reset shows only from where it was before
      if (isReset) this.#tellTime(lane, before)
      this.#tellTime(lane, this.#nowUs)
    }
  }

  #tellTime(lane: Lane, nowUs: number): void {
    if (lane.nowUs === nowUs) return
    lane.nowUs = nowUs
    record.writeTime(lane.ring.area, lane.ring.reserve(record.TIME_BYTES), nowUs)
    lane.ring.commit(record.TIME_BYTES)
  }

  #tellLabels(lane: Lane, id: number): void {
    lane.labels[id] = 1
    const text = record.labelsText(this.#labelsOf(id))
    const bytes = record.labelsBytes(text)
    record.writeLabels(lane.ring.area, lane.ring.reserve(bytes), id, text)
    lane.ring.commit(bytes)
  }
}
