// What packets were wrapped in, as small numbers: each distinct list of labels has one id, found without allocating.

import { NAME_ONLY } from './frame.ts'

const NOTHING: readonly string[] = Object.freeze([])
/** Integers of one slot: parent id, encapsulation, number, own id. */
const STRIDE = 4

export class EncapsulationTable {
  readonly #maxLabels: number
  readonly #labels: (readonly string[])[] = [NOTHING]
  /** Open addressing; an own id of 0 marks a free slot. */
  readonly #slots: Int32Array
  readonly #mask: number

  constructor(maxLabels = 4096) {
    this.#maxLabels = maxLabels
    const capacity = 2 ** Math.ceil(Math.log2(maxLabels * 2 + 2))
    this.#mask = capacity - 1
    this.#slots = new Int32Array(capacity * STRIDE)
  }

  /** The labels of an id, outermost first, such as `['vlan:12', 'vxlan:77']`. */
  labels(id: number): readonly string[] {
    return this.#labels[id] ?? NOTHING
  }

  /** The id of `parent`'s list with one label more, or -1 when the table is full. `kind` is the place of `name` in ENCAPSULATIONS. */
  extend(parent: number, kind: number, number: number, name: string): number {
    const slots = this.#slots
    const value = number | 0
    let slot = mix(parent, kind, value) & this.#mask
    for (;;) {
      const at = slot * STRIDE
      if (slots[at + 3] === 0) return this.#add(at, parent, kind, number, name)
      if (slots[at] === parent && slots[at + 1] === kind && slots[at + 2] === value) return slots[at + 3]!
      slot = (slot + 1) & this.#mask
    }
  }

  #add(at: number, parent: number, kind: number, number: number, name: string): number {
    const id = this.#labels.length
    if (id > this.#maxLabels) return -1
    this.#slots.set([parent, kind, number | 0, id], at)
    this.#labels.push(Object.freeze([...this.labels(parent), number === NAME_ONLY ? name : `${name}:${number}`]))
    return id
  }
}

/** A hash of three integers. */
export function mix(a: number, b: number, c: number): number {
  let hash = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 15) ^ b, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 13) ^ c, 0x27d4eb2f)
  return (hash ^ (hash >>> 16)) >>> 0
}
