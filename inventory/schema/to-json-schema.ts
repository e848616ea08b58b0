// Evidence into JSON Schema (draft 2020-12, or the dialect of OpenAPI 3.0). What is written holds for every value that was seen: a document that
// was learned from validates against the result.

import type { JsonSchema, JsonSchemaOptions, Place } from './json-schema.ts'
import { viewObject } from './map-rule.ts'
import { numberKeywords, stringKeywords } from './scalar-keywords.ts'
import type { ArrayEvidence, ObjectEvidence, SchemaNode } from './schema-node.ts'

/** Objects that must have been seen whole before a property counts as required. Requests vary with the client, so they need more. */
const REQUIRED_MIN = { response: 10, request: 20 } as const
/** Fewer will do where most of the properties are always there: then leaving some out is not the habit of this object. */
const REQUIRED_FEW = { response: 4, request: 8 } as const
const ALWAYS_SHARE = 0.6
const PERCENT = 1000

/** An empty schema where nothing was seen. */
export function toJsonSchema(node: SchemaNode, options: JsonSchemaOptions): JsonSchema {
  return build(node, NOWHERE, options)
}

const NOWHERE: Place = { name: '', parent: '' }

/** The schema of the values that stand at `place`. */
export function build(node: SchemaNode, place: Place, options: JsonSchemaOptions): JsonSchema {
  const alternatives = alternativesOf(node, place, options)
  const schema = alternatives.length > 1 ? oneOf(alternatives, options) : (alternatives[0] ?? {})
  if (options.extensions === false) delete schema['x-earshot-format']
  const whole = node.nulls > 0 ? nullable(schema, options) : schema
  if (options.evidence === true) addEvidence(whole, node)
  return whole
}

/** One schema per kind of value, null apart. */
function alternativesOf(node: SchemaNode, place: Place, options: JsonSchemaOptions): JsonSchema[] {
  const kinds = [node.booleans > 0, node.numbers, node.strings, node.arrays, node.objects].filter(Boolean).length
  const alone = kinds === 1
  const alternatives: JsonSchema[] = []
  if (node.booleans > 0) alternatives.push({ type: 'boolean' })
  if (node.numbers !== null) alternatives.push(numberKeywords(node.numbers, place.name, alone))
  if (node.strings !== null) alternatives.push(alone ? stringKeywords(node.strings, place, options.lists) : { type: 'string' })
  if (node.arrays !== null) alternatives.push(arraySchema(node.arrays, place, options))
  if (node.objects !== null) alternatives.push(objectSchema(node.objects, place.name, options))
  return alternatives
}

/** Scalars of several kinds are one list of types in 2020-12; everything else is `oneOf`. The kinds exclude each other, so exactly one fits. */
function oneOf(alternatives: JsonSchema[], { openapi }: JsonSchemaOptions): JsonSchema {
  const isScalar = alternatives.every(({ type }) => type !== 'array' && type !== 'object')
  if (isScalar && openapi !== '3.0') return { type: alternatives.map(({ type }) => type).sort() }
  return { oneOf: alternatives }
}

function nullable(schema: JsonSchema, { openapi }: JsonSchemaOptions): JsonSchema {
  const { type, enum: values } = schema
  if (openapi === '3.0') return nullable30(schema)
  if (Array.isArray(schema['oneOf'])) return { oneOf: [...(schema['oneOf'] as JsonSchema[]), { type: 'null' }] }
  if (type === undefined) return { type: 'null' }
  const whole: JsonSchema = { ...schema, type: [type, 'null'].flat() }
  if (Array.isArray(values)) whole['enum'] = [...values, null]
  return whole
}

/** `nullable` needs a `type` beside it, and of several alternatives only one may take the null. */
function nullable30(schema: JsonSchema): JsonSchema {
  const { type, enum: values, oneOf: alternatives } = schema
  if (Array.isArray(alternatives))
    return { oneOf: alternatives.map((each: JsonSchema, index) => (index === 0 ? { ...each, nullable: true } : each)) }
  if (type === undefined) return { type: 'string', nullable: true, enum: [null] }
  return Array.isArray(values) ? { ...schema, nullable: true, enum: [...values, null] } : { ...schema, nullable: true }
}

function arraySchema(arrays: ArrayEvidence, place: Place, options: JsonSchemaOptions): JsonSchema {
  return { type: 'array', items: build(arrays.item, place, options) }
}

function objectSchema(objects: ObjectEvidence, parent: string, options: JsonSchemaOptions): JsonSchema {
  const { properties, additional } = viewObject(objects)
  const schema: JsonSchema = { type: 'object' }
  if (properties.length > 0)
    schema['properties'] = Object.fromEntries(
      properties.map(([name, { present, schema: inner }]) => [name, property(name, present, inner)]),
    )
  const required = requiredOf(properties, objects.n, options.direction)
  if (required.length > 0) schema['required'] = required
  if (additional !== null) schema['additionalProperties'] = build(additional, NOWHERE, options)
  return schema

  function property(name: string, present: number, inner: SchemaNode): JsonSchema {
    const made = build(inner, { name, parent }, options)
    if (options.evidence === true && objects.n > 0) made['x-earshot-presence'] = Math.round((present / objects.n) * PERCENT) / PERCENT
    return made
  }
}

/** `n`: objects that were seen whole. */
function requiredOf(properties: readonly [string, { present: number }][], n: number, direction: 'request' | 'response'): string[] {
  const always = properties.filter(([, { present }]) => present === n)
  const enough = n >= REQUIRED_MIN[direction] || (n >= REQUIRED_FEW[direction] && always.length >= ALWAYS_SHARE * properties.length)
  return enough ? always.map(([name]) => name) : []
}

/** Counts and ranges; no values. */
function addEvidence(schema: JsonSchema, node: SchemaNode): void {
  schema['x-earshot-samples'] = node.n
  if (node.numbers !== null) {
    schema['x-earshot-min'] = node.numbers.min
    schema['x-earshot-max'] = node.numbers.max
  }
  if (node.strings !== null) schema['x-earshot-length'] = [node.strings.minLength, node.strings.maxLength]
  if (node.arrays !== null && node.arrays.maxItems >= node.arrays.minItems)
    schema['x-earshot-items'] = [node.arrays.minItems, node.arrays.maxItems]
}
