// Sensitive data of one operation: every parameter, header, cookie and field of a body, in both directions.

import type { Evidence } from '../findings/finding.ts'
import type { BodyEvidence, Operation, Parameter, Service } from '../model.ts'
import type { SchemaNode } from '../schema/schema-node.ts'
import { walkFields } from '../schema/walk-fields.ts'
import { type FieldVerdict, judgeField, verdictOf } from './judge-field.ts'
import { wordsOf } from './name-words.ts'
import { sensitiveType } from './sensitive-types/index.ts'
import { BUILT_IN, type TypeCatalogue } from './sensitive-types/type-catalogue.ts'
import type { SensitiveField, SensitiveLocation } from './verdict.ts'

/** Only an answer that shows it gives it away. */
const RESPONSE_ONLY: ReadonlySet<string> = new Set(['private_ip', 'stack_trace', 'internal_hostname', 'cloud_resource_id'])
/** Headers that say who sends and how: nothing that an API carries about people. */
const PLUMBING =
  /^(?:accept|accept-.*|access-control-.*|age|allow|alt-svc|cache-control|connection|content-.*|date|dnt|etag|expect|expires|forwarded|from|host|if-.*|keep-alive|last-modified|link|location|max-forwards|nel|origin|p3p|pragma|priority|range|referer|referrer-policy|report-to|retry-after|sec-.*|server|server-timing|strict-transport-security|te|timing-allow-origin|trailer|transfer-encoding|upgrade|upgrade-insecure-requests|user-agent|vary|via|warning|x-amzn?-.*|x-cache.*|x-content-type-options|x-correlation-id|x-forwarded-.*|x-frame-options|x-powered-by|x-ratelimit.*|x-real-ip|x-request-id|x-trace-id|x-xss-protection|traceparent|tracestate|b3|x-b3-.*|cf-.*|idempotency-key|mcp-.*|csrf-token|x-csrf-token|x-xsrf-token|deprecation|sunset)$/
/** Where a card is, dates of expiry are its own. */
const CARD_TYPES: ReadonlySet<string> = new Set(['card_pan', 'card_pan_masked', 'card_cvv', 'cardholder_name'])

const CARD_WORDS = /^(?:cards?|creditcard|cc|cartes?|tarjetas?|cartao|cartoes|kaart|kort|karta|karty|kart|[a-z]{0,20}karte)$/

/** Sensitive types of an operation, per place; the most likely one each, the others as alternatives. */
export function judgeSensitive(_service: Service, operation: Operation, catalogue: TypeCatalogue = BUILT_IN): SensitiveField[] {
  const places = new Map<string, SensitiveField>()
  const note = (location: SensitiveLocation, path: string, name: string, parents: readonly string[], node: SchemaNode): void => {
    const field = judgePlace(location, path, name, parents, node, catalogue)
    if (field === null) return
    const key = `${location} ${path}`
    const before = places.get(key)
    if (before === undefined || field.confidence > before.confidence) places.set(key, field)
  }
  const body = (location: SensitiveLocation, { schema }: BodyEvidence): void =>
    walkFields(schema, (path, node, name) => note(location, path, name, parentsOf(path), node))

  for (const parameter of operation.parameters.values()) noteParameter(parameter, 'request', note)
  for (const evidence of operation.requestBodies.values()) body('request.body', evidence)
  for (const response of operation.responses.values()) {
    for (const header of response.headers.values()) noteParameter(header, 'response', note)
    for (const evidence of response.bodies.values()) body('response.body', evidence)
  }
  noteAuth(operation, places)
  const fields = [...places.values()].filter((field) => field.type !== 'card_expiry' || isBesideCard(field, places))
  return fields.sort((a, b) => (`${a.location} ${a.path}` < `${b.location} ${b.path}` ? -1 : 1))
}

type Note = (location: SensitiveLocation, path: string, name: string, parents: readonly string[], node: SchemaNode) => void

