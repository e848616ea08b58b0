// The query parameters of a description by the names that stand on the wire: `filter` in the style `deepObject` is `filter[status]`,
// `filter[owner][id]`.

import type { SpecParameter } from '../spec/index.ts'
import { type Schemas, viewsOf } from './spec-schema-view.ts'

export interface DescribedQuery {
  /** Parameters as described, and one more for each property of an object in brackets. */
  readonly parameters: readonly SpecParameter[]
  /** Is this name of a query described? An object in the style `form` spreads into any name. */
  covers(name: string): boolean
}

/** Brackets deeper than this are taken as described. */
const DEPTH_MAX = 4

export function describedQuery(all: readonly SpecParameter[], schemas: Schemas): DescribedQuery {
  const parameters: SpecParameter[] = []
  const prefixes: string[] = []
  const described = all.filter(({ location }) => location === 'query')
  for (const parameter of described) addParameter(parameter, parameter.style === 'deepObject' ? 0 : DEPTH_MAX)
  const spreads = described.some(({ style, schema }) => style === undefined && typeof schema === 'object' && schema['type'] === 'object')
  const names = new Set(parameters.map(({ name }) => name))
  // `ids` may be written `ids[]`, and `page` as `page[size]`, where the description does not speak of properties.
  const bases = new Set(described.filter(({ style }) => style === undefined).map(({ name }) => name))
  return {
    parameters,
    covers: (name) =>
      spreads ||
      [name, `${name}[]`, name.replace(/\[\]$/, '')].some((written) => names.has(written)) ||
      bases.has(name.replace(/\[.*$/, '')) ||
      prefixes.some((prefix) => name.startsWith(prefix)),
  }

  function addParameter(parameter: SpecParameter, depth: number): void {
    parameters.push(parameter)
    if (depth >= DEPTH_MAX) return
    const views = viewsOf(parameter.schema, schemas)
    const properties = new Map(views.flatMap((view) => [...view.properties]))
    // A value, not an object: only the top of a parameter in this style is one for sure.
    if (properties.size === 0 && depth > 0) return
    if (properties.size === 0 || depth + 1 === DEPTH_MAX || views.some((view) => view.any || view.open)) prefixes.push(`${parameter.name}[`)
    for (const [name, schema] of properties) {
      const required = parameter.required && views.every((view) => view.required.has(name))
      addParameter({ ...parameter, name: `${parameter.name}[${name}]`, required, schema }, depth + 1)
    }
  }
}
