// ARCnet: source, destination, with Linux two bytes of offset, and a protocol id: 240 is IP after RFC 1051, 212 IP
// after RFC 1201, which has a split flag and a sequence number behind it.

import { type Frame, IP, type Next } from './frame.ts'
import type { LinkLayer } from './link-layer.ts'

const IP_RFC1051 = 240
const IP_RFC1201 = 212
const RFC1201_BYTES = 4
const UNSPLIT = 0

export const arcnet: LinkLayer = { name: 'arcnet', linkTypes: [7], decode: (frame) => decodeArcnet(frame, 2) }
export const arcnetLinux: LinkLayer = { name: 'arcnet-linux', linkTypes: [129], decode: (frame) => decodeArcnet(frame, 4) }

function decodeArcnet(frame: Frame, protocolAt: number): Next {
  const { bytes, end } = frame
  const at = frame.at + protocolAt
  if (end - at < RFC1201_BYTES) return frame.drop('decode.bad-link-header')
  if (bytes[at] === IP_RFC1051) return frame.to(IP, 0, at + 1)
  // packets in several frames are not put together
  return bytes[at] === IP_RFC1201 && bytes[at + 1] === UNSPLIT ? frame.to(IP, 0, at + RFC1201_BYTES) : frame.drop('decode.non-ip')
}
