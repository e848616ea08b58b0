// Schemas of path, query, header and cookie parameters: text on the wire that may stand for a number or a boolean.

import { DistinctSample } from './distinct-sample.ts'
import type { JsonSchema, JsonSchemaOptions } from './json-schema.ts'
import type { SchemaNode } from './schema-node.ts'
import { build } from './to-json-schema.ts'

/** Values with several items from which on a parameter is a list, and the least share of such values. */
const LISTS = { min: 3, share: 0.05 } as const

/**
 * The schema of a path, query, header or cookie parameter called `name`. Integer, number or boolean only if every value reads as one without
 * loss: no leading zeros, no plus, no empty text.
 */
export function scalarSchema(node: SchemaNode, options: JsonSchemaOptions & { name?: string }): JsonSchema {
  const { strings } = node
  // its arrays are the values of `strings` once more, read as lists
  if (strings !== null && strings.n === node.n && strings.n > 0) {
    if (strings.booleanLike === strings.n) return { type: 'boolean' }
    if (strings.integerLike === strings.n) return { type: 'integer' }
    if (strings.numberLike === strings.n) return { type: 'number' }
  }
  return build({ ...node, arrays: null }, { name: options.name ?? '', parent: '' }, options)
}

/**
 * The schema of the items where values of the parameter are lists (`1,2`), a value without comma being one item; null where they are not: a
 * single one with spaces or idle commas says that commas are part of the text.
 */
export function itemsSchema(node: SchemaNode, options: JsonSchemaOptions & { name?: string }): JsonSchema | null {
  const { strings, arrays } = node
  const items = arrays?.item.strings
  if (strings === null || arrays === null || items == null) return null
  if (arrays.n < LISTS.min || arrays.n < LISTS.share * strings.n || strings.formats.has('prose-like')) return null
  // Values that are lists have no format of their own, so that what `strings` counts is of the single ones.
  const formats = new Map(items.formats)
  for (const [format, n] of strings.formats) formats.set(format, (formats.get(format) ?? 0) + n)
  const all = {
    ...items,
    n: items.n + strings.n - arrays.n,
    formats,
    integerLike: items.integerLike + strings.integerLike,
    numberLike: items.numberLike + strings.numberLike,
    booleanLike: items.booleanLike + strings.booleanLike,
    // which of the known values are lists cannot be told: no words
    distinct: new DistinctSample(),
  }
  return scalarSchema({ ...arrays.item, n: all.n, strings: all }, options)
}
