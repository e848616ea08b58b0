// Is an object a record with names of its own, or a map whose keys are data? Never decided by size alone: a flat object of fifty properties is a
// record. It is a map by keys that are values in themselves, or by keys that keep growing while their values stay alike.

import { mergeSchema } from './merge.ts'
import { createSchemaNode, type ObjectEvidence, type PropertyEvidence, type SchemaNode } from './schema-node.ts'

export interface ObjectView {
  /** Names of the record, sorted. */
  properties: [string, PropertyEvidence][]
  /** Everything else, melded; null if there is nothing else. */
  additional: SchemaNode | null
}

/** A property in this share of all objects belongs to the record even beside a map. */
const FIXED_SHARE = 0.9
/** Growing keys: at least so many, more than half of them seen once, few of them in any one object. */
const GROWING = { names: 12, onceShare: 0.5, meanPresence: 0.2, objects: 5 } as const
/** A large closed set of keys, of which each object has a few. */
const SPARSE = { names: 30, meanPresence: 0.1, mostPresence: 0.5, objects: 50 } as const
/** Beside keys that are values, a name this rare is one more of them. */
const RARE_SHARE = 0.2
/** How much of the melded value object one value must have on the average. */
const ALIKE_SHARE = 0.4

export function viewObject(objects: ObjectEvidence): ObjectView {
  const all = [...objects.properties].sort((a, b) => (a[0] < b[0] ? -1 : 1))
  const loose = all.filter(([, { present }]) => present < FIXED_SHARE * objects.n)
  const keys = loose.length === 0 ? [] : mapKeys(objects, loose)
  if (keys.length === 0) return { properties: all, additional: objects.overflow }
  const additional = createSchemaNode()
  if (objects.overflow !== null) mergeSchema(additional, objects.overflow)
  for (const [, { schema }] of keys) mergeSchema(additional, schema)
  const melded = new Set(keys.map(([name]) => name))
  return { properties: all.filter(([name]) => !melded.has(name)), additional }
}

/** Those of `loose` that are keys of a map. */
function mapKeys(objects: ObjectEvidence, loose: [string, PropertyEvidence][]): [string, PropertyEvidence][] {
  const meanPresence = loose.reduce((sum, [, { present }]) => sum + present, 0) / loose.length / Math.max(1, objects.n)
  if (isGrowing(objects, loose, meanPresence) || isSparse(objects, loose, meanPresence))
    return alike(loose.map(([, { schema }]) => schema)) ? loose : []
  if (objects.overflow === null || objects.valueKeys === null) return []
  const rare = loose.filter(([, { present }]) => present < RARE_SHARE * objects.n)
  const values = rare.reduce((sum, [, { present }]) => sum + present, 0)
  // Half of random identifiers have too few digits to be told from words.
  if (values > objects.overflowed * 4 || rare.length < 3) return []
  return alike([objects.overflow, ...rare.map(([, { schema }]) => schema)]) ? rare : []
}

function isGrowing(objects: ObjectEvidence, loose: readonly [string, PropertyEvidence][], meanPresence: number): boolean {
  if (objects.n < GROWING.objects || loose.length < GROWING.names || meanPresence >= GROWING.meanPresence) return false
  return loose.filter(([, { present }]) => present <= 1).length > loose.length * GROWING.onceShare
}

function isSparse(objects: ObjectEvidence, loose: readonly [string, PropertyEvidence][], meanPresence: number): boolean {
  if (objects.n < SPARSE.objects || loose.length < SPARSE.names || meanPresence >= SPARSE.meanPresence) return false
  return loose.every(([, { present }]) => present < SPARSE.mostPresence * objects.n)
}

/** Values of one kind; objects with much the same names. */
function alike(nodes: readonly SchemaNode[]): boolean {
  const kinds = new Set(nodes.flatMap(kindsOf))
  if (kinds.size > 1) return false
  const whole = createSchemaNode()
  for (const node of nodes) mergeSchema(whole, node)
  const objects = whole.objects
  if (objects === null || objects.properties.size === 0 || objects.n === 0) return true
  let share = 0
  for (const { present } of objects.properties.values()) share += present / objects.n
  return share / objects.properties.size >= ALIKE_SHARE
}

function kindsOf(node: SchemaNode): string[] {
  const kinds: string[] = []
  if (node.booleans > 0) kinds.push('boolean')
  if (node.numbers !== null) kinds.push('number')
  if (node.strings !== null) kinds.push('string')
  if (node.arrays !== null) kinds.push('array')
  if (node.objects !== null) kinds.push('object')
  return kinds
}
