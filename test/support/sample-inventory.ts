// Inventories for tests, from a few words: `sampleInventory({ 'shop.example': [{ operation: 'GET /users/{userId}', … }] })`.

import { emptyAi } from '../../inventory/ai/index.ts'
import type {
  AuthEvidence,
  BodyEvidence,
  Inventory,
  Operation,
  Parameter,
  ParameterLocation,
  Service,
  TemplateSegment,
} from '../../inventory/model.ts'
import { operationKey } from '../../inventory/model.ts'
import { createSchemaNode, type SchemaNode } from '../../inventory/schema/index.ts'
import { slowFold } from './slow-fold.ts'

export interface SampleOperation {
  /** `GET /users/{userId}`. */
  operation: string
  n?: number
  tier?: Operation['tier']
  kind?: Operation['kind']
  statuses?: Record<number, number>
  /** `query page` -> its values. */
  parameters?: Record<string, string[]>
  /** Bodies of requests, as JSON values. */
  requests?: unknown[]
  /** Status -> bodies of responses, as JSON values. */
  responses?: Record<number, unknown[]>
  auth?: Record<string, [n: number, succeeded: number]>
  clients?: number
  mediaType?: string
  signals?: Record<string, string>
}

const START_US = 1_760_000_000_000_000

export function sampleInventory(services: Record<string, SampleOperation[]>): Inventory {
  const inventory: Inventory = {
    services: new Map(),
    coverage: { counters: new Map([['capture.packets', 1000]]), servers: new Map() },
    ai: emptyAi(),
  }
  for (const [name, operations] of Object.entries(services)) {
    const service: Service = {
      name,
      scheme: 'http',
      hosts: new Map([[name, 1]]),
      addresses: new Map([['10.0.0.5:8080', 1]]),
      seen: { n: 0, firstUs: START_US, lastUs: START_US + 9_000_000 },
      operations: new Map(),
    }
    for (const sample of operations) {
      const operation = sampleOperation(sample)
      service.seen.n += operation.seen.n
      service.operations.set(operationKey(operation.method, operation.segments), operation)
    }
    inventory.services.set(name, service)
    inventory.coverage.servers.set('10.0.0.5:8080', {
      address: '10.0.0.5:8080',
      hosts: new Map([[name, 3]]),
      flows: 4,
      oneSidedFlows: 1,
      bytes: new Map([
        ['http/1', 12_000],
        ['tls', 500],
      ]),
      gapBytes: 7,
      requests: 20,
      responses: 19,
      exchanges: 19,
      serverNames: new Map([['api.example', 2]]),
      firstUs: START_US,
      lastUs: START_US + 9_000_000,
    })
  }
  return inventory
}

export function sampleOperation(sample: SampleOperation): Operation {
  const space = sample.operation.indexOf(' ')
  const [method, template] = [sample.operation.slice(0, space), sample.operation.slice(space + 1)]
  const statuses =
    sample.statuses ??
    Object.fromEntries(Object.entries(sample.responses ?? { 200: [] }).map(([status, bodies]) => [status, Math.max(1, bodies.length)]))
  const n = sample.n ?? Object.values(statuses).reduce((sum, count) => sum + count, 0)
  const seen = { n, firstUs: START_US + 1000, lastUs: START_US + 5_000_000 }
  const mediaType = sample.mediaType ?? 'application/json'
  const body = (values: unknown[]): BodyEvidence => ({ mediaType, n: values.length, walked: values.length, schema: schemaOf(values) })
  return {
    kind: sample.kind ?? 'rest',
    method,
    segments: segmentsOf(template),
    tier: sample.tier ?? 'confirmed',
    seen,
    statuses: new Map(Object.entries(statuses).map(([status, count]) => [Number(status), count])),
    parameters: new Map(Object.entries(sample.parameters ?? {}).map(([slot, values]) => [slot, parameterOf(slot, values)])),
    requestBodies: new Map(sample.requests ? [[mediaType, body(sample.requests)]] : []),
    responses: new Map(
      Object.entries(statuses).map(([status, count]) => {
        const values = sample.responses?.[Number(status)] ?? []
        const header = { location: 'header' as const, name: 'x-request-id', present: count, schema: schemaOf(['a1', 'b2']) }
        return [
          Number(status),
          {
            status: Number(status),
            n: count,
            headers: new Map([['x-request-id', header]]),
            bodies: new Map(values.length > 0 ? [[mediaType, body(values)]] : []),
          },
        ]
      }),
    ),
    auth: new Map(
      Object.entries(sample.auth ?? {}).map(([scheme, [total, succeeded]]): [string, AuthEvidence] => [
        scheme,
        { scheme, n: total, succeeded, facts: new Map() },
      ]),
    ),
    consumers: new Map(
      Array.from({ length: sample.clients ?? 1 }, (_, i) => [`address:10.0.1.${i}`, { key: `address:10.0.1.${i}`, ...seen }]),
    ),
    consumersDropped: 0,
    signals: new Map(Object.entries(sample.signals ?? {}).map(([id, detail]) => [id, { ...seen, details: new Map([[detail, 1]]) }])),
    anomalies: new Map(),
  }
}

export function segmentsOf(template: string): TemplateSegment[] {
  if (template === '/') return []
  return template
    .slice(1)
    .split('/')
    .map((text) => {
      const match = /^([^{]*)\{([^}]*)\}(.*)$/.exec(text)
      if (match === null) return { kind: 'literal', text }
      return {
        kind: 'parameter',
        prefix: match[1] as string,
        name: match[2] as string,
        suffix: match[3] as string,
        reasons: [{ text: 'many values', weight: 3 }],
      }
    })
}

function parameterOf(slot: string, values: string[]): Parameter {
  const [location, name] = slot.split(' ') as [ParameterLocation, string]
  return { location, name, present: values.length, schema: schemaOf(values) }
}

/** Evidence from JSON values, as bodies would leave it. */
export function schemaOf(values: readonly unknown[]): SchemaNode {
  const node = createSchemaNode()
  for (const value of values) slowFold(node, value)
  return node
}
