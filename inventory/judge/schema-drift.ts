// Where bodies and their described schemas part. What a description leaves open is never drift, and of alternatives the most generous
// reading counts: rather a missed difference than a false one.

import type { NumberEvidence, SchemaNode, StringEvidence } from '../schema/schema-node.ts'
import type { SpecSchema } from '../spec/index.ts'
import { type Schemas, type SchemaView, viewsOf } from './spec-schema-view.ts'

export type DriftKind = 'undeclared' | 'missing' | 'type' | 'format' | 'enum'

export interface FieldDrift {
  readonly kind: DriftKind
  /** JSONPath. */
  readonly path: string
  /** What is so, as the end of a sentence that begins with the field. */
  readonly text: string
  /** Values that differ, and values seen. */
  readonly n: number
  readonly of: number
}

/** Formats whose recognition is at least as strict as what the word means. */
const FORMATS: ReadonlySet<string> = new Set(['date-time', 'date', 'uuid', 'email', 'ipv4', 'ipv6'])
const PLAIN_NAME = /^[A-Za-z_][\w]*$/

export interface DriftContext {
  readonly schemas: Schemas
  readonly direction: 'request' | 'response'
}

export function schemaDrift(node: SchemaNode, schema: SpecSchema, context: DriftContext): FieldDrift[] {
  const found: FieldDrift[] = []
  compare(node, schema, '$', context, found, 0)
  return found
}

/** Twice the depth that evidence has. */
const DEPTH_MAX = 24

function compare(node: SchemaNode, schema: SpecSchema, path: string, context: DriftContext, found: FieldDrift[], depth: number): void {
  const views = viewsOf(schema, context.schemas)
  if (depth > DEPTH_MAX || views.some(({ any }) => any)) return
  compareTypes(node, views, path, found)
  if (node.strings !== null) compareStrings(node.strings, views, path, found)
  const items = views.flatMap((view) => view.items ?? [])
  // Of several kinds of items the union is meant.
  if (node.arrays !== null && items.length > 0) compare(node.arrays.item, { anyOf: items }, `${path}[]`, context, found, depth + 1)
  if (node.objects !== null) compareObjects(node.objects, views, path, context, found, depth)
}

function compareTypes(node: SchemaNode, views: readonly SchemaView[], path: string, found: FieldDrift[]): void {
  if (views.some(({ types }) => types === null)) return
  const allowed = new Set(views.flatMap(({ types }) => [...types!]))
  const odd = (kind: string, n: number): void => {
    if (n > 0 && !allowed.has(kind))
      found.push({ kind: 'type', path, text: `is ${kind}, described as ${[...allowed].sort().join(' or ')}`, n, of: node.n })
  }
  odd('null', node.nulls)
  odd('boolean', node.booleans)
  odd('string', node.strings?.n ?? 0)
  odd('array', node.arrays?.n ?? 0)
  odd('object', node.objects?.n ?? 0)
  if (node.numbers !== null && !allowed.has('number')) compareNumbers(node.numbers, allowed, path, node.n, found)
}

function compareNumbers(numbers: NumberEvidence, allowed: ReadonlySet<string>, path: string, of: number, found: FieldDrift[]): void {
  const n = allowed.has('integer') ? numbers.n - numbers.integers : numbers.n
  const kind = numbers.integers === numbers.n ? 'integer' : 'number'
  if (n > 0) found.push({ kind: 'type', path, text: `is ${kind}, described as ${[...allowed].sort().join(' or ')}`, n, of })
}

function compareStrings(strings: StringEvidence, views: readonly SchemaView[], path: string, found: FieldDrift[]): void {
  const formats = new Set(views.map(({ format }) => format))
  const [format] = formats
  if (formats.size === 1 && format != null && FORMATS.has(format)) {
    const n = strings.n - (strings.formats.get(format) ?? 0)
    if (n > 0) found.push({ kind: 'format', path, text: `is no ${format}`, n, of: strings.n })
  }
  if (views.some(({ enumeration }) => enumeration === null)) return
  const words = new Set(views.flatMap(({ enumeration }) => enumeration!.filter((word) => typeof word === 'string')))
  const { values, overflow } = strings.distinct
  // Which values they are is told only of words that may be told; of others their number says enough.
  const others = [...values.values()].filter(({ word }) => word !== null && !words.has(word))
  const n = others.reduce((sum, value) => sum + value.n, 0)
  if (n > 0)
    found.push({
      kind: 'enum',
      path,
      text: `has words that its enum has not: ${others
        .map(({ word }) => word)
        .sort()
        .slice(0, 5)
        .join(', ')}`,
      n,
      of: strings.n,
    })
  else if (values.size > words.size)
    found.push({
      kind: 'enum',
      path,
      text: `has ${values.size}${overflow ? ' or more' : ''} values, its enum ${words.size}`,
      n: values.size - words.size,
      of: values.size,
    })
}

function compareObjects(
  objects: NonNullable<SchemaNode['objects']>,
  views: readonly SchemaView[],
  path: string,
  context: DriftContext,
  found: FieldDrift[],
  depth: number,
): void {
  const own = views.filter(({ types, properties, open }) => (types === null || types.has('object')) && (properties.size > 0 || open))
  // An object without described properties is free.
  if (own.length === 0 || own.length < views.filter(({ types }) => types === null || types.has('object')).length) return
  const open = own.some((view) => view.open)
  for (const [name, { present, schema }] of objects.properties) {
    const described = own.flatMap(({ properties }): SpecSchema[] => (properties.has(name) ? [properties.get(name)!] : []))
    const at = fieldPath(path, name)
    if (described.length > 0) compare(schema, described.length === 1 ? described[0]! : { anyOf: described }, at, context, found, depth + 1)
    else if (!open) found.push({ kind: 'undeclared', path: at, text: 'is not described', n: present, of: objects.n })
  }
  for (const name of own[0]!.required) {
    if (!own.every(({ required }) => required.has(name)) || isOneWay(own[0]!.properties.get(name), context)) continue
    const missing = objects.n - (objects.properties.get(name)?.present ?? 0)
    // Beyond the bound names are not kept apart: absence says nothing.
    if (missing > 0 && objects.overflow === null)
      found.push({ kind: 'missing', path: fieldPath(path, name), text: 'is required and missing', n: missing, of: objects.n })
  }
}

const fieldPath = (path: string, name: string): string => (PLAIN_NAME.test(name) ? `${path}.${name}` : `${path}['${name}']`)

/** `readOnly` is not asked of requests, `writeOnly` not of responses. */
function isOneWay(schema: SpecSchema | undefined, { direction, schemas }: DriftContext): boolean {
  if (schema === undefined || typeof schema === 'boolean') return false
  const reference = schema['$ref']
  const target = typeof reference === 'string' ? schemas[reference.replace(/^#\/schemas\//, '')] : schema
  return typeof target === 'object' && target[direction === 'request' ? 'readOnly' : 'writeOnly'] === true
}
