// One exchange more for an operation.

import { DEFAULT_LIMITS, type Limits } from '../../sensor/base/limits.ts'
import type { BodyEvidence, Consumer, Operation, OperationKind, Parameter, ParameterLocation, ResponseEvidence } from '../model.ts'
import type { BodyShape, NamedScalar, Observation } from '../observe/observation.ts'
import { createSchemaNode, foldBody, foldItems, foldScalar } from '../schema/index.ts'
import { addCount, admits, keepBounded, NOTHING, writable } from './bounded.ts'
import { foldConsumer } from './consumer-evidence.ts'
import { parameterKey } from './parameter-key.ts'
import { see } from './see.ts'

/** An operation of which nothing was seen yet; its template is not decided. */
export function createOperation(kind: OperationKind, method: string): Operation {
  return {
    kind,
    method,
    segments: [],
    tier: 'confirmed',
    seen: { n: 0, firstUs: Number.POSITIVE_INFINITY, lastUs: Number.NEGATIVE_INFINITY },
    statuses: new Map(),
    parameters: NOTHING,
    requestBodies: NOTHING,
    responses: new Map(),
    auth: new Map(),
    consumers: new Map(),
    consumersDropped: 0,
    signals: new Map(),
    anomalies: NOTHING,
  }
}

/**
 * Fold what `observation` shows into `operation`. Parameters and request bodies are learned from requests that were accepted (2xx, 3xx)
 * or whose response is not known, for a refused request may be broken. True if a body told something new (see `foldBody`).
 */
export function foldObservation(operation: Operation, observation: Observation, limits: Limits = DEFAULT_LIMITS): boolean {
  const { status, startedUs, endedUs } = observation
  const accepted = status < 400
  let news = false
  see(operation.seen, startedUs, endedUs)
  if (observation.kind !== operation.kind && rank(observation.kind) > rank(operation.kind)) operation.kind = observation.kind
  if (status > 0) addCount(operation.statuses, status)
  if (accepted) {
    operation.parameters = foldParameters(operation.parameters, 'query', observation.query, limits)
    if (observation.matrix) operation.parameters = foldParameters(operation.parameters, 'matrix', observation.matrix, limits)
    operation.parameters = foldParameters(operation.parameters, 'header', observation.requestHeaders, limits)
    operation.parameters = foldParameters(operation.parameters, 'cookie', observation.requestCookies, limits)
    if (observation.requestBody)
      news = foldBodyOf((operation.requestBodies = writable(operation.requestBodies)), observation.requestBody, limits)
  }
  if (status > 0 && foldResponse(operation, observation, limits)) news = true
  foldAuth(operation, observation, limits)
  for (const key of observation.consumers) operation.consumersDropped += foldCaller(operation.consumers, key, observation, limits)
  if (observation.subject !== undefined) foldCaller((operation.subjects ??= new Map()), observation.subject, observation, limits)
  foldSignals(operation, observation, limits)
  if (observation.anomalies.length > 0) operation.anomalies = counted(operation.anomalies, observation.anomalies)
  return news
}

function counted(map: ReadonlyMap<string, number>, keys: readonly string[], most = Number.POSITIVE_INFINITY): Map<string, number> {
  const counts = writable(map)
  for (const key of keys) {
    addCount(counts, key)
    keepBounded(counts, most)
  }
  return counts
}

/** Exchanges that are no longer told apart by their caller, because there are too many callers. */
function foldCaller(into: Map<string, Consumer>, key: string, observation: Observation, limits: Limits): number {
  if (!into.has(key) && !admits(into, key)) return 1
  let dropped = 0
  if (foldConsumer(into, key, observation))
    keepBounded(into, limits.consumersPerOperation, (gone) => {
      dropped += gone.n
    })
  return dropped
}

const KINDS: readonly OperationKind[] = ['rest', 'sse', 'websocket', 'soap', 'jsonrpc', 'graphql', 'grpc', 'mcp']
/** Where exchanges of one operation differ in kind, the more telling kind stands. */
export const rank = (kind: OperationKind): number => KINDS.indexOf(kind)

/** The parameters, those among `values` counted. */
export function foldParameters(
  parameters: ReadonlyMap<string, Parameter>,
  location: ParameterLocation,
  values: readonly NamedScalar[],
  limits: Limits,
): ReadonlyMap<string, Parameter> {
  if (values.length === 0) return parameters
  const into = writable(parameters)
  for (let i = 0; i < values.length; i++) {
    const { name, scalar, items } = values[i] as NamedScalar
    const key = parameterKey(location, name)
    let parameter = into.get(key)
    if (!parameter) {
      parameter = { location, name, present: 0, schema: createSchemaNode() }
      into.set(key, parameter)
      keepBounded(into, limits.parametersPerOperation)
    }
    // A name that comes twice is present once.
    if (!comesAgain(values, i)) parameter.present++
    foldScalar(parameter.schema, scalar)
    if (items !== undefined) foldItems(parameter.schema, items)
  }
  return into
}

function comesAgain(values: readonly NamedScalar[], at: number): boolean {
  const { name } = values[at] as NamedScalar
  for (let i = 0; i < at; i++) if ((values[i] as NamedScalar).name === name) return true
  return false
}

function foldBodyOf(into: Map<string, BodyEvidence>, body: BodyShape, limits: Limits): boolean {
  let evidence = into.get(body.mediaType)
  if (!evidence) {
    evidence = { mediaType: body.mediaType, n: 0, walked: 0, schema: createSchemaNode() }
    into.set(body.mediaType, evidence)
    keepBounded(into, limits.mediaTypesPerOperation)
  }
  evidence.n++
  if (body.tape === null) return false
  evidence.walked++
  return foldBody(evidence.schema, body)
}

function foldResponse(operation: Operation, observation: Observation, limits: Limits): boolean {
  let response: ResponseEvidence | undefined = operation.responses.get(observation.status)
  if (!response) {
    response = { status: observation.status, n: 0, headers: NOTHING, bodies: NOTHING }
    operation.responses.set(observation.status, response)
  }
  response.n++
  response.headers = foldParameters(response.headers, 'header', observation.responseHeaders, limits)
  response.headers = foldParameters(response.headers, 'cookie', observation.responseCookies, limits)
  return observation.responseBody !== null && foldBodyOf((response.bodies = writable(response.bodies)), observation.responseBody, limits)
}

function foldAuth(operation: Operation, { auth, status }: Observation, limits: Limits): void {
  for (const { scheme, facts } of auth) {
    let evidence = operation.auth.get(scheme)
    if (!evidence) {
      evidence = { scheme, n: 0, succeeded: 0, facts: NOTHING }
      operation.auth.set(scheme, evidence)
      keepBounded(operation.auth, limits.authPerOperation)
    }
    evidence.n++
    if (status >= 200 && status < 400) evidence.succeeded++
    if (facts.length > 0) evidence.facts = counted(evidence.facts, facts, limits.factsPerSign)
  }
}

function foldSignals(operation: Operation, { signals, startedUs, endedUs }: Observation, limits: Limits): void {
  for (const { id, detail } of signals) {
    let signal = operation.signals.get(id)
    if (!signal) {
      signal = { n: 0, firstUs: Number.POSITIVE_INFINITY, lastUs: Number.NEGATIVE_INFINITY, details: NOTHING }
      operation.signals.set(id, signal)
    }
    see(signal, startedUs, endedUs)
    if (detail !== '') signal.details = counted(signal.details, [detail], limits.factsPerSign)
  }
}
