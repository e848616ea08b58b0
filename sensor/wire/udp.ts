// UDP (RFC 768) matters here only for the tunnels it carries.

import { u16 } from './bytes.ts'
import type { Frame } from './frame.ts'

const DESTINATION_PORT = 2
const LENGTH = 4
const HEADER_BYTES = 8

/** Ports of the datagram at `frame.at`. */
export const udpSourcePort = (frame: Frame): number => u16(frame.bytes, frame.at)
export const udpDestinationPort = (frame: Frame): number => u16(frame.bytes, frame.at + DESTINATION_PORT)

/** Whether a whole UDP header is there. */
export const hasUdpHeader = (frame: Frame): boolean => frame.end - frame.at >= HEADER_BYTES

/** Move inside the datagram. */
export function enterUdp(frame: Frame): void {
  const stated = u16(frame.bytes, frame.at + LENGTH)
  // 0 and nonsense mean "up to the end of the packet" (RFC 2675; segmentation offload)
  if (stated >= HEADER_BYTES && frame.at + stated < frame.wireEnd) {
    frame.wireEnd = frame.at + stated
    frame.end = Math.min(frame.end, frame.wireEnd)
  }
  frame.at += HEADER_BYTES
}
