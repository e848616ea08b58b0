// pcapng: blocks with their length at both ends; sections that each choose a byte order; interfaces that each
// choose link type and time unit. https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html

import type { FormatContext, FormatReader } from './capture-format.ts'
import { u16, u32 } from './integers.ts'
import { interfaceTime, statedDrops } from './pcapng-options.ts'
import { TimestampScale } from './timestamp-scale.ts'

const SECTION_HEADER = 0x0a0d0d0a
const INTERFACE_DESCRIPTION = 1
const OBSOLETE_PACKET = 2
const SIMPLE_PACKET = 3
const INTERFACE_STATISTICS = 5
const ENHANCED_PACKET = 6
const DECRYPTION_SECRETS = 10

export const PCAPNG_MAGIC = SECTION_HEADER
const BYTE_ORDER_MAGIC = 0x1a2b3c4d
const BYTE_ORDER_MAGIC_SWAPPED = 0x4d3c2b1a
const TLS_KEY_LOG = 0x544c534b

/** Type, length, and the length again at the end. */
const FRAME_BYTES = 12
const BODY = 8
const SECTION_BYTES = 28
const INTERFACE_BYTES = 20
const STATISTICS_BYTES = 24
const SECRETS_BYTES = 20
/** Bytes of a packet block in front of the packet. */
const ENHANCED_PACKET_DATA = 28
const SIMPLE_PACKET_DATA = 12

interface CaptureInterface {
  readonly id: number
  readonly linkType: number
  /** 0: no limit. */
  readonly snapLength: number
  readonly scale: TimestampScale
}

export class PcapngReader implements FormatReader {
  stopped = false
  readonly #context: FormatContext
  #bigEndian = false
  #interfaces: CaptureInterface[] = []
  #nextInterfaceId: number
  /** Bytes of a large block that are still to be passed over, or gathered when they are secrets. */
  #passing = 0
  #gathered: Uint8Array | null = null

  constructor(context: FormatContext) {
    this.#context = context
    this.#nextInterfaceId = context.interfaceBase
  }

  get owedBytes(): number {
    return this.#passing
  }

  read(bytes: Uint8Array, start: number, end: number): number {
    let at = start + this.#pass(bytes, start, end)
    while (!this.stopped && end - at >= FRAME_BYTES) {
      const type = u32(bytes, at, this.#bigEndian)
      if (type === SECTION_HEADER && !this.#startSection(bytes, at)) break
      const total = u32(bytes, at + 4, this.#bigEndian)
      if (total < FRAME_BYTES || total % 4 !== 0) {
        this.#stop()
      } else if (total > this.#context.limits.recordBytes) {
        at += this.#passLarge(type, bytes, at, end, total)
      } else if (at + total <= end) {
        this.#block(type, bytes, at, total)
        at += total
      } else {
        break
      }
    }
    return (this.stopped ? end : at) - start
  }

  /** The byte order must be known before the length can be read. */
  #startSection(bytes: Uint8Array, at: number): boolean {
    const magic = u32(bytes, at + BODY, false)
    if (magic !== BYTE_ORDER_MAGIC && magic !== BYTE_ORDER_MAGIC_SWAPPED) {
      this.#stop()
      return false
    }
    this.#bigEndian = magic === BYTE_ORDER_MAGIC_SWAPPED
    return true
  }

  #block(type: number, bytes: Uint8Array, at: number, total: number): void {
    if (u32(bytes, at + total - 4, this.#bigEndian) !== total) this.#stop()
    else if (type === ENHANCED_PACKET) this.#enhancedPacket(bytes, at, total)
    else if (type === SIMPLE_PACKET) this.#simplePacket(bytes, at, total)
    else if (type === OBSOLETE_PACKET) this.#obsoletePacket(bytes, at, total)
    else if (type === SECTION_HEADER) this.#section(total)
    else if (type === INTERFACE_DESCRIPTION) this.#interface(bytes, at, total)
    else if (type === INTERFACE_STATISTICS) this.#statistics(bytes, at, total)
    else if (type === DECRYPTION_SECRETS) this.#secrets(bytes, at, total)
    else this.#context.counters.add('capture.unknown-blocks')
  }

  #section(total: number): void {
    if (total < SECTION_BYTES) this.#stop()
    this.#interfaces = []
  }

  #enhancedPacket(bytes: Uint8Array, at: number, total: number): void {
    const known = this.#interfaces[u32(bytes, at + 8, this.#bigEndian)]
    this.#packet(known, bytes, at, total)
  }

  /** As the enhanced one, but for a 16-bit interface number and a drop count in its place. */
  #obsoletePacket(bytes: Uint8Array, at: number, total: number): void {
    const known = this.#interfaces[u16(bytes, at + 8, this.#bigEndian)]
    this.#packet(known, bytes, at, total)
  }

