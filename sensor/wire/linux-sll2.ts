// Linux cooked capture, version 2: the protocol comes first, the interface index is told.

import { u16 } from './bytes.ts'
import type { LinkLayer } from './link-layer.ts'
import { cookedProtocol } from './linux-sll.ts'

const HEADER_BYTES = 20

export const linuxSll2: LinkLayer = {
  name: 'linux-sll2',
  linkTypes: [276],
  decode(frame) {
    if (frame.end - frame.at < HEADER_BYTES) return frame.drop('decode.bad-link-header')
    return cookedProtocol(frame, u16(frame.bytes, frame.at), HEADER_BYTES)
  },
}
