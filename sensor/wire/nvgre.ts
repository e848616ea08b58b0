// An Ethernet frame inside GRE. With a key it is NVGRE (RFC 7637): 24 bits of virtual subnet, 8 bits of flow.

import type { Encapsulation } from './encapsulation.ts'
import { ETHERNET, NO_LABEL } from './frame.ts'
import { ETHERTYPE_ETHERNET } from './numbers.ts'

export const nvgre: Encapsulation = {
  name: 'nvgre',
  etherTypes: [ETHERTYPE_ETHERNET],
  separatesTenants: true,
  decode(frame) {
    frame.label = frame.greKey === -1 ? NO_LABEL : frame.greKey >>> 8
    frame.greKey = -1
    return frame.to(ETHERNET, 0, frame.at)
  },
}
