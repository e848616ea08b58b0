// Names with brackets, as queries and forms write objects: `filter[status]=open&filter[owner][id]=7`. The inventory keeps each name by itself,
// which is what was on the wire; a document says it as one object in the style `deepObject`. OpenAPI leaves open how deeper objects are
// written; the brackets go on, as every framework does it.

import type { JsonSchema } from '../../schema/index.ts'

/** A query parameter or form field with its name as it was on the wire. Names that end in `[]` have an array as their schema. */
export interface Field {
  readonly name: string
  readonly schema: JsonSchema
  readonly required: boolean
}

export interface AssembledField extends Field {
  /** Made of several names with brackets: its style is `deepObject`. */
  readonly deep: boolean
}

interface Leaf {
  readonly path: readonly string[]
  readonly field: Field
}

/** `a[b][c]` and `a[b][c][]`; a list of objects (`a[][b]`) has no style in OpenAPI. */
const BRACKETS = /^([^[\]]+)((?:\[[^[\]]+\])+)(?:\[\])?$/

/** Fields of one object become one; the others stay as they are. In the order of the first name of each. */
export function assembleFields(fields: readonly Field[]): AssembledField[] {
  const plain = new Set(fields.map(({ name }) => name))
  const groups = new Map<string, Leaf[]>()
  const made: (AssembledField | string)[] = []
  for (const field of fields) {
    const path = pathOf(field.name)
    const base = path[0] as string
    // `filter=x` beside `filter[a]=y`: a parameter has one style only.
    if (path.length === 1 || plain.has(base)) {
      made.push({ ...field, deep: false })
      continue
    }
    const leaf = { path: path.slice(1), field }
    const group = groups.get(base)
    if (group === undefined) {
      groups.set(base, [leaf])
      made.push(base)
    } else group.push(leaf)
  }
  return made.map((each) => (typeof each === 'string' ? assembled(each, groups.get(each) as Leaf[]) : each))
}

function assembled(name: string, leaves: readonly Leaf[]): AssembledField {
  return { name, schema: objectOf(leaves), required: leaves.some(({ field }) => field.required), deep: true }
}

function objectOf(leaves: readonly Leaf[]): JsonSchema {
  const properties = new Map<string, Leaf[]>()
  for (const leaf of leaves) {
    const name = leaf.path[0] as string
    properties.set(name, [...(properties.get(name) ?? []), leaf])
  }
  const required = [...properties].filter(([, below]) => below.some(({ field }) => field.required)).map(([name]) => name)
  return {
    type: 'object',
    properties: Object.fromEntries(Array.from(properties, ([name, below]) => [name, propertyOf(below)])),
    ...(required.length > 0 ? { required } : {}),
  }
}

/** `filter[a]=1` beside `filter[a][]=2` or `filter[a][b]=3`: one or the other. */
function propertyOf(leaves: readonly Leaf[]): JsonSchema {
  const ends = leaves.filter(({ path }) => path.length === 1).map(({ field }) => field.schema)
  const deeper = leaves.filter(({ path }) => path.length > 1).map(({ path, field }) => ({ path: path.slice(1), field }))
  const kinds = deeper.length > 0 ? [...ends, objectOf(deeper)] : ends
  return kinds.length === 1 ? (kinds[0] as JsonSchema) : { anyOf: kinds }
}

function pathOf(name: string): string[] {
  const parts = BRACKETS.exec(name)
  return parts === null ? [name] : [parts[1] as string, ...(parts[2] as string).slice(1, -1).split('][')]
}

/** Schema and `encoding` of a form: fields of one object become one property. A schema that is no object stays as it is. */
export function assembleForm(schema: JsonSchema): { schema: JsonSchema; encoding: Record<string, unknown> } {
  const properties = schema['properties'] as Record<string, JsonSchema> | undefined
  if (properties === undefined) return { schema, encoding: {} }
  const required = new Set((schema['required'] as string[] | undefined) ?? [])
  const fields = assembleFields(Object.entries(properties).map(([name, each]) => ({ name, schema: each, required: required.has(name) })))
  const always = fields.filter((field) => field.required).map(({ name }) => name)
  const { required: _, ...rest } = schema
  return {
    schema: {
      ...rest,
      properties: Object.fromEntries(fields.map((field) => [field.name, field.schema])),
      ...(always.length > 0 ? { required: always } : {}),
    },
    encoding: Object.fromEntries(fields.filter(({ deep }) => deep).map(({ name }) => [name, DEEP_OBJECT])),
  }
}

export const DEEP_OBJECT = { style: 'deepObject', explode: true } as const
