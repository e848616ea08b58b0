// IPv4 (RFC 791). The total length counts, not what was captured: Ethernet pads short packets.

import { u16 } from './bytes.ts'
import { type Frame, IP_PROTOCOL, type Next } from './frame.ts'
import type { FragmentTable } from './ip-fragments.ts'

const TOTAL_LENGTH = 2
const IDENTIFICATION = 4
const FRAGMENT = 6
const PROTOCOL = 9
const SOURCE = 12
const DESTINATION = 16
const MIN_BYTES = 20

const MORE_FRAGMENTS = 0x2000
const OFFSET_MASK = 0x1fff

export function decodeIpv4(frame: Frame, fragments: FragmentTable): Next {
  const { bytes, at, segment } = frame
  if (frame.end - at < MIN_BYTES) return frame.drop('decode.bad-ip-header')
  const first = bytes[at]!
  const headerBytes = (first & 0x0f) * 4
  if (first >>> 4 !== 4 || headerBytes < MIN_BYTES) return frame.drop('decode.bad-ip-header')
  const total = u16(bytes, at + TOTAL_LENGTH)
  if (total !== 0) {
    if (total < headerBytes) return frame.drop('decode.bad-ip-header')
    frame.wireEnd = at + total
    if (frame.wireEnd < frame.end) frame.end = frame.wireEnd
  } else frame.count('decode.zero-total-length')
  if (frame.end - at < headerBytes) return frame.drop('decode.bad-ip-header')
  segment.ipVersion = 4
  segment.sourceAddress = at + SOURCE
  segment.destinationAddress = at + DESTINATION
  segment.ipId = u16(bytes, at + IDENTIFICATION)
  frame.at = at + headerBytes
  frame.protocol = bytes[at + PROTOCOL]!
  const fragment = u16(bytes, at + FRAGMENT) & (MORE_FRAGMENTS | OFFSET_MASK)
  if (fragment === 0) return IP_PROTOCOL
  return fragments.add(frame, segment.ipId, (fragment & OFFSET_MASK) * 8, (fragment & MORE_FRAGMENTS) !== 0)
}
