// Ethernet II: destination, source, EtherType. A smaller "type" is the length of an IEEE 802.3 frame.

import { u16 } from './bytes.ts'
import { ETHERTYPE, type Frame, type Next } from './frame.ts'
import type { LinkLayer } from './link-layer.ts'

const TYPE = 12
export const ETHERNET_HEADER_BYTES = 14

export const ethernet: LinkLayer = { name: 'ethernet', linkTypes: [1], decode: decodeEthernet }

export function decodeEthernet(frame: Frame): Next {
  const at = frame.at
  if (frame.end - at < ETHERNET_HEADER_BYTES) return frame.drop('decode.bad-link-header')
  return frame.to(ETHERTYPE, u16(frame.bytes, at + TYPE), at + ETHERNET_HEADER_BYTES)
}
