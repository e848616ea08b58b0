// AYIYA (draft-massar-v6ops-ayiya-02): IP over UDP for tunnel brokers. Behind the fixed fields stand the sender's
// identity and a signature, neither of which is looked at.

import type { Encapsulation } from './encapsulation.ts'
import { IP, NAME_ONLY } from './frame.ts'
import { PROTOCOL_IPV4, PROTOCOL_IPV6 } from './numbers.ts'

const FIXED_BYTES = 8
const FORWARD = 1

export const ayiya: Encapsulation = {
  name: 'ayiya',
  udpPorts: [5072],
  answersFromPort: true,
  decode(frame) {
    const { bytes, at, end } = frame
    if (end - at < FIXED_BYTES || (bytes[at + 2]! & 15) !== FORWARD) return frame.drop('decode.not-tcp')
    const next = bytes[at + 3]!
    if (next !== PROTOCOL_IPV4 && next !== PROTOCOL_IPV6) return frame.drop('decode.not-tcp')
    const identityBytes = 1 << (bytes[at]! >>> 4)
    const signatureBytes = (bytes[at + 1]! >>> 4) * 4
    frame.label = NAME_ONLY
    return frame.to(IP, 0, at + FIXED_BYTES + identityBytes + signatureBytes)
  },
}
