// Operations as plain values: arrays, numbers, strings. In a stable order, so that equal operations give equal bytes.

import type {
  AuthEvidence,
  BodyEvidence,
  Operation,
  Parameter,
  ParameterLocation,
  ResponseEvidence,
  Signal,
  TemplateSegment,
} from '../model.ts'
import { decodeSchema, type EncodeSchemaOptions, encodeSchema } from '../schema/index.ts'
import { decodeConsumer, encodeConsumer, type PlainConsumer } from './consumer-evidence.ts'

type PlainParameter = [location: ParameterLocation, name: string, present: number, schema: unknown]
type PlainBody = [mediaType: string, n: number, walked: number, schema: unknown]
type PlainSegment = [text: string] | [name: string, prefix: string, suffix: string, reasons: [string, number][]]

type PlainOperation = [
  kind: Operation['kind'],
  method: string,
  segments: PlainSegment[],
  tier: Operation['tier'],
  seen: [number, number, number],
  statuses: [number, number][],
  parameters: PlainParameter[],
  requestBodies: PlainBody[],
  responses: [status: number, n: number, headers: PlainParameter[], bodies: PlainBody[]][],
  auth: [scheme: string, n: number, succeeded: number, facts: [string, number][]][],
  consumers: PlainConsumer[],
  consumersDropped: number,
  signals: [id: string, n: number, firstUs: number, lastUs: number, details: [string, number][]][],
  anomalies: [string, number][],
  subjects: PlainConsumer[],
]

/** Sorted by key. */
export function sortedEntries<K extends string | number, V>(map: ReadonlyMap<K, V>): [K, V][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

/** As plain values that MessagePack can carry. `options` as for schemas: what is written of words, how hashes are replaced. */
export function encodeOperation(operation: Operation, options: EncodeSchemaOptions = {}): unknown {
  const { seen } = operation
  const plain: PlainOperation = [
    operation.kind,
    operation.method,
    operation.segments.map(encodeSegment),
    operation.tier,
    [seen.n, seen.firstUs, seen.lastUs],
    sortedEntries(operation.statuses),
    encodeParameters(operation.parameters, options),
    encodeBodies(operation.requestBodies, options),
    sortedEntries(operation.responses).map(([status, { n, headers, bodies }]) => [
      status,
      n,
      encodeParameters(headers, options),
      encodeBodies(bodies, options),
    ]),
    sortedEntries(operation.auth).map(([scheme, { n, succeeded, facts }]) => [scheme, n, succeeded, sortedEntries(facts)]),
    sortedEntries(operation.consumers).map(([, consumer]) => encodeConsumer(consumer)),
    operation.consumersDropped,
    sortedEntries(operation.signals).map(([id, { n, firstUs, lastUs, details }]) => [id, n, firstUs, lastUs, sortedEntries(details)]),
    sortedEntries(operation.anomalies),
    sortedEntries(operation.subjects ?? new Map()).map(([, subject]) => encodeConsumer(subject)),
  ]
  return plain
}

/** The inverse of `encodeOperation`. */
export function decodeOperation(plain: unknown): Operation {
  const [
    kind,
    method,
    segments,
    tier,
    seen,
    statuses,
    parameters,
    requestBodies,
    responses,
    auth,
    consumers,
    consumersDropped,
    signals,
    anomalies,
    subjects,
  ] = plain as PlainOperation
  return {
    kind,
    method,
    segments: segments.map(decodeSegment),
    tier,
    seen: { n: seen[0], firstUs: seen[1], lastUs: seen[2] },
    statuses: new Map(statuses),
    parameters: decodeParameters(parameters),
    requestBodies: decodeBodies(requestBodies),
    responses: new Map(
      responses.map(([status, n, headers, bodies]) => [
        status,
        { status, n, headers: decodeParameters(headers), bodies: decodeBodies(bodies) } satisfies ResponseEvidence,
      ]),
    ),
    auth: new Map(
      auth.map(([scheme, n, succeeded, facts]) => [scheme, { scheme, n, succeeded, facts: new Map(facts) } satisfies AuthEvidence]),
    ),
    consumers: new Map(consumers.map((consumer) => [consumer[0], decodeConsumer(consumer)])),
    consumersDropped,
    signals: new Map(
      signals.map(([id, n, firstUs, lastUs, details]) => [id, { n, firstUs, lastUs, details: new Map(details) } satisfies Signal]),
    ),
    anomalies: new Map(anomalies),
    ...(subjects.length === 0 ? {} : { subjects: new Map(subjects.map((subject) => [subject[0], decodeConsumer(subject)])) }),
  }
}

function encodeSegment(segment: TemplateSegment): PlainSegment {
  if (segment.kind === 'literal') return [segment.text]
  return [segment.name, segment.prefix, segment.suffix, segment.reasons.map(({ text, weight }) => [text, weight])]
}

function decodeSegment(plain: PlainSegment): TemplateSegment {
  if (plain.length === 1) return { kind: 'literal', text: plain[0] }
  const [name, prefix, suffix, reasons] = plain
  return { kind: 'parameter', name, prefix, suffix, reasons: reasons.map(([text, weight]) => ({ text, weight })) }
}

function encodeParameters(parameters: ReadonlyMap<string, Parameter>, options: EncodeSchemaOptions): PlainParameter[] {
  return sortedEntries(parameters).map(([, { location, name, present, schema }]) => [
    location,
    name,
    present,
    encodeSchema(schema, options),
  ])
}

function decodeParameters(plain: PlainParameter[]): Map<string, Parameter> {
  return new Map(
    plain.map(([location, name, present, schema]) => [`${location}:${name}`, { location, name, present, schema: decodeSchema(schema) }]),
  )
}

function encodeBodies(bodies: ReadonlyMap<string, BodyEvidence>, options: EncodeSchemaOptions): PlainBody[] {
  return sortedEntries(bodies).map(([mediaType, { n, walked, schema }]) => [mediaType, n, walked, encodeSchema(schema, options)])
}

function decodeBodies(plain: PlainBody[]): Map<string, BodyEvidence> {
  return new Map(plain.map(([mediaType, n, walked, schema]) => [mediaType, { mediaType, n, walked, schema: decodeSchema(schema) }]))
}
