// VN-Tag: four bytes by which Cisco switches tell virtual interfaces apart, seen on their mirror ports.

import { u16 } from './bytes.ts'
import type { Encapsulation } from './encapsulation.ts'
import { ETHERTYPE } from './frame.ts'

const TAG_BYTES = 6
/** Destination interface: 14 bits behind direction and pointer bits. */
const INTERFACE_MASK = 0x3fff

export const vnTag: Encapsulation = {
  name: 'vn-tag',
  etherTypes: [0x8926],
  decode(frame) {
    const { bytes, at, end } = frame
    if (end - at < TAG_BYTES) return frame.drop('decode.bad-link-header')
    frame.label = u16(bytes, at) & INTERFACE_MASK
    return frame.to(ETHERTYPE, u16(bytes, at + 4), at + TAG_BYTES)
  },
}
