// Tells a packet that was captured twice (both ports of a link mirrored, two taps, a bond and its member) from a
// retransmission: the copy has the same IP identification, sequence number, length and checksum, and comes at once.

import type { TcpSegment } from '../../sensor/index.ts'

/** Recent packets remembered, over all flows; a power of two. A millisecond of a fast link fits. */
const REMEMBERED = 4096

export class DuplicatePackets {
  readonly #marks = new Int32Array(REMEMBERED * 2)
  readonly #timesUs = new Float64Array(REMEMBERED).fill(Number.NEGATIVE_INFINITY)
  readonly #windowUs: number

  constructor(windowUs: number) {
    this.#windowUs = windowUs
  }

  /** Whether this packet of `flow`, sent by `side`, was captured just before. Forgets older packets whose place it takes. */
  seenBefore(flow: number, side: number, segment: TcpSegment): boolean {
    // Without identification a pure acknowledgement looks like every other one.
    if (segment.ipId === 0 && segment.payloadWireBytes === 0 && (segment.flags & 0x07) === 0) return false
    const first = mix(mix(flow * 2 + side, segment.sequence), segment.acknowledgement)
    const second = mix(mix(segment.ipId * 65536 + segment.checksum, segment.payloadWireBytes), segment.flags)
    const place = (first ^ second) & (REMEMBERED - 1)
    const marks = this.#marks
    const age = segment.timestampUs - (this.#timesUs[place] as number)
    if (marks[place * 2] === first && marks[place * 2 + 1] === second && Math.abs(age) <= this.#windowUs) return true
    marks[place * 2] = first
    marks[place * 2 + 1] = second
    this.#timesUs[place] = segment.timestampUs
    return false
  }
}

function mix(state: number, value: number): number {
  const mixed = Math.imul(state ^ value, 0x9e3779b1)
  return mixed ^ (mixed >>> 15)
}
