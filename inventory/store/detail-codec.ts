// The parts of an operation that no column holds: one MessagePack value a run and operation.

import { Decoder, Encoder } from '@msgpack/msgpack'
import type { AuthEvidence, Consumer, Operation, Signal, TemplateSegment } from '../model.ts'

/** One each for all: making them costs more than most values do. */
const encoder = new Encoder()
const decoder = new Decoder()

interface Detail {
  segments: TemplateSegment[]
  /** Status -> responses with it. */
  responses: [status: number, n: number][]
  auth: [key: string, scheme: string, n: number, succeeded: number, facts: [string, number][]][]
  consumers: [key: string, consumer: string, n: number, firstUs: number, lastUs: number][]
  consumersDropped: number
  signals: [id: string, n: number, firstUs: number, lastUs: number, details: [string, number][]][]
  anomalies: [string, number][]
}

export function encodeDetail(operation: Operation): Uint8Array {
  const detail: Detail = {
    segments: operation.segments,
    responses: [...operation.responses].map(([status, { n }]) => [status, n]),
    auth: [...operation.auth].map(([key, { scheme, n, succeeded, facts }]) => [key, scheme, n, succeeded, [...facts]]),
    consumers: [...operation.consumers].map(([id, { key, n, firstUs, lastUs }]) => [id, key, n, firstUs, lastUs]),
    consumersDropped: operation.consumersDropped,
    signals: [...operation.signals].map(([id, { n, firstUs, lastUs, details }]) => [id, n, firstUs, lastUs, [...details]]),
    anomalies: [...operation.anomalies],
  }
  return encoder.encode(detail)
}

export type OperationDetail = Pick<
  Operation,
  'segments' | 'responses' | 'auth' | 'consumers' | 'consumersDropped' | 'signals' | 'anomalies'
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
    consumers: new Map(detail.consumers.map(([id, key, n, firstUs, lastUs]): [string, Consumer] => [id, { key, n, firstUs, lastUs }])),
    consumersDropped: detail.consumersDropped,
    signals: new Map(
      detail.signals.map(([id, n, firstUs, lastUs, details]): [string, Signal] => [id, { n, firstUs, lastUs, details: new Map(details) }]),
    ),
    anomalies: new Map(detail.anomalies),
  }
}
