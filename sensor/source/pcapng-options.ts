// The option lists of pcapng blocks: code, length, value padded to four bytes; code 0 ends the list.

import { u16, u32 } from './integers.ts'

const IF_TSRESOL = 9
const IF_TSOFFSET = 14
const ISB_IFDROP = 5
const ISB_OSDROP = 7
const DEFAULT_RESOLUTION = 6

/** Call `visit` with code and value of each option between `start` and `end`. An option that does not fit ends the list. */
export function eachOption(
  bytes: Uint8Array,
  start: number,
  end: number,
  bigEndian: boolean,
  visit: (code: number, valueStart: number, valueBytes: number) => void,
): void {
  let at = start
  while (at + 4 <= end) {
    const code = u16(bytes, at, bigEndian)
    const length = u16(bytes, at + 2, bigEndian)
    if (code === 0 || at + 4 + length > end) return
    visit(code, at + 4, length)
    at += 4 + ((length + 3) & ~3)
  }
}

/** if_tsresol (default: microseconds) and if_tsoffset in seconds (default: 0). */
export function interfaceTime(
  bytes: Uint8Array,
  start: number,
  end: number,
  bigEndian: boolean,
): { resolution: number; offsetSeconds: number } {
  let resolution = DEFAULT_RESOLUTION
  let offsetSeconds = 0
  eachOption(bytes, start, end, bigEndian, (code, at, length) => {
    if (code === IF_TSRESOL && length >= 1) resolution = bytes[at]!
    if (code === IF_TSOFFSET && length === 8) offsetSeconds = i64(bytes, at, bigEndian)
  })
  return { resolution, offsetSeconds }
}

/** Drops that an Interface Statistics Block tells of: by the interface and by the operating system. */
export function statedDrops(bytes: Uint8Array, start: number, end: number, bigEndian: boolean): { byInterface: number; byKernel: number } {
  let byInterface = 0
  let byKernel = 0
  eachOption(bytes, start, end, bigEndian, (code, at, length) => {
    if (length !== 8) return
    if (code === ISB_IFDROP) byInterface = Math.max(0, i64(bytes, at, bigEndian))
    if (code === ISB_OSDROP) byKernel = Math.max(0, i64(bytes, at, bigEndian))
  })
  return { byInterface, byKernel }
}

/** As a double: exact up to 2^53. */
function i64(bytes: Uint8Array, at: number, bigEndian: boolean): number {
  const high = u32(bytes, bigEndian ? at : at + 4, bigEndian) | 0
  const low = u32(bytes, bigEndian ? at + 4 : at, bigEndian)
  return high * 4_294_967_296 + low
}
