// Linux cooked capture, version 1: packet type, ARPHRD, address length, address, protocol.

import { u16 } from './bytes.ts'
import { ETHERTYPE, type Frame, LLC, type Next } from './frame.ts'
import type { LinkLayer } from './link-layer.ts'

const PROTOCOL = 14
const HEADER_BYTES = 16
/** In place of an EtherType: Novell's raw 802.3, and a frame that begins with LLC. */
const NOVELL_RAW = 0x0001
const LLC_FOLLOWS = 0x0004

export const linuxSll: LinkLayer = {
  name: 'linux-sll',
  linkTypes: [113],
  decode(frame) {
    if (frame.end - frame.at < HEADER_BYTES) return frame.drop('decode.bad-link-header')
    return cookedProtocol(frame, u16(frame.bytes, frame.at + PROTOCOL), HEADER_BYTES)
  },
}

/** The protocol field means the same in both versions. */
export function cookedProtocol(frame: Frame, protocol: number, headerBytes: number): Next {
  if (protocol === NOVELL_RAW) return frame.drop('decode.non-ip')
  return frame.to(protocol === LLC_FOLLOWS ? LLC : ETHERTYPE, protocol, frame.at + headerBytes)
}
