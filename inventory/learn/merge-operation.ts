// Two accumulators of one operation add up. Commutative and associative; entries over a bound go by smallest hash.

import { DEFAULT_LIMITS, type Limits } from '../../sensor/base/limits.ts'
import type { AuthEvidence, BodyEvidence, Operation, Parameter, ResponseEvidence } from '../model.ts'
import { createSchemaNode, mergeSchema } from '../schema/index.ts'
import { addCounts, NOTHING, trim, writable } from './bounded.ts'
import { mergeConsumer } from './consumer-evidence.ts'
import { createOperation, rank } from './fold-observation.ts'
import { see } from './see.ts'

const TIERS: readonly Operation['tier'][] = ['declared', 'probe', 'one-sided', 'guarded', 'confirmed']

/** The stronger of two tiers. */
export const strongerTier = (a: Operation['tier'], b: Operation['tier']): Operation['tier'] => (TIERS.indexOf(a) > TIERS.indexOf(b) ? a : b)

/** Add `from` to `into`; `from` stays as it is and shares nothing with `into` afterwards. Segments and method are those of `into`. */
export function mergeOperation(into: Operation, from: Operation, limits: Limits = DEFAULT_LIMITS): void {
  if (rank(from.kind) > rank(into.kind)) into.kind = from.kind
  into.tier = strongerTier(into.tier, from.tier)
  see(into.seen, from.seen.firstUs, from.seen.lastUs, from.seen.n)
  addCounts(into.statuses, from.statuses)
  into.parameters = mergeParameters(into.parameters, from.parameters, limits)
  into.requestBodies = mergeBodies(into.requestBodies, from.requestBodies, limits)
  for (const [status, response] of from.responses) mergeResponse(into.responses, status, response, limits)
  mergeAuth(into.auth, from.auth, limits)
  mergeConsumers(into, from, limits)
  mergeSignals(into, from, limits)
  into.anomalies = mergeCounts(into.anomalies, from.anomalies)
}

/** Bring an accumulator that is still being filled to its bounds. */
export function trimOperation(operation: Operation, limits: Limits = DEFAULT_LIMITS): void {
  trim(operation.parameters, limits.parametersPerOperation)
  trim(operation.requestBodies, limits.mediaTypesPerOperation)
  for (const response of operation.responses.values()) {
    trim(response.headers, limits.parametersPerOperation)
    trim(response.bodies, limits.mediaTypesPerOperation)
  }
  for (const auth of operation.auth.values()) trim(auth.facts, limits.factsPerSign)
  trim(operation.auth, limits.authPerOperation)
  trimConsumers(operation, limits)
  for (const signal of operation.signals.values()) trim(signal.details, limits.factsPerSign)
}

function trimConsumers(operation: Operation, limits: Limits): void {
  trim(operation.consumers, limits.consumersPerOperation, (gone) => {
    operation.consumersDropped += gone.n
  })
  if (operation.subjects !== undefined) trim(operation.subjects, limits.consumersPerOperation)
}

/** A copy that shares nothing. */
export function copyOperation(operation: Operation): Operation {
  const copy = createOperation(operation.kind, operation.method)
  copy.tier = operation.tier
  copy.segments = operation.segments.map((segment) =>
    segment.kind === 'literal' ? { ...segment } : { ...segment, reasons: segment.reasons.map((reason) => ({ ...reason })) },
  )
  mergeOperation(copy, operation)
  return copy
}

type Parameters = ReadonlyMap<string, Parameter>

/** The parameters of both; `to` may be changed by it. */
export function mergeParameters(to: Parameters, from: Parameters, limits: Limits = DEFAULT_LIMITS): Parameters {
  if (from.size === 0) return to
  const into = writable(to)
  for (const [key, parameter] of from) {
    let own = into.get(key)
    if (!own) {
      own = { location: parameter.location, name: parameter.name, present: 0, schema: createSchemaNode() }
      into.set(key, own)
    }
    own.present += parameter.present
    mergeSchema(own.schema, parameter.schema)
  }
  trim(into, limits.parametersPerOperation)
  return into
}

type Bodies = ReadonlyMap<string, BodyEvidence>

function mergeBodies(to: Bodies, from: Bodies, limits: Limits): Bodies {
  if (from.size === 0) return to
  const into = writable(to)
  for (const [mediaType, body] of from) {
    let own = into.get(mediaType)
    if (!own) {
      own = { mediaType, n: 0, walked: 0, schema: createSchemaNode() }
      into.set(mediaType, own)
    }
    own.n += body.n
    own.walked += body.walked
    mergeSchema(own.schema, body.schema)
  }
  trim(into, limits.mediaTypesPerOperation)
  return into
}

function mergeResponse(into: Map<number, ResponseEvidence>, status: number, from: ResponseEvidence, limits: Limits): void {
  let own = into.get(status)
  if (!own) {
    own = { status, n: 0, headers: NOTHING, bodies: NOTHING }
    into.set(status, own)
  }
  own.n += from.n
  own.headers = mergeParameters(own.headers, from.headers, limits)
  own.bodies = mergeBodies(own.bodies, from.bodies, limits)
}

type Counts = ReadonlyMap<string, number>

function mergeCounts(to: Counts, from: Counts, most = Number.POSITIVE_INFINITY): Counts {
  if (from.size === 0) return to
  const into = writable(to)
  addCounts(into, from)
  trim(into, most)
  return into
}

function mergeAuth(into: Map<string, AuthEvidence>, from: ReadonlyMap<string, AuthEvidence>, limits: Limits): void {
  for (const [scheme, auth] of from) {
    let own = into.get(scheme)
    if (!own) {
      own = { scheme, n: 0, succeeded: 0, facts: NOTHING }
      into.set(scheme, own)
    }
    own.n += auth.n
    own.succeeded += auth.succeeded
    own.facts = mergeCounts(own.facts, auth.facts, limits.factsPerSign)
  }
  trim(into, limits.authPerOperation)
}

function mergeConsumers(into: Operation, from: Operation, limits: Limits): void {
  for (const consumer of from.consumers.values()) mergeConsumer(into.consumers, consumer)
  into.consumersDropped += from.consumersDropped
  if (from.subjects !== undefined) {
    into.subjects ??= new Map()
    for (const subject of from.subjects.values()) mergeConsumer(into.subjects, subject)
  }
  trimConsumers(into, limits)
}

function mergeSignals(into: Operation, from: Operation, limits: Limits): void {
  for (const [id, signal] of from.signals) {
    let own = into.signals.get(id)
    if (!own) {
      own = { n: 0, firstUs: Number.POSITIVE_INFINITY, lastUs: Number.NEGATIVE_INFINITY, details: NOTHING }
      into.signals.set(id, own)
    }
    see(own, signal.firstUs, signal.lastUs, signal.n)
    own.details = mergeCounts(own.details, signal.details, limits.factsPerSign)
  }
}
