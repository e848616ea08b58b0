// The TCP checksum (RFC 9293 section 3.1), verified on a sample: mirror ports see what network cards have yet to fill in.

import type { TcpSegment } from '../packet.ts'
import { u16 } from './bytes.ts'
import { PROTOCOL_TCP } from './numbers.ts'

/** Whether the checksum of the segment that begins at `start` is right. The segment must be whole. */
export function tcpChecksumIsRight(segment: TcpSegment, start: number): boolean {
  const { bytes } = segment
  const end = segment.payloadEnd
  const addressBytes = segment.ipVersion === 4 ? 4 : 16
  let sum = PROTOCOL_TCP + (end - start)
  for (let at = 0; at < addressBytes; at += 2) sum += u16(bytes, segment.sourceAddress + at) + u16(bytes, segment.destinationAddress + at)
  let at = start
  for (; at + 1 < end; at += 2) sum += u16(bytes, at)
  if (at < end) sum += bytes[at]! << 8
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return sum === 0xffff
}
