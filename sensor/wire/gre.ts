// GRE, version 0 (RFC 2784, RFC 2890) and version 1 (PPTP, RFC 2637), also over UDP (RFC 8086). The protocol is an
// EtherType.

import { u16, u32 } from './bytes.ts'
import type { Encapsulation } from './encapsulation.ts'
import { ETHERTYPE, type Frame, NAME_ONLY, type Next, NO_LABEL, PPP } from './frame.ts'
import { ETHERTYPE_ETHERNET, ETHERTYPE_IPV4 } from './numbers.ts'

const HEADER_BYTES = 4
const CHECKSUM = 0x8000
const ROUTING = 0x4000
const KEY = 0x2000
const SEQUENCE = 0x1000
const ACKNOWLEDGEMENT = 0x0080
const VERSION_MASK = 0x0007

const ETHERTYPE_PPP = 0x880b
const ETHERTYPE_WCCP = 0x883e
export const ETHERTYPE_ERSPAN = 0x88be
export const ETHERTYPE_ERSPAN_3 = 0x22eb

export const gre: Encapsulation = {
  name: 'gre',
  ipProtocols: [47],
  // the source port only spreads the load: answers go to this port, too
  udpPorts: [4754],
  decode(frame) {
    const { bytes, at, end } = frame
    if (end - at < HEADER_BYTES) return frame.drop('decode.bad-link-header')
    const flags = u16(bytes, at)
    const version = flags & VERSION_MASK
    if (version > 1 || (flags & ROUTING) !== 0) return frame.drop('decode.bad-link-header')
    return version === 1 ? enhanced(frame, flags) : standard(frame, flags)
  },
}

function standard(frame: Frame, flags: number): Next {
  const { bytes, at, end } = frame
  const length = HEADER_BYTES + (flags & CHECKSUM ? 4 : 0) + (flags & KEY ? 4 : 0) + (flags & SEQUENCE ? 4 : 0)
  if (end - at < length) return frame.drop('decode.bad-link-header')
  const protocol = u16(bytes, at + 2)
  frame.greKey = flags & KEY ? u32(bytes, at + HEADER_BYTES + (flags & CHECKSUM ? 4 : 0)) : -1
  frame.greSequenced = (flags & SEQUENCE) !== 0
  frame.label = frame.greKey === -1 ? NAME_ONLY : frame.greKey
  if (protocol === ETHERTYPE_ERSPAN || protocol === ETHERTYPE_ERSPAN_3) frame.label = NO_LABEL
  if (protocol === ETHERTYPE_ETHERNET && frame.greKey !== -1) frame.label = NO_LABEL
  if (protocol === ETHERTYPE_WCCP) return redirected(frame, at + length)
  return frame.to(ETHERTYPE, protocol, at + length)
}

/** WCCP puts an IPv4 packet behind GRE; its second version has four bytes in front of it. */
function redirected(frame: Frame, inside: number): Next {
  const plain = inside < frame.end && frame.bytes[inside]! >>> 4 === 4
  return frame.to(ETHERTYPE, ETHERTYPE_IPV4, plain ? inside : inside + 4)
}

/** The key is a payload length and a call id; without a sequence number there is no payload. */
function enhanced(frame: Frame, flags: number): Next {
  const { bytes, at, end } = frame
  if (u16(bytes, at + 2) !== ETHERTYPE_PPP) return frame.drop('decode.bad-link-header')
  const length = HEADER_BYTES + 4 + (flags & SEQUENCE ? 4 : 0) + (flags & ACKNOWLEDGEMENT ? 4 : 0)
  if (end - at < length) return frame.drop('decode.bad-link-header')
  if ((flags & SEQUENCE) === 0) return frame.drop('decode.non-ip')
  frame.label = u16(bytes, at + 6)
  return frame.to(PPP, 0, at + length)
}
