// Where traffic and description part, for an operation that has both. Never a shadow: the operation is known.

import type { BodyEvidence, Operation, Parameter } from '../model.ts'
import type { SpecContent, SpecSchema } from '../spec/index.ts'
import { authDrift } from './auth-drift.ts'
import { callers, callersOfField } from './callers.ts'
import { type DescribedQuery, describedQuery } from './described-query.ts'
import { chanceText } from './mistaken.ts'
import { type DriftContext, type FieldDrift, schemaDrift } from './schema-drift.ts'
import type { Schemas } from './spec-schema-view.ts'
import type { SpecOperationView, SpecView } from './spec-view.ts'

type Document = Partial<Pick<SpecView, 'schemas' | 'securitySchemes'>>

/** More differences than these are told by number. */
const ROWS_MAX = 40

/** One sentence each; names of parameters, fields, statuses. */
export function drift(operation: Operation, described: SpecOperationView, document: Document = {}): string[] {
  const schemas = document.schemas ?? {}
  const query = describedQuery(described.parameters ?? [], schemas)
  const rows = [
    ...(described.parameters === undefined ? [] : undeclaredQuery(operation, query)),
    ...missingParameters(operation, query),
    ...parameterTypes(operation, query),
    ...undeclaredStatuses(operation, described),
    ...undeclaredMedia(operation, described),
    ...bodyDrift(operation, described, schemas).map(
      (row) => `${row.place} field ${row.path} ${row.text} (${counted(row.n, row.of, callersOfField(operation, row))})`,
    ),
    ...authDrift(operation, described, document.securitySchemes ?? {}),
  ]
  return rows.length <= ROWS_MAX ? rows : [...rows.slice(0, ROWS_MAX), `${rows.length - ROWS_MAX} more differences`]
}

export interface BodyDrift extends FieldDrift {
  readonly place: 'request' | 'response'
}

/** Fields of JSON bodies: in requests that were accepted, and in responses of described statuses. */
export function bodyDrift(operation: Operation, described: SpecOperationView, schemas: Schemas): BodyDrift[] {
  const rows: BodyDrift[] = []
  const add = (place: BodyDrift['place'], bodies: ReadonlyMap<string, BodyEvidence>, content: SpecContent): void => {
    for (const [mediaType, { schema }] of bodies) {
      const expected = isJson(mediaType) ? schemaFor(mediaType, content) : null
      const context: DriftContext = { schemas, direction: place }
      if (expected !== null) rows.push(...schemaDrift(schema, expected, context).map((row) => ({ ...row, place })))
    }
  }
  if (described.requestBody != null) add('request', operation.requestBodies, described.requestBody.content)
  for (const [status, response] of operation.responses) {
    const match = responseFor(status, described)
    if (match !== undefined) add('response', response.bodies, match.content)
  }
  return rows.sort((a, b) => (`${a.place} ${a.path} ${a.text}` < `${b.place} ${b.path} ${b.text}` ? -1 : 1))
}

/** `3 of 20, by 10.0.0.7; chance < 0.1 %`. */
const counted = (n: number, of: number, who: string): string => `${n} of ${of}${who === '' ? '' : `, by ${who}`}; ${chanceText(n, of)}`

const isJson = (mediaType: string): boolean => /[/+]json$/.test(mediaType)

function responseFor(status: number, { responses = [] }: SpecOperationView) {
  const names = [String(status), `${Math.floor(status / 100)}XX`, 'DEFAULT']
  for (const name of names) {
    const found = responses.find((response) => response.status.toUpperCase() === name)
    if (found !== undefined) return found
  }
  return undefined
}

/** By the nearest name: itself, `application/*`, any. */
function schemaFor(mediaType: string, content: SpecContent): SpecSchema | null {
  const plain = new Map(Object.entries(content).map(([name, schema]) => [name.split(';')[0]!.trim().toLowerCase(), schema]))
  return plain.get(mediaType) ?? plain.get(mediaType.replace(/\/.*$/, '/*')) ?? plain.get('*/*') ?? null
}

