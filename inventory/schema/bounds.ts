// What keeps the evidence of one body small. An object keeps a bounded number of names apart, chosen by hash and not by arrival; the
// values of all others are melded into one. If a body still has too many places, the bounds of all its objects are lowered.

import { DEFAULT_LIMITS } from '../../sensor/base/limits.ts'
import { hashText } from '../observe/hash.ts'
import { DistinctSample } from './distinct-sample.ts'
import { mergeSchema } from './merge.ts'
import { createSchemaNode, type DistinctEvidence, type ObjectEvidence, type PropertyEvidence, type SchemaNode } from './schema-node.ts'

const STEPS = 8

/** By `SchemaNode.tightness` of the top: how many names an object may keep apart. */
export const BOUNDS: readonly number[] = Array.from({ length: STEPS + 1 }, (_, step) => DEFAULT_LIMITS.objectProperties >> step)

/** Name -> hash, of objects that are full; it can be worked out again at any time. */
const ranksOf = new WeakMap<ObjectEvidence, Map<string, number>>()

function ranks(object: ObjectEvidence): Map<string, number> {
  let known = ranksOf.get(object)
  if (known === undefined || known.size !== object.properties.size) {
    known = new Map(Array.from(object.properties.keys(), (name) => [name, hashText(name)]))
    ranksOf.set(object, known)
  }
  return known
}

/**
 * A place for the property `name`, which `object` does not have yet; null if it is one of those to be melded. Another one may have to go: those
 * with the smallest hashes stay, whatever the order they came in.
 */
export function admitProperty(object: ObjectEvidence, name: string, bound: number): PropertyEvidence | null {
  if (object.properties.size >= bound) {
    const hash = hashText(name)
    const known = ranks(object)
    const last = lastOf(known)
    if (hash > (known.get(last) as number)) return null
    evict(object, known, last)
    known.set(name, hash)
  }
  const property: PropertyEvidence = { present: 0, schema: createSchemaNode() }
  object.properties.set(name, property)
  return property
}

/** The name with the largest hash. */
function lastOf(known: Map<string, number>): string {
  let last = ''
  let largest = -1
  for (const [name, hash] of known) {
    if (hash > largest) {
      largest = hash
      last = name
    }
  }
  return last
}

function evict(object: ObjectEvidence, known: Map<string, number>, name: string): void {
  const { present, schema } = object.properties.get(name) as PropertyEvidence
  object.properties.delete(name)
  known.delete(name)
  object.overflow ??= createSchemaNode()
  mergeSchema(object.overflow, schema)
  dropWords(object.overflow)
  object.overflowed += present
}

/** Values that were melded are no words of an enum, whatever name they came under: or else it would show which names were kept apart before. */
export function dropWords(node: SchemaNode): void {
  if (node.numbers !== null) node.numbers.distinct = wordless(node.numbers.distinct)
  if (node.strings !== null) node.strings.distinct = wordless(node.strings.distinct)
  if (node.arrays !== null) dropWords(node.arrays.item)
}

function wordless(evidence: DistinctEvidence): DistinctSample {
  const sample = DistinctSample.of(evidence)
  sample.dropWords()
  return sample
}

function tighten(node: SchemaNode, bound: number): void {
  if (node.arrays !== null) tighten(node.arrays.item, bound)
  const object = node.objects
  if (object === null) return
  if (object.properties.size > bound) {
    const known = ranks(object)
    while (known.size > bound) evict(object, known, lastOf(known))
  }
  for (const { schema } of object.properties.values()) tighten(schema, bound)
  if (object.overflow !== null) tighten(object.overflow, bound)
}

function places(node: SchemaNode): number {
  let total = 1
  if (node.arrays !== null) total += places(node.arrays.item)
  if (node.objects !== null) {
    for (const { schema } of node.objects.properties.values()) total += places(schema)
    if (node.objects.overflow !== null) total += places(node.objects.overflow)
  }
  return total
}

/** Lower the bounds until the body under `top` has at most `most` places. */
export function holdBounds(top: SchemaNode, most: number = DEFAULT_LIMITS.schemaNodes): void {
  let step = top.tightness ?? 0
  while (step < STEPS && places(top) > most) tighten(top, BOUNDS[++step] as number)
  if (step > 0) top.tightness = step
}

/** Bring `top` to the bounds of another that was lowered further. */
export function adoptTightness(top: SchemaNode, other: SchemaNode): void {
  const step = other.tightness ?? 0
  if (step <= (top.tightness ?? 0)) return
  tighten(top, BOUNDS[step] as number)
  top.tightness = step
}
