// GTP-U, version 1 (3GPP TS 29.281): user packets of mobile networks. Only G-PDUs carry one.

import { u32 } from './bytes.ts'
import type { Encapsulation } from './encapsulation.ts'
import { type Frame, IP } from './frame.ts'

const HEADER_BYTES = 8
const OPTIONAL_BYTES = 4
const VERSION_1_GTP = 0x30
const VERSION_MASK = 0xf0
const ANY_OPTIONAL = 0x07
const HAS_EXTENSION = 0x04
const G_PDU = 255

export const gtpU: Encapsulation = {
  name: 'gtp-u',
  udpPorts: [2152],
  answersFromPort: true,
  decode(frame) {
    const { bytes, at, end } = frame
    if (end - at < HEADER_BYTES || (bytes[at]! & VERSION_MASK) !== VERSION_1_GTP || bytes[at + 1] !== G_PDU)
      return frame.drop('decode.not-tcp')
    frame.label = u32(bytes, at + 4)
    if ((bytes[at]! & ANY_OPTIONAL) === 0) return frame.to(IP, 0, at + HEADER_BYTES)
    const inside = afterOptional(frame)
    return inside === -1 ? frame.drop('decode.bad-link-header') : frame.to(IP, 0, inside)
  },
}

/** Past sequence number, N-PDU number and extension headers, each with its length in units of four bytes; -1 if they do not fit. */
function afterOptional(frame: Frame): number {
  const { bytes, end } = frame
  let at = frame.at + HEADER_BYTES + OPTIONAL_BYTES
  if (at > end) return -1
  let next = bytes[frame.at]! & HAS_EXTENSION ? bytes[at - 1]! : 0
  while (next !== 0) {
    const length = at < end ? bytes[at]! * 4 : 0
    if (length === 0 || at + length > end) return -1
    at += length
    next = bytes[at - 1]!
  }
  return at
}
