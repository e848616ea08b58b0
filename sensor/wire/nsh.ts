// Network Service Header (RFC 8300): what service chains put in front of a packet.

import { u24 } from './bytes.ts'
import type { Encapsulation } from './encapsulation.ts'
import { ETHERTYPE } from './frame.ts'
import { gpeProtocol } from './gpe-protocol.ts'
import { ETHERTYPE_NSH } from './numbers.ts'

const MIN_BYTES = 8
const LENGTH_MASK = 0x3f
const NEXT_PROTOCOL = 3
const SERVICE_PATH = 4

export const nsh: Encapsulation = {
  name: 'nsh',
  etherTypes: [ETHERTYPE_NSH],
  decode(frame) {
    const { bytes, at, end } = frame
    if (end - at < MIN_BYTES) return frame.drop('decode.bad-link-header')
    const length = (bytes[at + 1]! & LENGTH_MASK) * 4
    if (length < MIN_BYTES || length > end - at) return frame.drop('decode.bad-link-header')
    frame.label = u24(bytes, at + SERVICE_PATH)
    const etherType = gpeProtocol(bytes[at + NEXT_PROTOCOL]!)
    return etherType === 0 ? frame.drop('decode.non-ip') : frame.to(ETHERTYPE, etherType, at + length)
  },
}
