// Where flows are found by their addresses: an open-addressing hash index over dense slots, all in typed arrays, so that
// looking up a packet allocates nothing. One store for IPv4 (four words a key), one for IPv6 (ten).
//
// A SYN that got no answer yet is only a few numbers in its slot, so that a flood of them costs little; the flow is made with
// the next packet.
//
// A key is the lower socket address, the upper one, both ports in one word, and the tenant: both directions have the same.

import type { TcpSegment } from '../../sensor/index.ts'
import type { Flow } from './flow.ts'
import type { Side } from './paired-streams.ts'
import { type Sequence, toSequence } from './sequence.ts'

const FIRST_SLOTS = 256

export class FlowStore {
  readonly addressWords: number
  readonly #words: number
  readonly #seed: number
  /** The key that was looked up last; `insert` uses it. */
  readonly #key: Int32Array
  #hash = 0
  #capacity = FIRST_SLOTS
  #keys: Int32Array
  #hashes = new Int32Array(FIRST_SLOTS)
  /** Hash position -> slot + 1, or 0. At most half full; linear probing. */
  #index = new Int32Array(FIRST_SLOTS * 2)
  #freeSlots: number[] = []
  /** Slots at or above this were never used since the last compaction. */
  slotsEnd = 0
  size = 0
  /** By slot; undefined in a free slot, and for a half-open flow. */
  readonly flows: (Flow | undefined)[] = []
  /** By slot: 1 + the side that sent the SYN of a half-open flow, or 0. */
  #halfOpen = new Uint8Array(FIRST_SLOTS)
  #synSequence = new Int32Array(FIRST_SLOTS)
  #synEncapsulation = new Int32Array(FIRST_SLOTS)
  /** Packet time of the last sign of life, by slot. */
  lastUs = new Float64Array(FIRST_SLOTS)

  constructor(addressWords: number, seed: number) {
    this.addressWords = addressWords
    this.#words = addressWords * 2 + 2
    this.#seed = seed
    this.#key = new Int32Array(this.#words)
    this.#keys = new Int32Array(FIRST_SLOTS * this.#words)
  }

  /** Take the key of a segment; gives the side that sent it: 0 for the lower socket address. */
  setKey(segment: TcpSegment): Side {
    const { bytes, sourceAddress, destinationAddress, sourcePort, destinationPort } = segment
    const key = this.#key
    const words = this.addressWords
    let order = 0
    for (let index = 0; index < words; index++) {
      const source = word(bytes, sourceAddress + index * 4)
      const destination = word(bytes, destinationAddress + index * 4)
      if (order === 0) order = source - destination
      key[index] = source
      key[words + index] = destination
    }
    if (order === 0) order = sourcePort - destinationPort
    const swapped = order > 0
    if (swapped) {
      for (let index = 0; index < words; index++) {
        const source = key[index] as number
        key[index] = key[words + index] as number
        key[words + index] = source
      }
    }
    key[words * 2] = swapped ? (destinationPort << 16) | sourcePort : (sourcePort << 16) | destinationPort
    key[words * 2 + 1] = segment.tenant
    let hash = this.#seed
    for (let index = 0; index < this.#words; index++) {
      hash = Math.imul(hash ^ (key[index] as number), 0x9e3779b1)
      hash ^= hash >>> 15
    }
    hash = Math.imul(hash, 0x85ebca6b)
    this.#hash = hash ^ (hash >>> 13)
    return swapped ? 1 : 0
  }

