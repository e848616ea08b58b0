// Query parameters of an operation: what the inventory keeps name by name, in the styles of OpenAPI.

import type { Operation, Parameter } from '../../model.ts'
import { itemsSchema, type JsonSchema, type JsonSchemaOptions, scalarSchema } from '../../schema/index.ts'
import { compareText } from '../sorted-operations.ts'
import { type AssembledField, assembleFields, DEEP_OBJECT } from './brackets.ts'

/**
 * Sorted by name. `filter[a]` and `filter[b]` are one parameter `filter`; what came several times in one request, or has a name
 * that ends in `[]`, is an array, one `name=value` for each item; what has its items in one value (`1,2`) is one that is not exploded.
 */
export function queryParameters(
  operation: Operation,
  options: JsonSchemaOptions,
  isRequired: (parameter: Parameter) => boolean,
): Record<string, unknown>[] {
  const parameters = [...operation.parameters.values()]
    .filter(({ location }) => location === 'query')
    .sort((a, b) => compareText(a.name, b.name))
  const fields = parameters.map((each) => ({ name: each.name, schema: schemaOf(each, options), required: isRequired(each) }))
  const items = new Map(
    parameters.map((each) => [each.name, isList(each) ? null : itemsSchema(each.schema, { ...options, name: each.name })]),
  )
  return assembleFields(fields).map((field) => parameterObject(field, items.get(field.name) ?? null))
}

const isList = ({ name, present, schema }: Parameter): boolean => name.endsWith('[]') || schema.n > present

function schemaOf(parameter: Parameter, options: JsonSchemaOptions): JsonSchema {
  const schema = scalarSchema(parameter.schema, { ...options, name: parameter.name })
  return isList(parameter) ? { type: 'array', items: schema } : schema
}

/** `items`: of a list in one value. Below an object in brackets there is no style for them. */
function parameterObject({ name, schema, required, deep }: AssembledField, items: JsonSchema | null): Record<string, unknown> {
  const isArray = !deep && schema['type'] === 'array'
  const joined = deep || isArray ? null : items
  return {
    name,
    in: 'query',
    ...(required ? { required: true } : {}),
    ...(deep ? DEEP_OBJECT : isArray || joined !== null ? { style: 'form', explode: isArray } : {}),
    schema: joined === null ? schema : { type: 'array', items: joined },
  }
}
