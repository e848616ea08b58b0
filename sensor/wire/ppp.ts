// PPP (RFC 1661), also in HDLC-like framing (RFC 1662); address, control and a protocol byte may be left out.

import { u16 } from './bytes.ts'
import { ETHERTYPE, type Frame, type Next } from './frame.ts'
import type { LinkLayer } from './link-layer.ts'
import { ETHERTYPE_IPV4, ETHERTYPE_IPV6, ETHERTYPE_MPLS } from './numbers.ts'

const ALL_STATIONS = 0xff
const UNNUMBERED = 0x03
const IPV4 = 0x0021
const IPV6 = 0x0057
const MPLS_UNICAST = 0x0281
const MPLS_MULTICAST = 0x0283

export const ppp: LinkLayer = { name: 'ppp', linkTypes: [9, 50], decode: decodePpp }

export function decodePpp(frame: Frame): Next {
  const { bytes, end } = frame
  let at = frame.at
  if (end - at >= 2 && bytes[at] === ALL_STATIONS && bytes[at + 1] === UNNUMBERED) at += 2
  if (end - at < 2) return frame.drop('decode.bad-link-header')
  // RFC 1661 section 2: the last byte of a protocol number is odd, all others are even
  const short = (bytes[at]! & 1) === 1
  const protocol = short ? bytes[at]! : u16(bytes, at)
  const inside = at + (short ? 1 : 2)
  if (protocol === IPV4) return frame.to(ETHERTYPE, ETHERTYPE_IPV4, inside)
  if (protocol === IPV6) return frame.to(ETHERTYPE, ETHERTYPE_IPV6, inside)
  if (protocol === MPLS_UNICAST || protocol === MPLS_MULTICAST) return frame.to(ETHERTYPE, ETHERTYPE_MPLS, inside)
  return frame.drop('decode.non-ip')
}
