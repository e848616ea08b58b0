// Keeps a copy of every packet a capture parser hands on.

import type { PacketSink } from '../../sensor/packet.ts'

export interface RecordedPacket {
  readonly hex: string
  readonly originalLength: number
  readonly timestampUs: number
  readonly linkType: number
  readonly interfaceId: number
}

export class PacketRecorder implements PacketSink {
  readonly packets: RecordedPacket[] = []

  packet(
    bytes: Uint8Array,
    start: number,
    end: number,
    originalLength: number,
    timestampUs: number,
    linkType: number,
    interfaceId: number,
  ): void {
    if (!(start <= end && end <= bytes.length)) throw new Error(`packet ${start}..${end} of ${bytes.length}`)
    this.packets.push({ hex: Buffer.from(bytes.subarray(start, end)).toString('hex'), originalLength, timestampUs, linkType, interfaceId })
  }
}
