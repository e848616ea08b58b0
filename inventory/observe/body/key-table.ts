// Property names by number: a name is made into a string once, not once per body. A small table with open addressing over its own bytes.

import { isDiscriminatorName, isValueKey, type WordManner, wordManner } from '../../schema/key-names.ts'
import { hash53, hashText, mix32 } from '../hash.ts'

/** What a name says about its values (schema/key-names.ts). */
export const KEY = { value: 1, discriminator: 4 } as const

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
/** All names that are values count as one in hashes of structure. */
export const ANY_VALUE_KEY = 0x2a2a2a2a

/** What a name contributes to hashes of structure; not for names that are values. */
export const nameStructure = (name: string): number => structureOf(hashText(name))
const structureOf = (hash: number): number => mix32(hash | 0, (hash / 0x100000000) | 0)

const START_SLOTS = 1 << 12

export class KeyTable {
  names: string[] = []
  /** Union of KEY bits. */
  flags: number[] = []
  /** What a value must look like to be kept as a word. */
  manners: WordManner[] = []
  /** 32-bit hash of the name for structure; one and the same for all names that are values. */
  structure: number[] = []
  /** hash53 of the name. */
  hashes: number[] = []
  /** The name that followed this one last time: the next one to try. */
  readonly following: number[] = []
  readonly #longest: number
  #slots = new Int32Array(START_SLOTS)
  #mask = START_SLOTS - 1
  #quick: number[] = []
  #starts: number[] = []
  #arena = new Uint8Array(1 << 16)
  #used = 0

  /** Names longer than `longest` bytes get no id. */
  constructor(longest: number) {
    this.#longest = longest
  }

  get size(): number {
    return this.names.length
  }

  /** Forget all names. Ids given before are void. */
  clear(): void {
    this.names = []
    this.flags = []
    this.manners = []
    this.structure = []
    this.hashes = []
    this.following.length = 0
    this.#quick = []
    this.#starts = []
    this.#used = 0
    this.#slots.fill(0)
  }

  /** Do the bytes from `start` begin with the name `id`, with a quote behind it? Gives the offset of that quote, or -1. */
  match(id: number, bytes: Uint8Array, start: number, end: number): number {
    const arena = this.#arena
    let at = start
    const last = this.#starts[id + 1] ?? this.#used
    for (let from = this.#starts[id] as number; from < last; from++, at++) if (arena[from] !== bytes[at]) return -1
    return at < end && bytes[at] === 0x22 ? at : -1
  }

  /** The id of the name in `bytes[start, end)`, or -1 if it is too long. */
  intern(bytes: Uint8Array, start: number, end: number): number {
    if (end - start > this.#longest) return -1
    let hash = 0x811c9dc5
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193)
    let slot = (hash ^ (hash >>> 15)) & this.#mask
    for (;;) {
      const id = (this.#slots[slot] as number) - 1
      if (id < 0) return this.#add(slot, hash, bytes, start, end)
      if (this.#quick[id] === hash && this.#equals(id, bytes, start, end)) return id
      slot = (slot + 1) & this.#mask
    }
  }

  internText(name: string): number {
    const bytes = encoder.encode(name)
    return this.intern(bytes, 0, bytes.length)
  }

  #equals(id: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#starts[id] as number
    if ((this.#starts[id + 1] ?? this.#used) - from !== end - start) return false
    for (let i = 0; i < end - start; i++) if (this.#arena[from + i] !== bytes[start + i]) return false
    return true
  }

  #add(slot: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const id = this.names.length
    const name = decoder.decode(bytes.subarray(start, end))
    const isValue = isValueKey(name)
    this.names.push(name)
    this.flags.push((isValue ? KEY.value : 0) | (isDiscriminatorName(name) ? KEY.discriminator : 0))
    this.manners.push(wordManner(name))
    const full = hash53(bytes, start, end)
    this.hashes.push(full)
    this.structure.push(isValue ? ANY_VALUE_KEY : structureOf(full))
    this.following.push(-1)
    this.#quick.push(hash)
    this.#starts.push(this.#used)
    this.#keep(bytes, start, end)
    this.#slots[slot] = id + 1
    if (this.names.length * 2 > this.#mask) this.#grow()
    return id
  }

  #keep(bytes: Uint8Array, start: number, end: number): void {
    if (this.#used + end - start > this.#arena.length) {
      const larger = new Uint8Array((this.#used + end - start) * 2)
      larger.set(this.#arena)
      this.#arena = larger
    }
    this.#arena.set(bytes.subarray(start, end), this.#used)
    this.#used += end - start
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2)
    this.#mask = this.#slots.length - 1
    for (const [id, hash] of this.#quick.entries()) {
      let slot = (hash ^ (hash >>> 15)) & this.#mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask
      this.#slots[slot] = id + 1
    }
  }
}