function noteParameter(parameter: Parameter, side: 'request' | 'response', note: Note): void {
  const { location, name, schema } = parameter
  if (location === 'header' && PLUMBING.test(name.toLowerCase())) return
  const place: SensitiveLocation =
    location === 'path' || location === 'query'
      ? location
      : location === 'matrix'
        ? 'path'
        : location === 'cookie'
          ? (`${side}.cookie` as const)
          : (`${side}.header` as const)
  // Query and form parameters may be lists and objects too.
  walkFields(schema, (path, node, inner) =>
    note(place, path === '$' ? name : `${name}${path.slice(1)}`, inner === '' ? name : inner, [], node),
  )
}

function judgePlace(
  location: SensitiveLocation,
  path: string,
  name: string,
  parents: readonly string[],
  node: SchemaNode,
  catalogue: TypeCatalogue,
): SensitiveField | null {
  const isRequest = !location.startsWith('response.')
  const verdicts = judgeField(path.endsWith('[]') ? singular(name) : name, parents, node, catalogue).filter(
    ({ type }) => !(isRequest && RESPONSE_ONLY.has(type.id)),
  )
  const [best, ...others] = verdicts
  if (best === undefined) return null
  return {
    location,
    path,
    type: best.type.id,
    severity: best.type.severity,
    confidence: best.confidence,
    verdict: verdictOf(best.confidence) ?? 'suspected',
    regulations: best.type.regulations,
    distinct: best.distinct,
    passed: best.passed,
    n: node.n,
    evidence: evidenceOf(best),
    alternatives: others.map(({ type }) => type.id),
    ...(sensitiveType(best.type.id) === undefined ? { title: best.type.title, categories: best.type.categories } : {}),
  }
}

/** What each item of a list is: `emails` are of e-mail addresses. */
const singular = (name: string): string => name.replace(/(?<=ss)es$|(?<!s)s$/i, '')

const evidenceOf = ({ parts }: FieldVerdict): Evidence[] =>
  parts.map(({ text, weight }) => ({ text: `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)} ${text}` }))

/** Credentials that are told as schemes, and not as parameters: those that anybody can read who reads the request, or a log of it. */
function noteAuth(operation: Operation, places: Map<string, SensitiveField>): void {
  for (const { scheme, n, facts } of operation.auth.values()) {
    if (n === 0) continue
    if (scheme === 'basic') noteCredential(places, 'request.header', 'authorization', 'http_basic', n)
    const name = /^api-key:query:(.*)$/s.exec(scheme)?.[1]
    if (name === undefined) continue
    const isJwt = [...facts.keys()].some((fact) => fact.startsWith('alg:'))
    noteCredential(
      places,
      'query',
      name,
      isJwt ? 'jwt' : /token/i.test(name) ? 'bearer_token' : /sess/i.test(name) ? 'session_cookie' : 'api_key',
      n,
    )
  }
}

function noteCredential(places: Map<string, SensitiveField>, location: SensitiveLocation, path: string, id: string, n: number): void {
  const type = sensitiveType(id)
  if (type === undefined) return
  places.set(`${location} ${path}`, {
    location,
    path,
    type: type.id,
    severity: type.severity,
    confidence: 0.95,
    verdict: 'confirmed',
    regulations: type.regulations,
    distinct: 0,
    passed: 0,
    n,
    evidence: [{ text: 'requests authenticate with it', n }],
    alternatives: [],
  })
}

function isBesideCard(field: SensitiveField, places: ReadonlyMap<string, SensitiveField>): boolean {
  if (wordsOf(field.path).some((word) => CARD_WORDS.test(word))) return true
  const folder = field.path.slice(0, field.path.lastIndexOf('.') + 1)
  for (const other of places.values())
    if (other.location === field.location && CARD_TYPES.has(other.type) && other.path.startsWith(folder)) return true
  return false
}

/** Words of the objects around a field, nearest first, each object's joined and in the singular. */
function parentsOf(path: string): string[] {
  const names = path.match(/\.[^.['\]]+|\['(?:[^'\\]|\\.)*'\]/g) ?? []
  return names
    .slice(0, -1)
    .reverse()
    .map((step) => wordsOf(step).join('').replace(/s$/, ''))
}
