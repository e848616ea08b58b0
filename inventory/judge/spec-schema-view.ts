// A schema of a description as it is compared with traffic: references followed, `allOf` joined, alternatives side by side.

import type { SpecSchema } from '../spec/index.ts'

export type Schemas = Readonly<Record<string, SpecSchema>>

/** One alternative. `any`: it says nothing about the value. */
export interface SchemaView {
  any: boolean
  types: ReadonlySet<string> | null
  properties: Map<string, SpecSchema>
  /** Other names are allowed: a map, or names by pattern. */
  open: boolean
  required: Set<string>
  items: SpecSchema | null
  format: string | null
  enumeration: readonly unknown[] | null
}

const DEPTH_MAX = 12
const VIEWS_MAX = 32

/** All alternatives; one that says nothing makes the whole say nothing. */
export function viewsOf(schema: SpecSchema, schemas: Schemas, depth = 0): SchemaView[] {
  if (typeof schema === 'boolean' || depth > DEPTH_MAX) return [emptyView(true)]
  const reference = schema['$ref']
  if (typeof reference === 'string') {
    const target =
      schemas[
        decodeURIComponent(reference.replace(/^#\/schemas\//, ''))
          .replaceAll('~1', '/')
          .replaceAll('~0', '~')
      ]
    return target === undefined ? [emptyView(true)] : viewsOf(target, schemas, depth + 1)
  }
  let views = [ownView(schema)]
  for (const part of list(schema['allOf'])) views = joinAll(views, viewsOf(part, schemas, depth + 1))
  for (const keyword of ['oneOf', 'anyOf']) {
    const alternatives = list(schema[keyword]).flatMap((part) => viewsOf(part, schemas, depth + 1))
    if (alternatives.length > 0) views = joinAll(views, alternatives)
  }
  return views
}

const list = (value: unknown): SpecSchema[] => (Array.isArray(value) ? (value as SpecSchema[]) : [])

const emptyView = (any: boolean): SchemaView => ({
  ...{ any, types: null, properties: new Map(), open: false, required: new Set<string>(), items: null, format: null, enumeration: null },
})

function ownView(schema: Exclude<SpecSchema, boolean>): SchemaView {
  const view = emptyView(false)
  const { type, properties, additionalProperties, patternProperties, required, items, format } = schema as Record<string, never>
  const types = Array.isArray(type) ? (type as string[]) : typeof type === 'string' ? [type] : null
  view.types = types === null ? null : new Set(types)
  for (const [name, child] of Object.entries((properties ?? {}) as Record<string, SpecSchema>)) view.properties.set(name, child)
  view.open = patternProperties !== undefined || (additionalProperties !== undefined && additionalProperties !== false)
  for (const name of list(required) as unknown as string[]) view.required.add(name)
  view.items = (items ?? null) as SpecSchema | null
  view.format = typeof format === 'string' ? format : null
  view.enumeration = Array.isArray(schema['enum']) ? (schema['enum'] as unknown[]) : 'const' in schema ? [schema['const']] : null
  const says = types !== null || view.properties.size > 0 || view.items !== null || view.enumeration !== null || view.open
  const joins = ['allOf', 'oneOf', 'anyOf'].some((keyword) => schema[keyword] !== undefined)
  view.any = !says && !joins
  return view
}

function joinAll(a: readonly SchemaView[], b: readonly SchemaView[]): SchemaView[] {
  return a.flatMap((one) => b.map((other) => join(one, other))).slice(0, VIEWS_MAX)
}

const join = (a: SchemaView, b: SchemaView): SchemaView => ({
  any: a.any || b.any,
  types: a.types === null ? b.types : b.types === null ? a.types : new Set([...a.types].filter((type) => b.types!.has(type))),
  properties: new Map([...a.properties, ...b.properties]),
  open: a.open || b.open,
  required: new Set([...a.required, ...b.required]),
  items: b.items ?? a.items,
  format: b.format ?? a.format,
  enumeration: b.enumeration ?? a.enumeration,
})
