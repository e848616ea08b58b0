// GENEVE (RFC 8926): version and option length, flags, EtherType, 24 bits of virtual network.

import { u16, u24 } from './bytes.ts'
import type { Encapsulation } from './encapsulation.ts'
import { ETHERTYPE } from './frame.ts'

const HEADER_BYTES = 8
const OPTION_WORDS_MASK = 0x3f

export const geneve: Encapsulation = {
  name: 'geneve',
  udpPorts: [6081],
  separatesTenants: true,
  decode(frame) {
    const { bytes, at, end } = frame
    if (end - at < HEADER_BYTES || bytes[at]! >>> 6 !== 0) return frame.drop('decode.not-tcp')
    const length = HEADER_BYTES + (bytes[at]! & OPTION_WORDS_MASK) * 4
    if (length > end - at) return frame.drop('decode.not-tcp')
    frame.label = u24(bytes, at + 4)
    return frame.to(ETHERTYPE, u16(bytes, at + 2), at + length)
  },
}
