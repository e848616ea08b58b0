// For the tests of single decoders: packets of a link layer or inside a wrapper, and what the decoder makes of them.

import { u8 } from '../../fixtures/build/byte-writer.ts'
import type { WrittenPacket } from '../../fixtures/build/capture-writer.ts'
import { LINK_FRAMES, type LinkFrameName } from '../../fixtures/build/link-frames.ts'
import { CaptureBuilder } from '../../fixtures/build/packet-builder.ts'
import type { Wrapper } from '../../fixtures/build/wrappers.ts'
import type { PacketDecoderOptions } from '../../sensor/wire/packet-decoder.ts'
import { SegmentCollector } from './collect-segments.ts'

export const HELLO = 'GET /hello HTTP/1.1\r\n\r\n'

export interface HelloOptions {
  readonly link?: LinkFrameName
  readonly wrap?: readonly Wrapper[]
  readonly ipv6?: boolean
}

/** One packet with the payload HELLO from port 40000 to port 80. */
export function helloPacket(options: HelloOptions = {}): WrittenPacket {
  const capture = new CaptureBuilder({ link: options.link ?? 'ethernet', wrap: options.wrap ?? [] })
  capture.connection(options.ipv6 ? { client: 'fd00::1' } : {}).segment('client-to-server', HELLO)
  return capture.packets[0] as WrittenPacket
}

/** Decode one packet, optionally changed, as link type and bytes. */
export function decodeOne(packet: WrittenPacket, options: PacketDecoderOptions = {}): SegmentCollector {
  return new SegmentCollector(options).decode([packet])
}

/** Bytes typed as hex, as a packet of a link layer. */
export function hexPacket(link: LinkFrameName | number, hex: string): WrittenPacket {
  const bytes = u8(...(hex.replaceAll(/\s/g, '').match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)))
  const linkType = typeof link === 'number' ? link : LINK_FRAMES[link].linkType
  return { bytes, originalLength: bytes.length, linkType, timestampUs: 0 }
}

/** The packet with some bytes overwritten. */
export function patched(packet: WrittenPacket, at: number, ...values: readonly number[]): WrittenPacket {
  const bytes = packet.bytes.slice()
  bytes.set(values, at)
  return { ...packet, bytes }
}

/** The packet as a capture with this snap length would hold it. */
export const cutTo = (packet: WrittenPacket, length: number): WrittenPacket => ({ ...packet, bytes: packet.bytes.subarray(0, length) })
