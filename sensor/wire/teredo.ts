// Teredo (RFC 4380): IPv6 over UDP, maybe behind an authentication and an origin indication.

import { u16 } from './bytes.ts'
import type { Encapsulation } from './encapsulation.ts'
import { IP, NAME_ONLY } from './frame.ts'

const ORIGIN = 0x0000
const ORIGIN_BYTES = 8
const AUTHENTICATION = 0x0001
/** Indicator, the two lengths, nonce and confirmation; client id and value stand in between. */
const AUTHENTICATION_MIN_BYTES = 13

export const teredo: Encapsulation = {
  name: 'teredo',
  udpPorts: [3544],
  answersFromPort: true,
  decode(frame) {
    const { bytes, end } = frame
    let at = frame.at
    if (end - at >= AUTHENTICATION_MIN_BYTES && u16(bytes, at) === AUTHENTICATION)
      at += AUTHENTICATION_MIN_BYTES + bytes[at + 2]! + bytes[at + 3]!
    if (end - at >= ORIGIN_BYTES && u16(bytes, at) === ORIGIN) at += ORIGIN_BYTES
    if (at >= end || bytes[at]! >>> 4 !== 6) return frame.drop('decode.not-tcp')
    frame.label = NAME_ONLY
    return frame.to(IP, 0, at)
  },
}
