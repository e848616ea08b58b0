// ERSPAN, a mirror port through GRE: type I has no header and no GRE sequence number, type II has 8 bytes, type III
// 12 and maybe 8 more. draft-foschiano-erspan-03.

import { u16 } from './bytes.ts'
import type { Encapsulation } from './encapsulation.ts'
import { ETHERNET, NAME_ONLY } from './frame.ts'
import { ETHERTYPE_ERSPAN, ETHERTYPE_ERSPAN_3 } from './gre.ts'

const TYPE_2_BYTES = 8
const TYPE_3_BYTES = 12
const TYPE_3_SUBHEADER_BYTES = 8
const SUBHEADER_FOLLOWS = 0x01
const SESSION_MASK = 0x03ff

export const erspan: Encapsulation = {
  name: 'erspan',
  etherTypes: [ETHERTYPE_ERSPAN],
  decode(frame) {
    const { bytes, at, end } = frame
    if (!frame.greSequenced) {
      frame.label = NAME_ONLY
      return frame.to(ETHERNET, 0, at)
    }
    if (end - at < TYPE_2_BYTES) return frame.drop('decode.bad-link-header')
    frame.label = u16(bytes, at + 2) & SESSION_MASK
    return frame.to(ETHERNET, 0, at + TYPE_2_BYTES)
  },
}

export const erspan3: Encapsulation = {
  name: 'erspan',
  etherTypes: [ETHERTYPE_ERSPAN_3],
  decode(frame) {
    const { bytes, at, end } = frame
    if (end - at < TYPE_3_BYTES) return frame.drop('decode.bad-link-header')
    frame.label = u16(bytes, at + 2) & SESSION_MASK
    const subheader = (bytes[at + 11]! & SUBHEADER_FOLLOWS) !== 0
    return frame.to(ETHERNET, 0, at + TYPE_3_BYTES + (subheader ? TYPE_3_SUBHEADER_BYTES : 0))
  },
}
