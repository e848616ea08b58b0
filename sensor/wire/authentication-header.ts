// AH (RFC 4302): authenticates, but does not encrypt. Next protocol, length in words less two.

import type { Encapsulation } from './encapsulation.ts'
import { IP_PROTOCOL, NAME_ONLY } from './frame.ts'

const MIN_BYTES = 12

export const authenticationHeader: Encapsulation = {
  name: 'ah',
  ipProtocols: [51],
  decode(frame) {
    const { bytes, at, end } = frame
    if (end - at < MIN_BYTES) return frame.drop('decode.bad-ip-header')
    const length = (bytes[at + 1]! + 2) * 4
    if (length < MIN_BYTES || length > end - at) return frame.drop('decode.bad-ip-header')
    frame.label = NAME_ONLY
    return frame.to(IP_PROTOCOL, bytes[at]!, at + length)
  },
}
