// MAC in MAC (IEEE 802.1ah, provider backbone bridging): a whole Ethernet frame behind a service instance.

import { u24 } from './bytes.ts'
import type { Encapsulation } from './encapsulation.ts'
import { ETHERNET } from './frame.ts'

const TAG_BYTES = 4
const SERVICE = 1

export const macInMac: Encapsulation = {
  name: 'mac-in-mac',
  etherTypes: [0x88e7],
  separatesTenants: true,
  decode(frame) {
    const { bytes, at, end } = frame
    if (end - at < TAG_BYTES) return frame.drop('decode.bad-link-header')
    frame.label = u24(bytes, at + SERVICE)
    return frame.to(ETHERNET, 0, at + TAG_BYTES)
  },
}
