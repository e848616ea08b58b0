// pcap, all variants: a header of 24 bytes, then records of 16 bytes (modified variant: 24) and the packet.
// https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-03.html

import type { FormatContext, FormatReader } from './capture-format.ts'
import { u16, u32 } from './integers.ts'

const FILE_HEADER_BYTES = 24
const MINOR_VERSION = 6
const LINK_TYPE = 20

const RECORD_HEADER_BYTES = 16
const FRACTION = 4
const CAPTURED_LENGTH = 8
const ORIGINAL_LENGTH = 12
/** The modified variant adds interface index, protocol, packet type and padding. */
const MODIFIED_EXTRA_BYTES = 8

const MICROSECONDS = 0xa1b2c3d4
const NANOSECONDS = 0xa1b23c4d
const MODIFIED = 0xa1b2cd34
export const PCAP_MAGICS: readonly number[] = [MICROSECONDS, NANOSECONDS, MODIFIED]

/** The upper six bits of the link type word tell whether a frame check sequence is there, and its length. */
const LINK_TYPE_MASK = 0x03ffffff

export class PcapReader implements FormatReader {
  readonly owedBytes = 0
  stopped = false
  readonly #context: FormatContext
  readonly #bigEndian: boolean
  readonly #nanoseconds: boolean
  readonly #headerBytes: number
  #linkType = -1
  #minorVersion = 4

  constructor(context: FormatContext, magic: number, bigEndian: boolean) {
    this.#context = context
    this.#bigEndian = bigEndian
    this.#nanoseconds = magic === NANOSECONDS
    this.#headerBytes = RECORD_HEADER_BYTES + (magic === MODIFIED ? MODIFIED_EXTRA_BYTES : 0)
  }

  read(bytes: Uint8Array, start: number, end: number): number {
    if (this.stopped) return end - start
    if (this.#linkType !== -1) return this.#readRecords(bytes, start, end) - start
    if (end - start < FILE_HEADER_BYTES) return 0
    this.#minorVersion = u16(bytes, start + MINOR_VERSION, this.#bigEndian)
    this.#linkType = u32(bytes, start + LINK_TYPE, this.#bigEndian) & LINK_TYPE_MASK
    return this.#readRecords(bytes, start + FILE_HEADER_BYTES, end) - start
  }

  #readRecords(bytes: Uint8Array, start: number, end: number): number {
    const { intake, interfaceBase } = this.#context
    const maxBytes = this.#context.limits.recordBytes
    const bigEndian = this.#bigEndian
    const nanoseconds = this.#nanoseconds
    const headerBytes = this.#headerBytes
    const linkType = this.#linkType
    let at = start
    while (end - at >= headerBytes) {
      let captured = u32(bytes, at + CAPTURED_LENGTH, bigEndian)
      let original = u32(bytes, at + ORIGINAL_LENGTH, bigEndian)
      if (this.#lengthsAreSwapped(captured, original)) [captured, original] = [original, captured]
      if (captured > maxBytes) return this.#stop(end)
      const packet = at + headerBytes
      const next = packet + captured
      if (next > end) break
      const fraction = u32(bytes, at + FRACTION, bigEndian)
      const timestampUs = u32(bytes, at, bigEndian) * 1_000_000 + (nanoseconds ? Math.floor(fraction / 1000) : fraction)
      at = next
      intake.packet(bytes, packet, next, original, timestampUs, linkType, interfaceBase)
    }
    return at
  }

  /** Before version 2.3 the two lengths stood the other way round; with 2.3 both orders were written. */
  #lengthsAreSwapped(captured: number, original: number): boolean {
    if (this.#minorVersion > 3) return this.#minorVersion === 543
    return this.#minorVersion < 3 || captured > original
  }

  #stop(end: number): number {
    this.stopped = true
    this.#context.counters.add('capture.malformed-records')
    return end
  }
}
