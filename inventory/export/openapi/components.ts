// Equal object schemas become one component. Equal means equal: nothing is lost by sharing, and no schema is bent to fit another.
// One walk up from the leaves, so the cost grows with the size of the document alone.

import type { JsonSchema } from '../../schema/index.ts'
import { compareText } from '../sorted-operations.ts'
import { pascal, singular, uniqueName } from './names.ts'

/** Smaller objects say too little to deserve a name. */
const PROPERTIES_MIN = 2

interface Shared {
  /** Names that its places suggest, how often. */
  readonly names: Map<string, number>
  uses: number
  schema: JsonSchema
}

/** One schema in the document, and where it is to be put back. */
interface Root {
  schema: JsonSchema
  readonly name: string
  readonly place: (schema: JsonSchema) => void
}

/** Collects the schemas of a document, then decides which of them are shared. */
export class Components {
  readonly #shared = new Map<string, Shared>()
  readonly #roots: Root[] = []
  readonly #keys = new WeakMap<JsonSchema, string>()

  /** `name` is what the schema would be called; `place` is called at the end with what to write. */
  add(schema: JsonSchema, name: string, place: (schema: JsonSchema) => void): void {
    this.#roots.push({ schema, name, place })
    this.#count(schema, name)
  }

  /** Puts every schema in its place; answers with `components.schemas`, by name. */
  finish(): Record<string, JsonSchema> {
    const names = this.#nameAll()
    const written: Record<string, JsonSchema> = {}
    for (const [key, name] of [...names].sort(([, a], [, b]) => compareText(a, b))) {
      const shared = this.#shared.get(key) as Shared
      written[name] = withoutEvidence(this.#replace(shared.schema, names, true)) as JsonSchema
    }
    for (const { schema, place } of this.#roots) place(this.#replace(schema, names, false))
    return written
  }

  /** A text that is the same for equal schemas, made of the keys of the parts. */
  #count(schema: JsonSchema, name: string): string {
    const parts: string[] = []
    for (const [keyword, value] of Object.entries(schema).sort(([a], [b]) => compareText(a, b))) {
      if (isEvidence(keyword)) continue
      parts.push(`${JSON.stringify(keyword)}:${this.#countValue(keyword, value, name)}`)
    }
    const key = this.#shorten(`{${parts.join(',')}}`)
    this.#keys.set(schema, key)
    if (!isShareable(schema)) return key
    const shared = this.#shared.get(key) ?? { names: new Map(), uses: 0, schema }
    shared.uses++
    shared.names.set(name, (shared.names.get(name) ?? 0) + 1)
    this.#shared.set(key, shared)
    return key
  }

  #countValue(keyword: string, value: unknown, name: string): string {
    if (MAPS.has(keyword) && isObject(value)) {
      const names = Object.keys(value).sort(compareText)
      return `{${names.map((child) => `${JSON.stringify(child)}:${this.#count(value[child] as JsonSchema, pascal(singular(child)) || name)}`).join(',')}}`
    }
    if (LISTS.has(keyword) && Array.isArray(value)) return `[${value.map((child) => this.#count(child as JsonSchema, name)).join(',')}]`
    if (ONE.has(keyword) && isObject(value)) return this.#count(value, keyword === 'items' ? itemName(name) : name)
    return JSON.stringify(value)
  }

  readonly #numbers = new Map<string, string>()
  /** Keys hold the keys of their parts: numbers keep them short. */
  #shorten(text: string): string {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    const number = `#${this.#numbers.size}`
    this.#numbers.set(text, number)
    return number
  }

  /** The name that most places suggest; where two schemas want the same, the one with more uses has it. */
  #nameAll(): Map<string, string> {
    const wanted = [...this.#shared]
      .filter(([, { uses }]) => uses > 1)
      .map(([key, { names, uses, schema }]) => {
        const [name] = [...names].sort(([a, n], [b, m]) => m - n || a.length - b.length || compareText(a, b))[0] as [string, number]
        return { key, name, uses, text: JSON.stringify(Object.keys((schema['properties'] as object | undefined) ?? {})) }
      })
      .sort((a, b) => compareText(a.name, b.name) || b.uses - a.uses || compareText(a.text, b.text))
    const taken = new Set<string>()
    return new Map(wanted.map(({ key, name }) => [key, uniqueName(name, taken)]))
  }

  #replace(schema: JsonSchema, names: ReadonlyMap<string, string>, isDefinition: boolean): JsonSchema {
    const name = names.get(this.#keys.get(schema) ?? '')
    if (name !== undefined && !isDefinition) return { $ref: `#/components/schemas/${name}` }
    const replaceIn = (keyword: string, value: unknown): unknown => {
      if (MAPS.has(keyword) && isObject(value))
        return Object.fromEntries(
          Object.entries(value).map(([child, childSchema]) => [child, this.#replace(childSchema as JsonSchema, names, false)]),
        )
      if (LISTS.has(keyword) && Array.isArray(value)) return value.map((child) => this.#replace(child as JsonSchema, names, false))
      if (ONE.has(keyword) && isObject(value)) return this.#replace(value, names, false)
      return value
    }
    return Object.fromEntries(Object.entries(schema).map(([keyword, value]) => [keyword, replaceIn(keyword, value)]))
  }
}

const MAPS = new Set(['properties', 'patternProperties'])
const LISTS = new Set(['oneOf', 'anyOf', 'allOf'])
const ONE = new Set(['items', 'additionalProperties', 'not'])

const isObject = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null && !Array.isArray(value)
const isEvidence = (keyword: string): boolean => keyword.startsWith('x-')

function isShareable(schema: JsonSchema): boolean {
  const properties = schema['properties']
  return isObject(properties) && Object.keys(properties).length >= PROPERTIES_MIN
}

/** Places differ in their counts: a shared schema tells none. */
function withoutEvidence(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEvidence)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([keyword, child]) => (isEvidence(keyword) ? [] : [[keyword, withoutEvidence(child)]])),
  )
}

/** Items of `Users` are a `User`; of `UserList` too. */
const itemName = (name: string): string => (name.endsWith('List') && name.length > 4 ? name.slice(0, -4) : pascal(singular(name)) || name)
