// IEEE 802.1Q, 802.1ad and their predecessors: priority, VLAN id, then the EtherType of what follows.

import { u16 } from './bytes.ts'
import type { Encapsulation } from './encapsulation.ts'
import { ETHERTYPE } from './frame.ts'

const TAG_BYTES = 4
const ID_MASK = 0x0fff

export const vlan: Encapsulation = {
  name: 'vlan',
  etherTypes: [0x8100, 0x88a8, 0x9100, 0x9200],
  separatesTenants: true,
  decode(frame) {
    const { bytes, at, end } = frame
    if (end - at < TAG_BYTES) return frame.drop('decode.bad-link-header')
    frame.label = u16(bytes, at) & ID_MASK
    return frame.to(ETHERTYPE, u16(bytes, at + 2), at + TAG_BYTES)
  },
}
