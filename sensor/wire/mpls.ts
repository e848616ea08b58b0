// MPLS (RFC 3032), one label each time. Below the last label nothing says what follows: the first four bits must
// (RFC 4928): 4 and 6 are IP, 0 is a pseudowire control word (RFC 4385), anything else a bare Ethernet frame.

import { u16, u24 } from './bytes.ts'
import type { Encapsulation } from './encapsulation.ts'
import { ETHERNET_HEADER_BYTES } from './ethernet.ts'
import { ETHERNET, ETHERTYPE, type Frame, IP, type Next } from './frame.ts'
import { ETHERTYPE_IPV4, ETHERTYPE_IPV6, ETHERTYPE_MPLS } from './numbers.ts'

const LABEL_BYTES = 4
const CONTROL_WORD_BYTES = 4
const BOTTOM_OF_STACK = 0x01
const ETHERNET_TYPE = 12
/** What an Ethernet pseudowire may plausibly carry: IP, VLAN tags, ARP, MPLS, PPPoE. */
const PLAUSIBLE: ReadonlySet<number> = new Set([ETHERTYPE_IPV4, ETHERTYPE_IPV6, 0x0806, 0x8100, 0x88a8, 0x8847, 0x8864])

export const mpls: Encapsulation = {
  name: 'mpls',
  etherTypes: [ETHERTYPE_MPLS, 0x8848],
  ipProtocols: [137],
  udpPorts: [6635],
  decode(frame) {
    const { bytes, at, end } = frame
    if (end - at < LABEL_BYTES) return frame.drop('decode.bad-link-header')
    frame.label = u24(bytes, at) >>> 4
    const inside = at + LABEL_BYTES
    if ((bytes[at + 2]! & BOTTOM_OF_STACK) === 0) return frame.to(ETHERTYPE, ETHERTYPE_MPLS, inside)
    return belowStack(frame, inside)
  },
}

function belowStack(frame: Frame, at: number): Next {
  const { bytes, end } = frame
  if (at >= end) return frame.drop('decode.bad-link-header')
  const nibble = bytes[at]! >>> 4
  const looksEthernet = carriesPlausible(bytes, at, end)
  // a MAC address may begin with 4 or 6 as well: an Ethernet frame is believed only if its type says so
  if ((nibble === 4 && bytes[at]! >= 0x45) || nibble === 6) return frame.to(IP, 0, at)
  if (nibble === 0 && carriesPlausible(bytes, at + CONTROL_WORD_BYTES, end)) return frame.to(ETHERNET, 0, at + CONTROL_WORD_BYTES)
  return looksEthernet ? frame.to(ETHERNET, 0, at) : frame.drop('decode.non-ip')
}

const carriesPlausible = (bytes: Uint8Array, at: number, end: number): boolean =>
  end - at >= ETHERNET_HEADER_BYTES && PLAUSIBLE.has(u16(bytes, at + ETHERNET_TYPE))
