// IPv6 (RFC 8200) and the extension headers between it and TCP.

import { u16, u32 } from './bytes.ts'
import { type Frame, IP_PROTOCOL, type Next } from './frame.ts'
import type { FragmentTable } from './ip-fragments.ts'
import { PROTOCOL_DESTINATION_OPTIONS, PROTOCOL_FRAGMENT, PROTOCOL_HOP_BY_HOP, PROTOCOL_MOBILITY, PROTOCOL_ROUTING } from './numbers.ts'

const PAYLOAD_LENGTH = 4
const NEXT_HEADER = 6
const SOURCE = 8
const DESTINATION = 24
const HEADER_BYTES = 40
const EXTENSION_MIN_BYTES = 8

const FRAGMENT_OFFSET_MASK = 0xfff8
const MORE_FRAGMENTS = 0x0001

export function decodeIpv6(frame: Frame): Next {
  const { bytes, at, segment } = frame
  if (frame.end - at < HEADER_BYTES || bytes[at]! >>> 4 !== 6) return frame.drop('decode.bad-ip-header')
  const length = u16(bytes, at + PAYLOAD_LENGTH)
  // 0: a jumbogram (RFC 2675) or segmentation offload
  if (length !== 0) {
    frame.wireEnd = at + HEADER_BYTES + length
    if (frame.wireEnd < frame.end) frame.end = frame.wireEnd
  } else frame.count('decode.zero-total-length')
  segment.ipVersion = 6
  segment.sourceAddress = at + SOURCE
  segment.destinationAddress = at + DESTINATION
  segment.ipId = 0
  return frame.to(IP_PROTOCOL, bytes[at + NEXT_HEADER]!, at + HEADER_BYTES)
}

export const isExtensionHeader = (protocol: number): boolean =>
  protocol === PROTOCOL_HOP_BY_HOP ||
  protocol === PROTOCOL_ROUTING ||
  protocol === PROTOCOL_FRAGMENT ||
  protocol === PROTOCOL_DESTINATION_OPTIONS ||
  protocol === PROTOCOL_MOBILITY

/** Pass one extension header; the one at `frame.at` is of the kind `frame.protocol`. */
export function decodeExtensionHeader(frame: Frame, fragments: FragmentTable): Next {
  const { bytes, at, end } = frame
  if (end - at < EXTENSION_MIN_BYTES) return frame.drop('decode.bad-ip-header')
  const next = bytes[at]!
  if (frame.protocol !== PROTOCOL_FRAGMENT) {
    const length = (bytes[at + 1]! + 1) * 8
    if (length > end - at) return frame.drop('decode.bad-ip-header')
    return frame.to(IP_PROTOCOL, next, at + length)
  }
  const offset = u16(bytes, at + 2) & FRAGMENT_OFFSET_MASK
  const more = (bytes[at + 3]! & MORE_FRAGMENTS) !== 0
  const identification = u32(bytes, at + 4)
  frame.to(IP_PROTOCOL, next, at + EXTENSION_MIN_BYTES)
  // an "atomic" fragment is the whole packet (RFC 6946)
  return offset === 0 && !more ? IP_PROTOCOL : fragments.add(frame, identification, offset, more)
}