function undeclaredMedia(operation: Operation, described: SpecOperationView): string[] {
  const rows: string[] = []
  const check = (place: string, bodies: ReadonlyMap<string, BodyEvidence>, content: SpecContent): void => {
    if (Object.keys(content).length === 0) return
    for (const [mediaType, { n }] of bodies)
      if (mediaType !== '' && schemaFor(mediaType, content) === null)
        rows.push(
          `${place} media type ${mediaType} is not described (${counted(n, sum(bodies), place === 'request' ? callers(operation, `type:${mediaType}`) : '')})`,
        )
  }
  if (described.requestBody != null) check('request', operation.requestBodies, described.requestBody.content)
  for (const [status, response] of operation.responses) {
    const match = status < 400 ? responseFor(status, described) : undefined
    if (match !== undefined) check(`status ${status}:`, response.bodies, match.content)
  }
  return rows.sort()
}

function undeclaredQuery(operation: Operation, query: DescribedQuery): string[] {
  const accepted = Math.max(answered(operation), 1)
  return [...operation.parameters.values()]
    .filter(({ location, name }) => location === 'query' && !query.covers(name))
    .map(
      ({ name, present }) =>
        `query parameter ${name} is not described (${counted(present, accepted, callers(operation, `query:${name}`))})`,
    )
    .sort()
}

/** Only where credentials and other headers that are not kept as parameters cannot be what is missing. */
function missingParameters(operation: Operation, { parameters }: DescribedQuery): string[] {
  const accepted = answered(operation)
  return parameters
    .filter(({ required }) => required)
    .flatMap(({ name }) => {
      const present = presenceOf(operation, name)
      const isCredential = [...operation.auth.keys()].some((scheme) => scheme === `api-key:query:${name}`)
      return present < accepted && !isCredential
        ? [`query parameter ${name} is required and missing (${counted(accepted - present, accepted, callers(operation))})`]
        : []
    })
    .sort()
}

/** Exchanges from which parameters are learned: accepted ones, and those whose response is not known. */
const answered = ({ statuses }: Operation): number => [...statuses].reduce((n, [status, count]) => n + (status < 400 ? count : 0), 0)

const sum = (bodies: ReadonlyMap<string, BodyEvidence>): number => [...bodies.values()].reduce((n, body) => n + body.n, 0)

/** Of the name, or of the one among `name[…]` that came most often. */
function presenceOf(operation: Operation, name: string): number {
  const written = [...operation.parameters.values()].filter(
    (parameter) => parameter.location === 'query' && (parameter.name === name || parameter.name.startsWith(`${name}[`)),
  )
  return Math.max(0, ...written.map(({ present }) => present))
}

const find = ({ parameters }: Operation, name: string): Parameter | undefined =>
  parameters.get(`query:${name}`) ?? parameters.get(`query:${name}[]`)

/** Values of parameters are text: only numbers and booleans can be told. */
function parameterTypes(operation: Operation, { parameters }: DescribedQuery): string[] {
  return parameters.flatMap(({ name, schema }) => {
    const strings = find(operation, name)?.schema.strings
    const type = typeof schema === 'object' ? schema['type'] : undefined
    if (strings == null) return []
    const fitting =
      type === 'integer'
        ? strings.integerLike
        : type === 'number'
          ? strings.integerLike + strings.numberLike
          : type === 'boolean'
            ? strings.booleanLike
            : strings.n
    if (fitting >= strings.n) return []
    return [`query parameter ${name} is no ${String(type)} (${counted(strings.n - fitting, strings.n, callers(operation))})`]
  })
}

function undeclaredStatuses(operation: Operation, { responses }: SpecOperationView): string[] {
  if (responses === undefined || responses.length === 0) return []
  const known = new Set(responses.map(({ status }) => status.toUpperCase()))
  if (known.has('DEFAULT')) return []
  return [...operation.statuses]
    .filter(
      ([status]) =>
        status >= 200 && status < 500 && status !== 304 && !known.has(String(status)) && !known.has(`${Math.floor(status / 100)}XX`),
    )
    .sort(([a], [b]) => a - b)
    .map(([status, n]) => `status ${status} is not described (${counted(n, operation.seen.n, callers(operation, `status:${status}`))})`)
}
