// Cisco HDLC: address 0x0f (unicast) or 0x8f (broadcast), control 0, EtherType.

import { u16 } from './bytes.ts'
import { ETHERTYPE, PPP } from './frame.ts'
import type { LinkLayer } from './link-layer.ts'

const HEADER_BYTES = 4
const UNICAST = 0x0f
const BROADCAST = 0x8f
const PPP_ADDRESS = 0xff

export const ciscoHdlc: LinkLayer = {
  name: 'cisco-hdlc',
  linkTypes: [104],
  decode(frame) {
    const { bytes, at, end } = frame
    if (end - at < HEADER_BYTES) return frame.drop('decode.bad-link-header')
    const address = bytes[at]!
    // serial interfaces that were switched to PPP keep the link type
    if (address === PPP_ADDRESS) return frame.to(PPP, 0, at)
    if (address !== UNICAST && address !== BROADCAST) return frame.drop('decode.bad-link-header')
    return frame.to(ETHERTYPE, u16(bytes, at + 2), at + HEADER_BYTES)
  },
}
