// How Aruba access points hand 802.11 frames to their controller: inside GRE.

import type { Encapsulation } from './encapsulation.ts'
import { NAME_ONLY, WIFI } from './frame.ts'

export const aruba: Encapsulation = {
  name: 'aruba',
  etherTypes: [0x8200],
  decode(frame) {
    frame.label = NAME_ONLY
    return frame.to(WIFI, 0, frame.at)
  },
}
