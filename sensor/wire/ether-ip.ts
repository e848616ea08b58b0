// EtherIP (RFC 3378): version 3 in two bytes, then an Ethernet frame.

import type { Encapsulation } from './encapsulation.ts'
import { ETHERNET, NAME_ONLY } from './frame.ts'

const HEADER_BYTES = 2
const VERSION = 3

export const etherIp: Encapsulation = {
  name: 'ether-ip',
  ipProtocols: [97],
  decode(frame) {
    const { bytes, at, end } = frame
    if (end - at < HEADER_BYTES || bytes[at]! >>> 4 !== VERSION) return frame.drop('decode.bad-link-header')
    frame.label = NAME_ONLY
    return frame.to(ETHERNET, 0, at + HEADER_BYTES)
  },
}
