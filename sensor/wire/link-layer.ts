// What an entry of LINK_LAYERS is.

import type { Frame, Next } from './frame.ts'

export interface LinkLayer {
  readonly name: string
  /** LINKTYPE_ numbers of capture files, https://www.tcpdump.org/linktypes.html */
  readonly linkTypes: readonly number[]
  /** Decode the header at `frame.at`. Total: any bytes give an answer. */
  decode(frame: Frame): Next
}
