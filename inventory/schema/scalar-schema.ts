// Schemas of path, query, header and cookie parameters: text on the wire that may stand for a number or a boolean.

import type { JsonSchema, JsonSchemaOptions } from './json-schema.ts'
import type { SchemaNode } from './schema-node.ts'
import { build } from './to-json-schema.ts'

/**
 * The schema of a path, query, header or cookie parameter called `name`. Integer, number or boolean only if every value reads as one without
 * loss: no leading zeros, no plus, no empty text.
 */
export function scalarSchema(node: SchemaNode, options: JsonSchemaOptions & { name?: string }): JsonSchema {
  const { strings } = node
  if (strings !== null && strings.n === node.n && strings.n > 0) {
    if (strings.booleanLike === strings.n) return { type: 'boolean' }
    if (strings.integerLike === strings.n) return { type: 'integer' }
    if (strings.numberLike === strings.n) return { type: 'number' }
  }
  return build(node, { name: options.name ?? '', parent: '' }, options)
}