  #packet(known: CaptureInterface | undefined, bytes: Uint8Array, at: number, total: number): void {
    const start = at + ENHANCED_PACKET_DATA
    if (known === undefined || total < ENHANCED_PACKET_DATA + 4) {
      this.#malformed()
      return
    }
    const captured = u32(bytes, at + 20, this.#bigEndian)
    if (captured > total - ENHANCED_PACKET_DATA - 4) {
      this.#malformed()
      return
    }
    const original = u32(bytes, at + 24, this.#bigEndian)
    const timestampUs = known.scale.toUs(u32(bytes, at + 12, this.#bigEndian), u32(bytes, at + 16, this.#bigEndian))
    this.#context.intake.packet(bytes, start, start + captured, original, timestampUs, known.linkType, known.id)
  }

  /** No time and no captured length: the latest time stands in, the length is bounded by snap length and block. */
  #simplePacket(bytes: Uint8Array, at: number, total: number): void {
    const known = this.#interfaces[0]
    if (known === undefined || total < SIMPLE_PACKET_DATA + 4) {
      this.#malformed()
      return
    }
    const original = u32(bytes, at + 8, this.#bigEndian)
    const snapLength = known.snapLength === 0 ? original : known.snapLength
    const captured = Math.min(original, snapLength, total - SIMPLE_PACKET_DATA - 4)
    const start = at + SIMPLE_PACKET_DATA
    const { intake } = this.#context
    intake.packet(bytes, start, start + captured, original, intake.latestUs, known.linkType, known.id)
  }

  #interface(bytes: Uint8Array, at: number, total: number): void {
    if (total < INTERFACE_BYTES || this.#interfaces.length >= this.#context.limits.captureInterfaces) {
      this.#stop()
      return
    }
    const { resolution, offsetSeconds } = interfaceTime(bytes, at + 16, at + total - 4, this.#bigEndian)
    this.#interfaces.push({
      id: this.#nextInterfaceId++,
      linkType: u16(bytes, at + 8, this.#bigEndian),
      snapLength: u32(bytes, at + 12, this.#bigEndian),
      scale: new TimestampScale(resolution, offsetSeconds),
    })
  }

  #statistics(bytes: Uint8Array, at: number, total: number): void {
    if (total < STATISTICS_BYTES) {
      this.#malformed()
      return
    }
    const { byInterface, byKernel } = statedDrops(bytes, at + 20, at + total - 4, this.#bigEndian)
    this.#context.counters.add('capture.interface-dropped', byInterface)
    this.#context.counters.add('capture.kernel-dropped', byKernel)
  }

  #secrets(bytes: Uint8Array, at: number, total: number): void {
    if (total < SECRETS_BYTES) {
      this.#malformed()
      return
    }
    const length = u32(bytes, at + 12, this.#bigEndian)
    if (u32(bytes, at + 8, this.#bigEndian) !== TLS_KEY_LOG) {
      this.#context.counters.add('capture.unknown-blocks')
      return
    }
    if (length > total - SECRETS_BYTES) {
      this.#malformed()
      return
    }
    this.#context.onSecrets(new TextDecoder('latin1').decode(bytes.subarray(at + 16, at + 16 + length)))
  }

  /** A block too large to hold is passed over as it comes; only secrets are gathered. Returns the bytes consumed. */
  #passLarge(type: number, bytes: Uint8Array, at: number, end: number, total: number): number {
    const isPacket = type === ENHANCED_PACKET || type === SIMPLE_PACKET || type === OBSOLETE_PACKET
    if (isPacket || type === SECTION_HEADER || type === INTERFACE_DESCRIPTION) {
      this.#stop()
      return 0
    }
    const gathers = type === DECRYPTION_SECRETS && total <= this.#context.limits.secretsBytes
    if (gathers) this.#gathered = new Uint8Array(total)
    else this.#context.counters.add('capture.unknown-blocks')
    this.#passing = total
    return this.#pass(bytes, at, end)
  }

  #pass(bytes: Uint8Array, start: number, end: number): number {
    const count = Math.min(this.#passing, end - start)
    if (count === 0) return 0
    const gathered = this.#gathered
    if (gathered !== null) gathered.set(bytes.subarray(start, start + count), gathered.length - this.#passing)
    this.#passing -= count
    if (this.#passing === 0 && gathered !== null) {
      this.#gathered = null
      this.#block(DECRYPTION_SECRETS, gathered, 0, gathered.length)
    }
    return count
  }

  /** The block contradicts itself, but its length holds: only this one is lost. */
  #malformed(): void {
    this.#context.counters.add('capture.malformed-records')
  }

  /** Where the next block begins is unknown. */
  #stop(): void {
    this.#malformed()
    this.stopped = true
  }
}
