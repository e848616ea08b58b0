// Packets of one capture that wait until the other captures have come as far. Only where they lie is written down: nothing is copied.

import type { PacketSink } from '../packet.ts'

const FIRST_SIZE = 1024

export class PacketQueue implements PacketSink {
  readonly #target: PacketSink
  /** Packets up to this time need not wait, as long as none is in front of them. */
  passUs = Number.NEGATIVE_INFINITY
  #next = 0
  #count = 0
  #starts = new Int32Array(0)
  #ends = new Int32Array(0)
  #originalLengths = new Float64Array(0)
  #timesUs = new Float64Array(0)
  #linkTypes = new Int32Array(0)
  #interfaceIds = new Int32Array(0)
  /** The arrays in which the packets lie, each with the number of its first packet. */
  #arrays: { readonly bytes: Uint8Array; readonly from: number }[] = []

  constructor(target: PacketSink) {
    this.#target = target
  }

  get isEmpty(): boolean {
    return this.#next === this.#count
  }

  /** Time of the packet in front. */
  get headUs(): number {
    return this.#timesUs[this.#next] as number
  }

  packet(
    bytes: Uint8Array,
    start: number,
    end: number,
    originalLength: number,
    timestampUs: number,
    linkType: number,
    interfaceId: number,
  ): void {
    if (this.isEmpty && timestampUs <= this.passUs) {
      this.#target.packet(bytes, start, end, originalLength, timestampUs, linkType, interfaceId)
      return
    }
    const at = this.#count++
    if (at === this.#starts.length) this.#grow()
    if (this.#arrays.at(-1)?.bytes !== bytes) this.#arrays.push({ bytes, from: at })
    this.#starts[at] = start
    this.#ends[at] = end
    this.#originalLengths[at] = originalLength
    this.#timesUs[at] = timestampUs
    this.#linkTypes[at] = linkType
    this.#interfaceIds[at] = interfaceId
  }

  /** Hand on packets from the front, up to the first that is later. */
  drain(untilUs: number): void {
    while (!this.isEmpty && this.headUs <= untilUs) {
      const at = this.#next++
      while (this.#arrays.length > 1 && (this.#arrays[1] as { from: number }).from <= at) this.#arrays.shift()
      this.#target.packet(
        (this.#arrays[0] as { bytes: Uint8Array }).bytes,
        this.#starts[at] as number,
        this.#ends[at] as number,
        this.#originalLengths[at] as number,
        this.#timesUs[at] as number,
        this.#linkTypes[at] as number,
        this.#interfaceIds[at] as number,
      )
    }
    if (!this.isEmpty) return
    this.#next = 0
    this.#count = 0
    this.#arrays = []
  }

  #grow(): void {
    const larger = <T extends Int32Array | Float64Array>(old: T): T => {
      const fresh = new (old.constructor as new (length: number) => T)(Math.max(FIRST_SIZE, 2 * old.length))
      fresh.set(old)
      return fresh
    }
    this.#starts = larger(this.#starts)
    this.#ends = larger(this.#ends)
    this.#originalLengths = larger(this.#originalLengths)
    this.#timesUs = larger(this.#timesUs)
    this.#linkTypes = larger(this.#linkTypes)
    this.#interfaceIds = larger(this.#interfaceIds)
  }
}