  /** Slot of the flow with the key set, or -1. */
  find(): number {
    const index = this.#index
    const mask = index.length - 1
    for (let position = this.#hash & mask; ; position = (position + 1) & mask) {
      const entry = index[position] as number
      if (entry === 0) return -1
      if (this.#hashes[entry - 1] === this.#hash && this.#hasKey(entry - 1)) return entry - 1
    }
  }

  /** A slot for a new flow under the key set, which must not be in the store. */
  insert(): number {
    if (this.size === this.#capacity) this.#grow()
    const slot = this.#freeSlots.pop() ?? this.slotsEnd++
    this.#keys.set(this.#key, slot * this.#words)
    this.#hashes[slot] = this.#hash
    this.#enter(slot)
    this.size++
    return slot
  }

  /** Enter a SYN without data, under the key set, as a half-open flow. */
  insertHalfOpen(segment: TcpSegment, side: Side): number {
    const slot = this.insert()
    this.#halfOpen[slot] = side + 1
    this.#synSequence[slot] = toSequence(segment.sequence)
    this.#synEncapsulation[slot] = segment.encapsulationId
    return slot
  }

  isHalfOpen(slot: number): boolean {
    return this.#halfOpen[slot] !== 0
  }

  isFree(slot: number): boolean {
    return this.flows[slot] === undefined && this.#halfOpen[slot] === 0
  }

  /** Of a half-open flow: who sent the SYN, and what was in it. */
  synOf(slot: number): { side: Side; sequence: Sequence; encapsulationId: number } {
    const side = (this.#halfOpen[slot] === 2 ? 1 : 0) as Side
    return { side, sequence: toSequence(this.#synSequence[slot] as number), encapsulationId: this.#synEncapsulation[slot] as number }
  }

  /** A half-open flow becomes a flow. */
  setFlow(slot: number, flow: Flow): void {
    this.flows[slot] = flow
    this.#halfOpen[slot] = 0
  }

  remove(slot: number): void {
    const index = this.#index
    const mask = index.length - 1
    let hollow = (this.#hashes[slot] as number) & mask
    while (index[hollow] !== slot + 1) hollow = (hollow + 1) & mask
    // Close the gap: move back what would no longer be found behind it.
    for (let position = (hollow + 1) & mask; index[position] !== 0; position = (position + 1) & mask) {
      const entry = index[position] as number
      const home = (this.#hashes[entry - 1] as number) & mask
      if (((position - home) & mask) < ((position - hollow) & mask)) continue
      index[hollow] = entry
      hollow = position
    }
    index[hollow] = 0
    this.flows[slot] = undefined
    this.#halfOpen[slot] = 0
    this.#freeSlots.push(slot)
    this.size--
  }

  /** Let low slots be used first again, so that a store that was once full is not walked to its end forever. */
  compact(): void {
    let end = this.slotsEnd
    while (end > 0 && this.isFree(end - 1)) end--
    this.slotsEnd = end
    if (this.flows.length > end) this.flows.length = end
    this.#freeSlots = []
    for (let slot = end - 1; slot >= 0; slot--) if (this.isFree(slot)) this.#freeSlots.push(slot)
  }

  /** Address words and port of one side of the flow in `slot`. */
  address(slot: number, side: Side): { words: Int32Array; at: number; port: number } {
    const at = slot * this.#words
    const ports = this.#keys[at + this.addressWords * 2] as number
    return { words: this.#keys, at: at + side * this.addressWords, port: side === 0 ? ports >>> 16 : ports & 0xffff }
  }

  #hasKey(slot: number): boolean {
    const keys = this.#keys
    const key = this.#key
    const at = slot * this.#words
    for (let index = 0; index < this.#words; index++) if (keys[at + index] !== key[index]) return false
    return true
  }

  #enter(slot: number): void {
    const index = this.#index
    const mask = index.length - 1
    let position = (this.#hashes[slot] as number) & mask
    while (index[position] !== 0) position = (position + 1) & mask
    index[position] = slot + 1
  }

  /** Twice as many slots. Only called when every slot is in use. */
  #grow(): void {
    const capacity = this.#capacity * 2
    this.#keys = widened(new Int32Array(capacity * this.#words), this.#keys)
    this.#hashes = widened(new Int32Array(capacity), this.#hashes)
    this.lastUs = widened(new Float64Array(capacity), this.lastUs)
    this.#halfOpen = widened(new Uint8Array(capacity), this.#halfOpen)
    this.#synSequence = widened(new Int32Array(capacity), this.#synSequence)
    this.#synEncapsulation = widened(new Int32Array(capacity), this.#synEncapsulation)
    this.#index = new Int32Array(capacity * 2)
    for (let slot = 0; slot < this.#capacity; slot++) this.#enter(slot)
    this.#capacity = capacity
  }
}

function widened<A extends Int32Array | Float64Array | Uint8Array>(wide: A, old: A): A {
  wide.set(old)
  return wide
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 24) | ((bytes[at + 1] as number) << 16) | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)
}
