// One operation of a document.

import { type Verdicts, verdictKey } from '../../judge/index.ts'
import type { BodyEvidence, Operation, Parameter, ResponseEvidence } from '../../model.ts'
import { type KnownLists, scalarSchema, toJsonSchema } from '../../schema/index.ts'
import type { ExportOptions } from '../exporter.ts'
import { clientsOf, compareText, timeText } from '../sorted-operations.ts'
import { assembleForm } from './brackets.ts'
import type { Components } from './components.ts'
import { nounOf, operationIdOf, tagOf, uniqueName } from './names.ts'
import type { PathOperation } from './paths.ts'
import { queryParameters } from './query-parameters.ts'
import { securityOf } from './security.ts'

export interface OperationWriting {
  readonly options: ExportOptions
  readonly verdicts: Verdicts | null
  readonly components: Components
  /** Closed lists that the bodies of the service show. */
  readonly lists: KnownLists
  readonly operationIds: Set<string>
}

const FORM = 'application/x-www-form-urlencoded'
/** Requests that prove a parameter required, and from how many clients. */
const REQUIRED_REQUESTS = 20
const REQUIRED_CLIENTS = 2
/** OpenAPI says that definitions of these are ignored: they have places of their own. */
const NO_PARAMETERS = new Set(['accept', 'content-type', 'authorization', 'host', 'content-length'])

