// What is asked of a JSON Schema when two are compared.

import type { JsonSchema } from '../schema/index.ts'

/** From so many values on, a format is compared; fewer match anything by chance. */
export const VALUES_MIN = 20

/** The words of an enum as text, or null. */
export function enumOf(schema: JsonSchema | undefined): string[] | null {
  const values = schema?.['enum']
  return Array.isArray(values) ? values.filter((value) => value !== null).map(String) : null
}

export const formatOf = (schema: JsonSchema | undefined): string => (typeof schema?.['format'] === 'string' ? schema['format'] : '')

/** Names of properties that are names: not the keys of a map. Null where the schema does not say, as in a oneOf. */
export function propertyNames(schema: JsonSchema | undefined): string[] | null {
  if (schema === undefined || schema['oneOf'] !== undefined || schema['anyOf'] !== undefined) return null
  if (isSchema(schema['properties'])) return Object.keys(schema['properties'])
  return isSchema(schema['additionalProperties']) ? [] : null
}

export function propertySchema(schema: JsonSchema | undefined, name: string): JsonSchema | undefined {
  const properties = schema?.['properties']
  const property = isSchema(properties) ? properties[name] : undefined
  return isSchema(property) ? property : undefined
}

export function itemSchema(schema: JsonSchema | undefined): JsonSchema | undefined {
  return isSchema(schema?.['items']) ? schema['items'] : undefined
}

export const isRequired = (schema: JsonSchema | undefined, name: string): boolean =>
  Array.isArray(schema?.['required']) && schema['required'].includes(name)

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null && !Array.isArray(value)
