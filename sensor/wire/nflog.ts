// NFLOG of Linux netfilter: family, version, resource id, then attributes (length, type, value, padded to four
// bytes, in the byte order of the host). Attribute 9 is the packet, from its IP header on.

import { IP } from './frame.ts'
import type { LinkLayer } from './link-layer.ts'

const HEADER_BYTES = 4
const ATTRIBUTE_BYTES = 4
const PAYLOAD = 9
/** Only hosts with small-endian order are read; the others are long gone. */
const TYPE_MASK = 0x7fff

export const nflog: LinkLayer = {
  name: 'nflog',
  linkTypes: [239],
  decode(frame) {
    const { bytes, end } = frame
    if (end - frame.at < HEADER_BYTES || bytes[frame.at + 1] !== 0) return frame.drop('decode.bad-link-header')
    let at = frame.at + HEADER_BYTES
    while (end - at >= ATTRIBUTE_BYTES) {
      const length = bytes[at]! | (bytes[at + 1]! << 8)
      const type = (bytes[at + 2]! | (bytes[at + 3]! << 8)) & TYPE_MASK
      if (length < ATTRIBUTE_BYTES) return frame.drop('decode.bad-link-header')
      // a truncated packet ends before its attribute does: IP tells how much is missing
      if (type === PAYLOAD) return frame.to(IP, 0, at + ATTRIBUTE_BYTES)
      at += (length + 3) & ~3
    }
    return frame.drop('decode.non-ip')
  },
}
