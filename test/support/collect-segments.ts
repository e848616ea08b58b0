// Runs packets through the decoder and keeps a copy of what comes out.

import type { WrittenPacket } from '../../fixtures/build/capture-writer.ts'
import { COUNTER_IDS, type CounterId, Counters } from '../../sensor/base/counters.ts'
import type { SegmentSink, TcpSegment } from '../../sensor/packet.ts'
import { PacketDecoder, type PacketDecoderOptions } from '../../sensor/wire/packet-decoder.ts'

export interface CollectedSegment {
  readonly source: string
  readonly destination: string
  readonly sourcePort: number
  readonly destinationPort: number
  readonly sequence: number
  readonly acknowledgement: number
  readonly flags: number
  readonly ipId: number
  readonly timestampUs: number
  readonly payload: string
  readonly payloadWireBytes: number
  readonly urgentPointer: number
  readonly labels: readonly string[]
  readonly tenant: number
}

export class SegmentCollector implements SegmentSink {
  readonly segments: CollectedSegment[] = []
  readonly counters = new Counters()
  readonly decoder: PacketDecoder

  constructor(options: PacketDecoderOptions = {}) {
    this.decoder = new PacketDecoder(this, this.counters, options)
  }

  segment(segment: TcpSegment): void {
    const { bytes, payloadStart, payloadEnd } = segment
    if (!(payloadStart <= payloadEnd && payloadEnd <= bytes.length))
      throw new Error(`payload ${payloadStart}..${payloadEnd} of ${bytes.length}`)
    if (segment.payloadWireBytes < payloadEnd - payloadStart) throw new Error('more payload captured than was on the wire')
    const { sourcePort, destinationPort, sequence, acknowledgement, flags, ipId, timestampUs, payloadWireBytes, urgentPointer, tenant } =
      segment
    this.segments.push({
      source: addressText(segment, segment.sourceAddress),
      destination: addressText(segment, segment.destinationAddress),
      ...{ sourcePort, destinationPort, sequence, acknowledgement, flags, ipId, timestampUs, payloadWireBytes, urgentPointer, tenant },
      payload: Buffer.from(bytes.subarray(payloadStart, payloadEnd)).toString('latin1'),
      labels: this.decoder.encapsulations.labels(segment.encapsulationId),
    })
  }

  /** Decode packets that lie in a larger buffer, as they do when read from a file. */
  decode(packets: readonly WrittenPacket[]): this {
    const PADDING = 7
    for (const { bytes, originalLength, timestampUs, linkType } of packets) {
      const buffer = new Uint8Array(bytes.length + 2 * PADDING).fill(0xee)
      buffer.set(bytes, PADDING)
      this.decoder.packet(buffer, PADDING, PADDING + bytes.length, originalLength, timestampUs, linkType, 0)
    }
    return this
  }

  /** Packets that were counted away. */
  get dropped(): number {
    return DROPS.reduce((sum, id) => sum + this.counters.get(id), 0)
  }
}

/** Counters of which a packet that is not handed on raises exactly one (fragments and their packets apart). */
const DROPS: readonly CounterId[] = COUNTER_IDS.filter((id) =>
  /^decode\.(non-ip|unsupported-.*|bad-.*|not-tcp|tunnel-depth|extension-header-limit|encrypted-frames)$/.test(id),
)

function addressText(segment: TcpSegment, at: number): string {
  if (segment.ipVersion === 4) return segment.bytes.subarray(at, at + 4).join('.')
  return Buffer.from(segment.bytes.subarray(at, at + 16)).toString('hex')
}