export function operationObject(writing: OperationWriting, place: PathOperation): Record<string, unknown> {
  const { operation, service, key } = place
  const { options, verdicts } = writing
  const verdict = verdictKey(service.name, key)
  const states = verdicts?.states.get(verdict)?.map(({ state }) => state) ?? []
  const isDeprecated = states.includes('deprecated-in-use') || states.includes('zombie')
  const parameters = parameterObjects(writing, place)
  const security = securityOf(operation)
  return {
    operationId: uniqueName(operationIdOf(operation.method, operation.segments), writing.operationIds),
    tags: [tagOf(operation.segments)],
    ...(isDeprecated ? { deprecated: true } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(operation.requestBodies.size > 0 ? { requestBody: requestBodyObject(writing, operation) } : {}),
    responses: responseObjects(writing, operation),
    ...(security === undefined ? {} : { security }),
    ...(options.clean === true ? {} : { 'x-earshot': evidenceOf(operation, verdicts, verdict) }),
  }
}

function parameterObjects(writing: OperationWriting, { operation, names }: PathOperation): Record<string, unknown>[] {
  const dialect = dialectOf(writing.options, 'request')
  const path = operation.segments.flatMap((segment, index) => {
    if (segment.kind === 'literal') return []
    const evidence = [...operation.parameters.values()].find(({ location, name }) => location === 'path' && name === segment.name)
    const schema = evidence === undefined ? { type: 'string' } : scalarSchema(evidence.schema, { ...dialect, name: segment.name })
    return [{ name: names[index] as string, in: 'path', required: true, schema }]
  })
  const named = (location: 'cookie' | 'header') =>
    [...operation.parameters.values()]
      .filter((each) => each.location === location && !(location === 'header' && NO_PARAMETERS.has(each.name.toLowerCase())))
      .sort((a, b) => compareText(a.name, b.name))
      .map((parameter) => ({
        name: parameter.name,
        in: location,
        ...(isRequired(operation, parameter) ? { required: true } : {}),
        schema: scalarSchema(parameter.schema, { ...dialect, name: parameter.name }),
      }))
  const query = queryParameters(operation, dialect, (parameter) => isRequired(operation, parameter))
  return [...path, ...named('cookie'), ...named('header'), ...query]
}

/** In every request that was accepted, often enough, and not of one client's making. */
export function isRequired(operation: Operation, { present }: Pick<Parameter, 'present'>): boolean {
  return present >= REQUIRED_REQUESTS && present >= acceptedRequests(operation) && clientsOf(operation) >= REQUIRED_CLIENTS
}

/** Parameters and request bodies are learned only from requests that were not refused. */
export function acceptedRequests(operation: Operation): number {
  return [...operation.statuses].reduce((n, [status, count]) => (status >= 400 ? n - count : n), operation.seen.n)
}

function requestBodyObject(writing: OperationWriting, operation: Operation): Record<string, unknown> {
  const present = [...operation.requestBodies.values()].reduce((sum, { n }) => sum + n, 0)
  return {
    ...(isRequired(operation, { present }) ? { required: true } : {}),
    content: contentObject(writing, operation.requestBodies, 'request', `${nounOf(operation.segments)}Request`),
  }
}

function responseObjects(writing: OperationWriting, operation: Operation): Record<string, unknown> {
  const statuses = [...operation.responses].filter(([status]) => status >= 100 && status < 600).sort(([a], [b]) => a - b)
  if (statuses.length === 0) return { default: { description: 'No response was seen.' } }
  return Object.fromEntries(statuses.map(([status, response]) => [String(status), responseObject(writing, operation, response)]))
}

function responseObject(writing: OperationWriting, operation: Operation, response: ResponseEvidence): Record<string, unknown> {
  const noun = nounOf(operation.segments)
  const endsWithParameter = operation.segments.at(-1)?.kind === 'parameter'
  const name = response.status >= 400 ? 'Error' : endsWithParameter || operation.method !== 'GET' ? noun : `${noun}List`
  const headers = [...response.headers.values()]
    .filter((header) => header.location === 'header' && header.name.toLowerCase() !== 'content-type')
    .sort((a, b) => compareText(a.name, b.name))
    .map((header) => [
      header.name,
      { schema: scalarSchema(header.schema, { ...dialectOf(writing.options, 'response'), name: header.name }) },
    ])
  return {
    description: REASONS[response.status] ?? `Status ${response.status}`,
    ...(headers.length > 0 ? { headers: Object.fromEntries(headers) } : {}),
    ...(response.bodies.size > 0 ? { content: contentObject(writing, response.bodies, 'response', name) } : {}),
  }
}

function contentObject(
  { components, options, lists }: OperationWriting,
  bodies: ReadonlyMap<string, BodyEvidence>,
  direction: 'request' | 'response',
  name: string,
): Record<string, unknown> {
  const content: Record<string, unknown> = {}
  for (const [mediaType, body] of [...bodies].sort(([a], [b]) => compareText(a, b))) {
    const media: Record<string, unknown> = {}
    content[mediaType === '' ? 'application/octet-stream' : mediaType] = media
    if (body.schema.n === 0) continue
    media['schema'] = {}
    const learned = toJsonSchema(body.schema, { ...dialectOf(options, direction), lists })
    const { schema: written, encoding } = mediaType === FORM ? assembleForm(learned) : { schema: learned, encoding: {} }
    if (Object.keys(encoding).length > 0) media['encoding'] = encoding
    components.add(written, name, (schema) => {
      media['schema'] = schema
    })
  }
  return content
}

function dialectOf(options: ExportOptions, direction: 'request' | 'response') {
  const isClean = options.clean === true
  return { openapi: options.openapi ?? '3.1', direction, evidence: !isClean, extensions: !isClean } as const
}

function evidenceOf(operation: Operation, verdicts: Verdicts | null, key: string): Record<string, unknown> {
  const states = verdicts?.states.get(key) ?? []
  const sensitive = verdicts?.sensitive.get(key) ?? []
  const risk = verdicts?.risk.get(key)
  const reasons = operation.segments.flatMap((segment) =>
    segment.kind === 'parameter' && segment.reasons.length > 0 ? [[segment.name, segment.reasons.map(({ text }) => text)]] : [],
  )
  return {
    exchanges: operation.seen.n,
    statuses: Object.fromEntries([...operation.statuses].sort(([a], [b]) => a - b)),
    clients: clientsOf(operation),
    firstSeen: timeText(operation.seen.firstUs),
    lastSeen: timeText(operation.seen.lastUs),
    ...(operation.kind === 'rest' ? {} : { kind: operation.kind }),
    ...(operation.tier === 'confirmed' ? {} : { tier: operation.tier }),
    ...(states.length > 0 ? { states: states.map(({ state }) => state) } : {}),
    ...(risk === undefined ? {} : { risk: { score: risk.score, level: risk.level } }),
    ...(sensitive.length > 0
      ? { sensitive: sensitive.map(({ location, path, type, confidence }) => ({ location, path, type, confidence })) }
      : {}),
    ...(reasons.length > 0 ? { parameterReasons: Object.fromEntries(reasons) } : {}),
  }
}

/** RFC 9110 and the register that it keeps. */
const REASONS: Readonly<Record<number, string>> = {
  101: 'Switching Protocols',
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}
