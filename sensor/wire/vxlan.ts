// VXLAN (RFC 7348) and its Generic Protocol Extension (draft-ietf-nvo3-vxlan-gpe-13).
// AWS traffic mirroring is VXLAN; the network id tells the mirror session.

import { u24 } from './bytes.ts'
import type { Encapsulation } from './encapsulation.ts'
import { ETHERNET, ETHERTYPE } from './frame.ts'
import { gpeProtocol } from './gpe-protocol.ts'

const HEADER_BYTES = 8
const NETWORK = 4
const NETWORK_VALID = 0x08
const PROTOCOL_VALID = 0x04
const NEXT_PROTOCOL = 3

export const vxlan: Encapsulation = {
  name: 'vxlan',
  // 8472 is what Linux used before the port was assigned; flannel and Cilium still do
  udpPorts: [4789, 8472],
  separatesTenants: true,
  decode(frame) {
    const { bytes, at, end } = frame
    if (end - at < HEADER_BYTES || (bytes[at]! & NETWORK_VALID) === 0) return frame.drop('decode.not-tcp')
    frame.label = u24(bytes, at + NETWORK)
    return frame.to(ETHERNET, 0, at + HEADER_BYTES)
  },
}

export const vxlanGpe: Encapsulation = {
  name: 'vxlan-gpe',
  udpPorts: [4790],
  separatesTenants: true,
  decode(frame) {
    const { bytes, at, end } = frame
    if (end - at < HEADER_BYTES || (bytes[at]! & NETWORK_VALID) === 0) return frame.drop('decode.not-tcp')
    frame.label = u24(bytes, at + NETWORK)
    if ((bytes[at]! & PROTOCOL_VALID) === 0) return frame.to(ETHERNET, 0, at + HEADER_BYTES)
    const etherType = gpeProtocol(bytes[at + NEXT_PROTOCOL]!)
    return etherType === 0 ? frame.drop('decode.non-ip') : frame.to(ETHERTYPE, etherType, at + HEADER_BYTES)
  },
}
