// Schemas of a description in one manner, JSON Schema 2020-12, whatever its version. Prose and examples are left out.

import { type Located, type References, referenceOf } from './references.ts'
import type { SpecSchema } from './spec-document.ts'

const VALUES = [
  ...['type', 'format', 'enum', 'const', 'required', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'multipleOf'],
  ...[
    'exclusiveMinimum',
    'exclusiveMaximum',
    'minItems',
    'maxItems',
    'uniqueItems',
    'minProperties',
    'maxProperties',
    'readOnly',
    'writeOnly',
  ],
  ...['deprecated', 'contentEncoding', 'contentMediaType'],
]
const ONE = ['items', 'additionalProperties', 'not', 'propertyNames', 'contains', 'if', 'then', 'else', 'unevaluatedProperties']
const LISTS = ['allOf', 'oneOf', 'anyOf', 'prefixItems']
const MAPS = ['properties', 'patternProperties', 'dependentSchemas']
/** Deeper than any description is meant to be. */
const DEPTH_MAX = 64

export class SpecSchemas {
  readonly #references: References
  readonly #names = new Map<string, string>()
  readonly schemas: Record<string, SpecSchema> = {}

  constructor(references: References) {
    this.#references = references
  }

  /** What is referred to is added to `schemas`, once. */
  normalise(at: Located, depth = 0): SpecSchema {
    const { value } = at
    if (typeof value === 'boolean') return value
    if (typeof value !== 'object' || value === null || depth > DEPTH_MAX) return {}
    const reference = referenceOf(value)
    if (reference !== null) return this.#refer(at, reference)
    const from = value as Record<string, unknown>
    const to: Record<string, unknown> = {}
    const child = (...path: (string | number)[]): SpecSchema =>
      this.normalise(
        { file: at.file, path: [...at.path, ...path], value: path.reduce((v: unknown, key) => (v as never)[key], value) },
        depth + 1,
      )
    for (const keyword of VALUES) if (from[keyword] !== undefined) to[keyword] = from[keyword]
    for (const keyword of ONE) if (isSchema(from[keyword])) to[keyword] = child(keyword)
    for (const keyword of LISTS) if (Array.isArray(from[keyword])) to[keyword] = from[keyword].map((_, index) => child(keyword, index))
    for (const keyword of MAPS)
      if (isObject(from[keyword])) to[keyword] = Object.fromEntries(Object.keys(from[keyword]).map((name) => [name, child(keyword, name)]))
    return modernise(to, from)
  }

  #refer(at: Located, reference: string): SpecSchema {
    const target = this.#references.target(at, reference)
    if (target === null) return {}
    const place = `${target.file.source}#${target.path.join('/')}`
    let name = this.#names.get(place)
    if (name === undefined) {
      name = this.#freeName(String(target.path.at(-1) ?? 'document'))
      this.#names.set(place, name)
      this.schemas[name] = {}
      this.schemas[name] = this.normalise(target)
    }
    return { $ref: `#/schemas/${name}` }
  }

  #freeName(wanted: string): string {
    let name = wanted
    for (let n = 2; Object.hasOwn(this.schemas, name); n++) name = `${wanted}${n}`
    return name
  }
}

/** OpenAPI 3.0 and Swagger 2.0 say null and exclusive bounds in their own way. */
function modernise(to: Record<string, unknown>, from: Record<string, unknown>): SpecSchema {
  if ((from['nullable'] === true || from['x-nullable'] === true) && typeof to['type'] === 'string') {
    to['type'] = [to['type'], 'null']
    if (Array.isArray(to['enum']) && !to['enum'].includes(null)) to['enum'] = [...to['enum'], null]
  }
  for (const [exclusive, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof to[exclusive] !== 'boolean') continue
    if (to[exclusive] && to[bound] !== undefined) {
      to[exclusive] = to[bound]
      delete to[bound]
    } else delete to[exclusive]
  }
  return to
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isSchema = (value: unknown): boolean => typeof value === 'boolean' || isObject(value)
