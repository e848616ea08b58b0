// Takes the bytes of a capture file or stream in pieces of any size and hands its packets to a sink. Pure.

import type { Counters } from '../base/counters.ts'
import { DEFAULT_LIMITS, type Limits } from '../base/limits.ts'
import type { PacketSink } from '../packet.ts'
import type { FormatContext, FormatReader } from './capture-format.ts'
import { u32 } from './integers.ts'
import { PacketIntake } from './packet-intake.ts'
import { PCAP_MAGICS, PcapReader } from './pcap-format.ts'
import { PCAPNG_MAGIC, PcapngReader } from './pcapng-format.ts'

export interface CaptureParserOptions {
  /** Added to the interface numbers of this capture, so that several captures of one run stay apart. */
  readonly interfaceBase?: number
  readonly limits?: Limits
  /** Receives the TLS key log text of each Decryption Secrets Block. */
  readonly onSecrets?: (keylog: string) => void
}

const MAGIC_BYTES = 4

export class CaptureParser {
  readonly #context: FormatContext
  #reader: FormatReader | null = null
  #state: 'unknown' | 'reading' | 'failed' = 'unknown'

  constructor(sink: PacketSink, counters: Counters, options: CaptureParserOptions = {}) {
    this.#context = {
      intake: new PacketIntake(sink, counters),
      counters,
      limits: options.limits ?? DEFAULT_LIMITS,
      interfaceBase: options.interfaceBase ?? 0,
      onSecrets: options.onSecrets ?? (() => {}),
    }
  }

  /** `failed`: the bytes are no capture. A fault behind a good beginning is counted and leaves `reading`. */
  get state(): 'unknown' | 'reading' | 'failed' {
    return this.#state
  }

  /** Nothing more can be read: the bytes are no capture, or a fault made the rest unreadable. */
  get stopped(): boolean {
    return this.#state === 'failed' || this.#reader?.stopped === true
  }

  /** Time of the latest packet, 0 before the first. */
  get latestUs(): number {
    return this.#context.intake.latestUs
  }

  /**
   * Read what is complete between `start` and `end`, and return how many bytes that was. The caller brings the
   * rest again with more behind it. A record is never longer than the limit `recordBytes`.
   */
  push(input: Uint8Array, start: number, end: number): number {
    const bytes = plainArray(input)
    if (this.#reader === null) {
      if (this.#state === 'failed') return end - start
      if (end - start < MAGIC_BYTES) return 0
      this.#reader = openFormat(bytes, start, this.#context)
      this.#state = this.#reader === null ? 'failed' : 'reading'
      if (this.#reader === null) return end - start
    }
    return this.#reader.read(bytes, start, end)
  }

  /** The end of the input; `leftoverBytes` were not consumed. */
  finish(leftoverBytes: number): void {
    if (this.stopped || this.#reader === null) return
    if (leftoverBytes + this.#reader.owedBytes > 0) this.#context.counters.add('capture.file-truncated')
  }
}

/** `slice` of a Buffer does not copy; whoever keeps packet bytes relies on an array that does. */
const plainArray = (bytes: Uint8Array): Uint8Array =>
  bytes.constructor === Uint8Array ? bytes : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Whether a capture begins at `start`; needs four bytes. */
export function isCaptureMagic(bytes: Uint8Array, start: number): boolean {
  const magic = u32(bytes, start, true)
  return magic === PCAPNG_MAGIC || PCAP_MAGICS.includes(magic) || PCAP_MAGICS.includes(u32(bytes, start, false) >>> 0)
}

function openFormat(bytes: Uint8Array, start: number, context: FormatContext): FormatReader | null {
  const little = u32(bytes, start, false)
  if (little === PCAPNG_MAGIC) return new PcapngReader(context)
  if (PCAP_MAGICS.includes(little)) return new PcapReader(context, little, false)
  const big = u32(bytes, start, true)
  return PCAP_MAGICS.includes(big) ? new PcapReader(context, big, true) : null
}
