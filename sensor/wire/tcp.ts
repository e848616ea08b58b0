// TCP (RFC 9293 section 3.1): fills the registers of the segment and finds the payload.

import { TCP_URG } from '../packet.ts'
import { u16, u32 } from './bytes.ts'
import type { Frame } from './frame.ts'

const DESTINATION_PORT = 2
const SEQUENCE = 4
const ACKNOWLEDGEMENT = 8
const DATA_OFFSET = 12
const FLAGS = 13
const CHECKSUM = 16
const URGENT_POINTER = 18
const MIN_BYTES = 20
/** FIN to URG; the bits of explicit congestion notification do not matter here. */
const FLAG_MASK = 0x3f

/** Decode the segment at `frame.at` into `frame.segment`. False: the header is impossible or cut. */
export function decodeTcp(frame: Frame): boolean {
  const { bytes, at, end, segment } = frame
  if (end - at < MIN_BYTES) return false
  const headerBytes = (bytes[at + DATA_OFFSET]! >>> 4) * 4
  const payloadWireBytes = frame.wireEnd - at - headerBytes
  if (headerBytes < MIN_BYTES || payloadWireBytes < 0) return false
  segment.bytes = bytes
  segment.sourcePort = u16(bytes, at)
  segment.destinationPort = u16(bytes, at + DESTINATION_PORT)
  segment.sequence = u32(bytes, at + SEQUENCE)
  segment.acknowledgement = u32(bytes, at + ACKNOWLEDGEMENT)
  segment.flags = bytes[at + FLAGS]! & FLAG_MASK
  segment.checksum = u16(bytes, at + CHECKSUM)
  segment.urgentPointer = (segment.flags & TCP_URG) === 0 ? 0 : u16(bytes, at + URGENT_POINTER)
  // the capture may be cut inside the options: then nothing of the payload is there
  segment.payloadStart = Math.min(at + headerBytes, end)
  segment.payloadEnd = end
  segment.payloadWireBytes = payloadWireBytes
  return true
}
