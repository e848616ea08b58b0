// E-Tag (IEEE 802.1BR): by which switches tell the ports of their extenders apart; the standard form of the VN-Tag.

import { u16 } from './bytes.ts'
import type { Encapsulation } from './encapsulation.ts'
import { ETHERTYPE } from './frame.ts'

const TAG_BYTES = 8
const CHANNEL = 2
const CHANNEL_MASK = 0x0fff
const NEXT_ETHERTYPE = 6

export const eTag: Encapsulation = {
  name: 'e-tag',
  etherTypes: [0x893f],
  decode(frame) {
    const { bytes, at, end } = frame
    if (end - at < TAG_BYTES) return frame.drop('decode.bad-link-header')
    frame.label = u16(bytes, at + CHANNEL) & CHANNEL_MASK
    return frame.to(ETHERTYPE, u16(bytes, at + NEXT_ETHERTYPE), at + TAG_BYTES)
  },
}
