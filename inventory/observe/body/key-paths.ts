// What kind of thing a body is, in a few numbers: hashes of the paths of its property names to depth three, the smallest ones. Two answers of one
// operation share most of them.

import type { SchemaNode } from '../../schema/schema-node.ts'
import { finishHash } from '../hash.ts'
import { ANY_VALUE_KEY, nameStructure } from './key-table.ts'
import { NO_KEY, ROW, type Tape } from './tape.ts'

const DEPTH = 3
/** Of a long list, the first items tell what it is a list of. */
const ITEMS_MAX = 8
/** So many hashes are all that there are of most bodies; of others the rest is not known. */
export const HASHES_MAX = 24

/** Ascending, distinct. */
export function keyPathHashes(tape: Tape): number[] {
  const hashes: number[] = []
  for (let row = 0; row < tape.rows; row = tape.next[row] as number) collect(tape, row, 1, 0, hashes)
  return hashes
}

function collect(tape: Tape, row: number, path: number, depth: number, hashes: number[]): void {
  const behind = tape.next[row] as number
  if (tape.kind[row] === ROW.array) {
    let shape = Number.NaN
    let left = ITEMS_MAX
    for (let item = row + 1; item < behind && left-- > 0; item = tape.next[item] as number) {
      // Items alike tell nothing new.
      if (tape.shape[item] !== shape) collect(tape, item, itemPath(path), depth, hashes)
      shape = tape.shape[item] as number
    }
    return
  }
  if (tape.kind[row] !== ROW.object) return
  for (let child = row + 1; child < behind; child = tape.next[child] as number) {
    const key = tape.key[child] as number
    if (key <= NO_KEY || tape.kind[child] === ROW.repeated) continue
    const structure = key < 0 ? 0 : (tape.keys.structure[key] as number)
    const own = pathOf(path, structure)
    insert(hashes, hashOf(path, structure, depth))
    if (depth + 1 < DEPTH) collect(tape, child, own, depth + 1, hashes)
  }
}

const pathOf = (path: number, structure: number): number => Math.imul(path ^ structure, 0x9e3779b1)
const itemPath = (path: number): number => Math.imul(path, 31) + 7
const hashOf = (path: number, structure: number, depth: number): number => finishHash(pathOf(path, structure), structure ^ path, 0, depth)

/** One path alone: names, and `[]` for the items of a list; null where it lies too deep to have a hash. */
export function keyPathHash(steps: readonly string[]): number | null {
  let path = 1
  let depth = 0
  for (const [at, step] of steps.entries()) {
    if (step === '[]') path = itemPath(path)
    else if (depth === DEPTH) return null
    else if (at === steps.length - 1) return hashOf(path, nameStructure(step), depth)
    else {
      path = pathOf(path, nameStructure(step))
      depth++
    }
  }
  return null
}

/** The same of a schema: the smallest hashes of all bodies that it was learned from, as far as it kept their names apart. */
export function schemaKeyHashes(schema: SchemaNode): number[] {
  const hashes: number[] = []
  collectSchema(schema, 1, 0, hashes)
  return hashes
}

function collectSchema(node: SchemaNode, path: number, depth: number, hashes: number[]): void {
  if (node.arrays !== null) collectSchema(node.arrays.item, itemPath(path), depth, hashes)
  if (node.objects === null) return
  const add = (structure: number, child: SchemaNode): void => {
    insert(hashes, hashOf(path, structure, depth))
    if (depth + 1 < DEPTH) collectSchema(child, pathOf(path, structure), depth + 1, hashes)
  }
  for (const [name, { schema }] of node.objects.properties) add(nameStructure(name), schema)
  if (node.objects.overflow !== null && node.objects.valueKeys !== null) add(ANY_VALUE_KEY, node.objects.overflow)
}

function insert(hashes: number[], hash: number): void {
  if (hashes.length === HASHES_MAX && hash >= (hashes[HASHES_MAX - 1] as number)) return
  let at = hashes.length
  while (at > 0 && (hashes[at - 1] as number) >= hash) at--
  if (hashes[at] === hash) return
  hashes.splice(at, 0, hash)
  if (hashes.length > HASHES_MAX) hashes.pop()
}
