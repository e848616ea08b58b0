// No link header: the packet begins with IP. 12 and 14 are what BSD and OpenBSD call it.

import { IP } from './frame.ts'
import type { LinkLayer } from './link-layer.ts'

export const rawIp: LinkLayer = {
  name: 'raw-ip',
  linkTypes: [12, 14, 101, 228, 229],
  decode: (frame) => frame.to(IP, 0, frame.at),
}
