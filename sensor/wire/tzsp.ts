// TaZmen Sniffer Protocol: how MikroTik routers stream what they sniff. Version, type, encapsulated protocol, then
// tagged fields up to the end tag.

import { u16 } from './bytes.ts'
import type { Encapsulation } from './encapsulation.ts'
import { ETHERNET, NAME_ONLY } from './frame.ts'

const HEADER_BYTES = 4
const VERSION = 1
const TAG_PADDING = 0
const TAG_END = 1
const ETHERNET_INSIDE = 1

export const tzsp: Encapsulation = {
  name: 'tzsp',
  udpPorts: [37_008],
  decode(frame) {
    const { bytes, end } = frame
    const start = frame.at
    if (end - start < HEADER_BYTES || bytes[start] !== VERSION || u16(bytes, start + 2) !== ETHERNET_INSIDE)
      return frame.drop('decode.not-tcp')
    let at = start + HEADER_BYTES
    while (at < end && bytes[at] !== TAG_END) at += bytes[at] === TAG_PADDING ? 1 : 2 + (bytes[at + 1] ?? 0)
    if (at >= end) return frame.drop('decode.bad-link-header')
    frame.label = NAME_ONLY
    return frame.to(ETHERNET, 0, at + 1)
  },
}
