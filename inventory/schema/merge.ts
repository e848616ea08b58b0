// Adding up evidence: commutative, associative, with the empty node as identity.

import { DEFAULT_LIMITS } from '../../sensor/base/limits.ts'
import { admitProperty, adoptTightness, BOUNDS, dropWords, holdBounds } from './bounds.ts'
import { DistinctSample } from './distinct-sample.ts'
import {
  type ArrayEvidence,
  createSchemaNode,
  type DistinctEvidence,
  type NumberEvidence,
  type ObjectEvidence,
  type SchemaNode,
  type StringEvidence,
} from './schema-node.ts'
import { countAmongSmallest } from './smallest-hashes.ts'

/** Of most strings: one for all, because there are very many of them. */
const NO_FORMATS: ReadonlyMap<string, number> = new Map()

/** `n` values more that match `format`. */
export function countFormat(strings: StringEvidence, format: string, n: number): void {
  if (strings.formats === NO_FORMATS) strings.formats = new Map()
  ;(strings.formats as Map<string, number>).set(format, (strings.formats.get(format) ?? 0) + n)
}

export const createNumbers = (): NumberEvidence => ({
  n: 0,
  integers: 0,
  min: Number.POSITIVE_INFINITY,
  max: Number.NEGATIVE_INFINITY,
  big: 0,
  distinct: new DistinctSample(),
})
export const createStrings = (): StringEvidence => ({
  n: 0,
  minLength: Number.POSITIVE_INFINITY,
  maxLength: 0,
  formats: NO_FORMATS,
  integerLike: 0,
  numberLike: 0,
  booleanLike: 0,
  distinct: new DistinctSample(),
})
export const createArrays = (): ArrayEvidence => ({
  n: 0,
  empty: 0,
  minItems: Number.POSITIVE_INFINITY,
  maxItems: 0,
  item: createSchemaNode(),
})
export const createObjects = (): ObjectEvidence => ({
  n: 0,
  properties: new Map(),
  overflow: null,
  overflowed: 0,
  valueKeys: null,
  shapes: new Map(),
  shapesOverflow: false,
})

/** Add `from` to `into`; `from` stays as it is and shares nothing with `into` afterwards. */
export function mergeSchema(into: SchemaNode, from: SchemaNode): void {
  adoptTightness(into, from)
  const bound = BOUNDS[into.tightness ?? 0] as number
  mergeNode(into, from, bound)
  holdBounds(into)
}

function mergeNode(into: SchemaNode, from: SchemaNode, bound: number): void {
  into.n += from.n
  into.nulls += from.nulls
  into.booleans += from.booleans
  into.cut += from.cut
  if (from.numbers !== null) mergeNumbers((into.numbers ??= createNumbers()), from.numbers)
  if (from.strings !== null) mergeStrings((into.strings ??= createStrings()), from.strings)
  if (from.arrays !== null) mergeArrays((into.arrays ??= createArrays()), from.arrays, bound)
  if (from.objects !== null) mergeObjects((into.objects ??= createObjects()), from.objects, bound)
}

function mergeNumbers(into: NumberEvidence, from: NumberEvidence): void {
  into.n += from.n
  into.integers += from.integers
  into.min = Math.min(into.min, from.min)
  into.max = Math.max(into.max, from.max)
  into.big += from.big
  into.distinct = mergeDistinct(into.distinct, from.distinct)
}

function mergeStrings(into: StringEvidence, from: StringEvidence): void {
  into.n += from.n
  into.minLength = Math.min(into.minLength, from.minLength)
  into.maxLength = Math.max(into.maxLength, from.maxLength)
  into.integerLike += from.integerLike
  into.numberLike += from.numberLike
  into.booleanLike += from.booleanLike
  for (const [format, n] of from.formats) countFormat(into, format, n)
  into.distinct = mergeDistinct(into.distinct, from.distinct)
}

function mergeDistinct(into: DistinctEvidence, from: DistinctEvidence): DistinctSample {
  const sample = DistinctSample.of(into)
  sample.merge(from)
  return sample
}

function mergeArrays(into: ArrayEvidence, from: ArrayEvidence, bound: number): void {
  into.n += from.n
  into.empty += from.empty
  into.minItems = Math.min(into.minItems, from.minItems)
  into.maxItems = Math.max(into.maxItems, from.maxItems)
  mergeNode(into.item, from.item, bound)
}

function mergeObjects(into: ObjectEvidence, from: ObjectEvidence, bound: number): void {
  into.n += from.n
  into.overflowed += from.overflowed
  if (from.valueKeys !== null) into.valueKeys = mergeDistinct(into.valueKeys ?? new DistinctSample(), from.valueKeys)
  if (from.overflow !== null) mergeNode((into.overflow ??= createSchemaNode()), from.overflow, bound)
  for (const [name, { present, schema }] of from.properties) {
    const property = into.properties.get(name) ?? admitProperty(into, name, bound)
    if (property !== null) {
      property.present += present
      mergeNode(property.schema, schema, bound)
    } else {
      into.overflowed += present
      into.overflow ??= createSchemaNode()
      mergeNode(into.overflow, schema, bound)
      dropWords(into.overflow)
    }
  }
  for (const [shape, n] of from.shapes) countShape(into, shape, n)
  if (from.shapesOverflow) into.shapesOverflow = true
}

/** One of the smallest hashes, or not at all. */
export function countShape(object: ObjectEvidence, shape: number, n: number): void {
  if (!countAmongSmallest(object.shapes, shape, n, DEFAULT_LIMITS.objectShapes)) object.shapesOverflow = true
}
