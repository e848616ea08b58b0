// BSD loopback: an address family of four bytes, in the byte order of the host that captured (NULL) or of the
// network (LOOP). Both are read either way: files with the wrong one exist, and a family is below 256.

import { u32 } from './bytes.ts'
import { IP } from './frame.ts'
import type { LinkLayer } from './link-layer.ts'

const HEADER_BYTES = 4
/** AF_INET, and AF_INET6 of Linux, Windows, NetBSD, FreeBSD and Darwin. */
const IP_FAMILIES: ReadonlySet<number> = new Set([2, 10, 23, 24, 28, 30])

export const nullLoopback: LinkLayer = {
  name: 'null-loopback',
  linkTypes: [0, 108],
  decode(frame) {
    if (frame.end - frame.at < HEADER_BYTES) return frame.drop('decode.bad-link-header')
    const word = u32(frame.bytes, frame.at)
    const family = word > 0xffff ? word >>> 24 : word
    if (!IP_FAMILIES.has(family)) return frame.drop('decode.non-ip')
    return frame.to(IP, 0, frame.at + HEADER_BYTES)
  },
}
