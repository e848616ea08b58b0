// IP over InfiniBand: 40 bytes of global routing header, then EtherType and two reserved bytes (RFC 4391).

import { u16 } from './bytes.ts'
import { ETHERTYPE } from './frame.ts'
import type { LinkLayer } from './link-layer.ts'

const TYPE = 40
const HEADER_BYTES = 44

export const ipOverInfiniband: LinkLayer = {
  name: 'ip-over-infiniband',
  linkTypes: [242],
  decode(frame) {
    if (frame.end - frame.at < HEADER_BYTES) return frame.drop('decode.bad-link-header')
    return frame.to(ETHERTYPE, u16(frame.bytes, frame.at + TYPE), frame.at + HEADER_BYTES)
  },
}
