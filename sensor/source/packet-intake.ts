// The one way by which packets leave a capture parser: counted, and handed to the sink.

import { type Counters, SLOT } from '../base/counters.ts'
import type { PacketSink } from '../packet.ts'

const PACKETS = SLOT['capture.packets']
const BYTES = SLOT['capture.bytes']
const TRUNCATED = SLOT['capture.truncated-packets']
const BACKWARDS = SLOT['capture.clock-backwards']

export class PacketIntake {
  readonly #sink: PacketSink
  readonly #counts: Float64Array
  #latestUs = 0

  constructor(sink: PacketSink, counters: Counters) {
    this.#sink = sink
    this.#counts = counters.values
  }

  /** Time of the latest packet, for records that carry none. */
  get latestUs(): number {
    return this.#latestUs
  }

  /** As `PacketSink.packet`. An original length below the captured one is a writer's mistake and is raised to it. */
  packet(
    bytes: Uint8Array,
    start: number,
    end: number,
    originalLength: number,
    timestampUs: number,
    linkType: number,
    interfaceId: number,
  ): void {
    const counts = this.#counts
    const captured = end - start
    counts[PACKETS]!++
    counts[BYTES]! += captured
    if (timestampUs < this.#latestUs) counts[BACKWARDS]!++
    else this.#latestUs = timestampUs
    let wireLength = originalLength
    if (wireLength > captured) counts[TRUNCATED]!++
    else wireLength = captured
    this.#sink.packet(bytes, start, end, wireLength, timestampUs, linkType, interfaceId)
  }
}
