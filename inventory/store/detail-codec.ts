// The parts of an operation that no column holds: one MessagePack value a run and operation.

import { Decoder, Encoder } from '@msgpack/msgpack'
import { decodeConsumer, encodeConsumer, type PlainConsumer } from '../learn/consumer-evidence.ts'
import type { AuthEvidence, Consumer, Operation, Signal, TemplateSegment } from '../model.ts'

/** One each for all: making them costs more than most values do. */
const encoder = new Encoder()
const decoder = new Decoder()

interface Detail {
  segments: TemplateSegment[]
  /** Status -> responses with it. */
  responses: [status: number, n: number][]
  auth: [key: string, scheme: string, n: number, succeeded: number, facts: [string, number][]][]
  consumers: [key: string, ...consumer: PlainConsumer][]
  consumersDropped: number
  signals: [id: string, n: number, firstUs: number, lastUs: number, details: [string, number][]][]
  anomalies: [string, number][]
  /** Under keyed hashes. Files of earlier versions have none. */
  subjects?: PlainConsumer[]
}

/** `hash` replaces hashes of subjects by keyed ones. */
export function encodeDetail(operation: Operation, hash: (hash: number) => number): Uint8Array {
  const detail: Detail = {
    segments: operation.segments,
    responses: [...operation.responses].map(([status, { n }]) => [status, n]),
    auth: [...operation.auth].map(([key, { scheme, n, succeeded, facts }]) => [key, scheme, n, succeeded, [...facts]]),
    consumers: [...operation.consumers].map(([id, consumer]) => [id, ...encodeConsumer(consumer)]),
    consumersDropped: operation.consumersDropped,
    signals: [...operation.signals].map(([id, { n, firstUs, lastUs, details }]) => [id, n, firstUs, lastUs, [...details]]),
    anomalies: [...operation.anomalies],
    subjects: [...(operation.subjects?.values() ?? [])].map((subject) =>
      encodeConsumer({ ...subject, key: `subject:${hash(Number.parseInt(subject.key.slice(8), 16)).toString(16)}` }),
    ),
  }
  return encoder.encode(detail)
}

export type OperationDetail = Pick<
  Operation,
  'segments' | 'responses' | 'auth' | 'consumers' | 'consumersDropped' | 'signals' | 'anomalies' | 'subjects'
>

/** `responses` come back without headers and bodies: those have rows of their own. */
export function decodeDetail(bytes: Uint8Array): OperationDetail {
  const detail = decoder.decode(bytes) as Detail
  return {
    segments: detail.segments,
    responses: new Map(detail.responses.map(([status, n]) => [status, { status, n, headers: new Map(), bodies: new Map() }])),
    auth: new Map(
      detail.auth.map(([key, scheme, n, succeeded, facts]): [string, AuthEvidence] => [
        key,
        { scheme, n, succeeded, facts: new Map(facts) },
      ]),
    ),
    consumers: new Map(detail.consumers.map(([id, ...consumer]): [string, Consumer] => [id, decodeConsumer(consumer)])),
    consumersDropped: detail.consumersDropped,
    signals: new Map(
      detail.signals.map(([id, n, firstUs, lastUs, details]): [string, Signal] => [id, { n, firstUs, lastUs, details: new Map(details) }]),
    ),
    anomalies: new Map(detail.anomalies),
    ...(detail.subjects === undefined || detail.subjects.length === 0
      ? {}
      : { subjects: new Map(detail.subjects.map((subject): [string, Consumer] => [subject[0], decodeConsumer(subject)])) }),
  }
}
