// Per-Packet Information (CACE): version, flags, length, and the link type of what follows; all little-endian.

import { ETHERNET, type Frame, IP, type Next, WIFI } from './frame.ts'
import type { LinkLayer } from './link-layer.ts'

const MIN_BYTES = 8
const ETHERNET_INSIDE = 1
const RAW_IP_INSIDE = 101
const WIFI_INSIDE = 105

export const perPacketInformation: LinkLayer = {
  name: 'per-packet-information',
  linkTypes: [192],
  decode(frame) {
    const { bytes, at, end } = frame
    if (end - at < MIN_BYTES) return frame.drop('decode.bad-link-header')
    const length = bytes[at + 2]! | (bytes[at + 3]! << 8)
    if (length < MIN_BYTES || length > end - at) return frame.drop('decode.bad-link-header')
    return inside(frame, bytes[at + 4]! | (bytes[at + 5]! << 8), at + length)
  },
}

function inside(frame: Frame, linkType: number, at: number): Next {
  if (linkType === WIFI_INSIDE) return frame.to(WIFI, 0, at)
  if (linkType === ETHERNET_INSIDE) return frame.to(ETHERNET, 0, at)
  return linkType === RAW_IP_INSIDE ? frame.to(IP, 0, at) : frame.drop('decode.unsupported-link-type')
}
