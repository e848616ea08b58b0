// Query parameters of an operation: what the inventory keeps name by name, in the styles of OpenAPI.

import type { Operation, Parameter } from '../../model.ts'
import { type JsonSchema, type JsonSchemaOptions, scalarSchema } from '../../schema/index.ts'
import { compareText } from '../sorted-operations.ts'
import { type AssembledField, assembleFields, DEEP_OBJECT } from './brackets.ts'

/**
 * Sorted by name. `filter[a]` and `filter[b]` are one parameter `filter`; what came several times in one request, or has a name
 * that ends in `[]`, is an array, one `name=value` for each item.
 */
export function queryParameters(
  operation: Operation,
  options: JsonSchemaOptions,
  isRequired: (parameter: Parameter) => boolean,
): Record<string, unknown>[] {
  const fields = [...operation.parameters.values()]
    .filter(({ location }) => location === 'query')
    .sort((a, b) => compareText(a.name, b.name))
    .map((parameter) => ({ name: parameter.name, schema: schemaOf(parameter, options), required: isRequired(parameter) }))
  return assembleFields(fields).map(parameterObject)
}

const isList = ({ name, present, schema }: Parameter): boolean => name.endsWith('[]') || schema.n > present

function schemaOf(parameter: Parameter, options: JsonSchemaOptions): JsonSchema {
  const schema = scalarSchema(parameter.schema, { ...options, name: parameter.name })
  return isList(parameter) ? { type: 'array', items: schema } : schema
}

function parameterObject({ name, schema, required, deep }: AssembledField): Record<string, unknown> {
  const isArray = !deep && schema['type'] === 'array'
  return {
    name,
    in: 'query',
    ...(required ? { required: true } : {}),
    ...(deep ? DEEP_OBJECT : isArray ? { style: 'form', explode: true } : {}),
    schema,
  }
}
