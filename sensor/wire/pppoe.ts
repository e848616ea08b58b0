// PPP over Ethernet, session stage (RFC 2516): version and type, code 0, session id, length.

import { u16 } from './bytes.ts'
import type { Encapsulation } from './encapsulation.ts'
import { type Frame, type Next, PPP } from './frame.ts'
import type { LinkLayer } from './link-layer.ts'

const HEADER_BYTES = 6
const VERSION_AND_TYPE = 0x11

export const pppoe: Encapsulation = { name: 'pppoe', etherTypes: [0x8864], decode: decodePppoe }

/** Captures of a PPPoE socket begin with the PPPoE header. */
export const pppEther: LinkLayer = { name: 'ppp-ether', linkTypes: [51], decode: decodePppoe }

function decodePppoe(frame: Frame): Next {
  const { bytes, at, end } = frame
  if (end - at < HEADER_BYTES || bytes[at] !== VERSION_AND_TYPE) return frame.drop('decode.bad-link-header')
  if (bytes[at + 1] !== 0) return frame.drop('decode.non-ip')
  frame.label = u16(bytes, at + 2)
  return frame.to(PPP, 0, at + HEADER_BYTES)
}
