// Schemas as mergeable evidence, and what is written from it at export.

export type { EncodeSchemaOptions } from './encode.ts'
export { decodeSchema, encodeSchema } from './encode.ts'
export { foldBody, foldItems, foldScalar } from './fold.ts'
export type { JsonSchema, JsonSchemaOptions } from './json-schema.ts'
export { KnownLists } from './known-lists.ts'
export { mergeSchema } from './merge.ts'
export { itemsSchema, scalarSchema } from './scalar-schema.ts'
export type { SchemaNode } from './schema-node.ts'
export { createSchemaNode } from './schema-node.ts'
export { countAmongSmallest } from './smallest-hashes.ts'
export { toJsonSchema } from './to-json-schema.ts'
export { walkFields } from './walk-fields.ts'
