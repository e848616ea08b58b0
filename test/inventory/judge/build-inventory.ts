// Inventories for tests, written by hand in a few lines.

import { foldJson } from '../../../inventory/ai/tool-schema.ts'
import type { SpecOperationView, SpecView } from '../../../inventory/judge/index.ts'
import { createInventory } from '../../../inventory/learn/merge.ts'
import {
  type AuthEvidence,
  type Inventory,
  type Operation,
  operationKey,
  type ParameterLocation,
  type ServerCoverage,
  type Service,
  type TemplateSegment,
} from '../../../inventory/model.ts'
import { createSchemaNode, type SchemaNode } from '../../../inventory/schema/index.ts'

export const DAY_US = 86_400_000_000
export const NOW_US = 1_767_225_600_000_000

/** `GET /users/{id}` -> method and segments. */
function parseTemplate(text: string): { method: string; segments: TemplateSegment[] } {
  const [method = '', path = ''] = text.split(' ')
  const segments = path
    .split('/')
    .filter((part) => part !== '')
    .map((part): TemplateSegment => {
      const match = /^(.*)\{(.*)\}(.*)$/.exec(part)
      return match === null
        ? { kind: 'literal', text: part }
        : { kind: 'parameter', name: match[2]!, prefix: match[1]!, suffix: match[3]!, reasons: [{ text: 'many values', weight: 3 }] }
    })
  return { method, segments }
}

export interface OperationFacts {
  statuses?: Record<number, number>
  tier?: Operation['tier']
  /** Scheme -> successful requests. */
  auth?: Record<string, number>
  signals?: Record<string, string[]>
  /** Bodies of 200, JSON. */
  responses?: unknown[]
  requests?: unknown[]
  /** `query:email` -> values. */
  parameters?: Record<string, string[]>
  lastUs?: number
}

export function operation(template: string, facts: OperationFacts = {}): Operation {
  const statuses = new Map(Object.entries(facts.statuses ?? { 200: 10 }).map(([status, n]) => [Number(status), n]))
  const lastUs = facts.lastUs ?? NOW_US
  const n = [...statuses.values()].reduce((sum, count) => sum + count, 0)
  const bodies = (values: unknown[]) =>
    new Map([['application/json', { mediaType: 'application/json', n: values.length, walked: values.length, schema: schemaOf(values) }]])
  return {
    kind: 'rest',
    ...parseTemplate(template),
    tier: facts.tier ?? 'confirmed',
    seen: { n, firstUs: lastUs - 1000, lastUs },
    statuses,
    parameters: new Map(
      Object.entries(facts.parameters ?? {}).map(([key, values]) => {
        const [location = 'query', name = ''] = key.split(':')
        return [key, { location: location as ParameterLocation, name, present: values.length, schema: schemaOf(values) }]
      }),
    ),
    requestBodies: facts.requests === undefined ? new Map() : bodies(facts.requests),
    responses:
      facts.responses === undefined ? new Map() : new Map([[200, { status: 200, n, headers: new Map(), bodies: bodies(facts.responses) }]]),
    auth: new Map(
      Object.entries(facts.auth ?? { none: n }).map(([scheme, succeeded]): [string, AuthEvidence] => [
        scheme,
        { scheme, n: succeeded, succeeded, facts: new Map() },
      ]),
    ),
    consumers: new Map(),
    consumersDropped: 0,
    signals: new Map(
      Object.entries(facts.signals ?? {}).map(([id, details]) => [
        id,
        { n: 1, firstUs: lastUs, lastUs, details: new Map(details.map((detail) => [detail, 1])) },
      ]),
    ),
    anomalies: new Map(),
  }
}

export function schemaOf(values: unknown[]): SchemaNode {
  const node = createSchemaNode()
  for (const value of values) foldJson(node, value)
  return node
}

export function service(name: string, ...operations: Operation[]): Service {
  const n = operations.reduce((sum, each) => sum + each.seen.n, 0)
  return {
    name,
    scheme: 'http',
    hosts: new Map([[name, n]]),
    addresses: new Map([['10.0.0.1:80', n]]),
    seen: { n, firstUs: NOW_US - DAY_US, lastUs: NOW_US },
    operations: new Map(operations.map((each) => [operationKey(each.method, each.segments), each])),
  }
}

/** With good coverage unless told otherwise. */
export function inventory(services: Service[], coverage: Partial<ServerCoverage> = {}): Inventory {
  const made = createInventory()
  for (const each of services) made.services.set(each.name, each)
  made.coverage.servers.set('10.0.0.1:80', {
    address: '10.0.0.1:80',
    hosts: new Map(),
    flows: 10,
    oneSidedFlows: 0,
    bytes: new Map([['http/1', 100_000]]),
    gapBytes: 0,
    requests: 100,
    responses: 100,
    exchanges: 100,
    serverNames: new Map(),
    firstUs: 0,
    lastUs: NOW_US,
    ...coverage,
  })
  return made
}

/** `GET /users/{id}` -> an operation of a description; ` deprecated` behind it marks it so, ` sunset:2025-01-01` gives it an end. */
export function spec(title: string, hosts: string[], operations: string[], version = '1'): SpecView {
  return {
    id: `${title} ${version}`,
    source: `${title}.yaml`,
    title,
    version,
    hosts,
    basePaths: ['/'],
    operations: operations.map((text): SpecOperationView => {
      const [method = '', path = '', ...rest] = text.split(' ')
      const sunset = rest.find((word) => word.startsWith('sunset:'))?.slice(7) ?? null
      return {
        method,
        segments: path.split('/').filter((part) => part !== ''),
        deprecated: rest.includes('deprecated'),
        sunset,
        operationId: null,
      }
    }),
  }
}
