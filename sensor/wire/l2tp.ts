// L2TP, version 2 (RFC 2661): data messages carry PPP. Which fields are there is told by the flags.

import { u16 } from './bytes.ts'
import type { Encapsulation } from './encapsulation.ts'
import { PPP } from './frame.ts'

const CONTROL = 0x8000
const LENGTH = 0x4000
const SEQUENCE = 0x0800
const OFFSET = 0x0200
const VERSION_MASK = 0x000f
/** Flags, tunnel and session. */
const MIN_BYTES = 6

export const l2tp: Encapsulation = {
  name: 'l2tp',
  udpPorts: [1701],
  answersFromPort: true,
  decode(frame) {
    const { bytes, at, end } = frame
    if (end - at < MIN_BYTES) return frame.drop('decode.not-tcp')
    const flags = u16(bytes, at)
    if ((flags & VERSION_MASK) !== 2 || (flags & CONTROL) !== 0) return frame.drop('decode.not-tcp')
    const session = at + 4 + (flags & LENGTH ? 2 : 0)
    let inside = session + 2 + (flags & SEQUENCE ? 4 : 0)
    if (inside + 2 > end) return frame.drop('decode.bad-link-header')
    frame.label = u16(bytes, session)
    if ((flags & OFFSET) !== 0) inside += 2 + u16(bytes, inside)
    return inside > end ? frame.drop('decode.bad-link-header') : frame.to(PPP, 0, inside)
  },
}
