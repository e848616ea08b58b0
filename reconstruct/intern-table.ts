// One string for each of the few names that come again and again (header names, methods): bytes are hashed and
// compared, a string is made only the first time.

import { copyBytes } from './copy-bytes.ts'

const HASH_START = 0x811c9dc5
const HASH_STEP = 0x01000193

/**
 * Bytes -> small id -> string. Bounded: past `capacity` names `intern` answers -1 and the caller makes a passing string.
 * With `fold`, ASCII letters are taken as lower case.
 */
export class InternTable {
  readonly #fold: boolean
  readonly #capacity: number
  readonly #mask: number
  /** Open addressing: slot -> id + 1, 0 for empty. Twice as many slots as names, so that a search always ends. */
  readonly #slots: Int32Array
  readonly #names: string[] = []
  readonly #bytes: Uint8Array[] = []
  readonly #ids = new Map<string, number>()

  constructor(capacity: number, fold: boolean) {
    let slots = 16
    while (slots < capacity * 2) slots *= 2
    this.#fold = fold
    this.#capacity = capacity
    this.#mask = slots - 1
    this.#slots = new Int32Array(slots)
  }

  /** The id of the name in `bytes[start, end)`, or -1 when the table is full. */
  intern(bytes: Uint8Array, start: number, end: number): number {
    const fold = this.#fold
    let hash = HASH_START
    for (let at = start; at < end; at++) {
      let byte = bytes[at] as number
      if (fold && byte >= 65 && byte <= 90) byte |= 32
      hash = Math.imul(hash ^ byte, HASH_STEP)
    }
    let slot = (hash ^ (hash >>> 15)) & this.#mask
    for (;;) {
      const id = (this.#slots[slot] as number) - 1
      if (id < 0) break
      if (this.#equals(id, bytes, start, end)) return id
      slot = (slot + 1) & this.#mask
    }
    return this.#add(slot, bytes, start, end)
  }

  /** The string of an id that `intern` gave. */
  name(id: number): string {
    return this.#names[id] as string
  }

  /** The id of a name (in lower case if the table folds), or -1 if it never came. */
  idOf(name: string): number {
    return this.#ids.get(name) ?? -1
  }

  #equals(id: number, bytes: Uint8Array, start: number, end: number): boolean {
    const known = this.#bytes[id] as Uint8Array
    const length = known.length
    if (length !== end - start) return false
    for (let i = 0; i < length; i++) {
      let byte = bytes[start + i] as number
      if (this.#fold && byte >= 65 && byte <= 90) byte |= 32
      if (byte !== known[i]) return false
    }
    return true
  }

  #add(slot: number, bytes: Uint8Array, start: number, end: number): number {
    const id = this.#names.length
    if (id >= this.#capacity) return -1
    const copy = copyBytes(bytes, start, end)
    if (this.#fold)
      for (let i = 0; i < copy.length; i++) if ((copy[i] as number) >= 65 && (copy[i] as number) <= 90) copy[i] = (copy[i] as number) | 32
    const name = String.fromCharCode(...copy)
    this.#names.push(name)
    this.#bytes.push(copy)
    this.#ids.set(name, id)
    this.#slots[slot] = id + 1
    return id
  }
}
