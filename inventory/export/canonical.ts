// The whole inventory as sorted JSON without times, run numbers, file names and keys: what equality means. The same packets give the
// same bytes, live or replayed, with any number of workers.

import { aiJson, mcpServersJson } from '../ai/index.ts'
import type { Finding } from '../findings/finding.ts'
import { type Verdicts, verdictKey } from '../judge/index.ts'
import { type SameAs, sameServices } from '../judge/same-service.ts'
import type { BodyEvidence, Inventory, Operation, Parameter, ServerCoverage, Service } from '../model.ts'
import { renderTemplate } from '../model.ts'
import { scalarSchema, toJsonSchema } from '../schema/index.ts'
import type { Exporter, ExportInput } from './exporter.ts'
import { compareText } from './sorted-operations.ts'

export const canonical: Exporter = {
  format: 'canonical',
  mediaType: 'application/json',
  summary: 'everything as sorted JSON without times: equal traffic gives equal bytes',
  *write(input) {
    yield `${JSON.stringify(sortKeys(canonicalValue(input)), null, 1)}\n`
  },
}

function canonicalValue({ inventory, verdicts, options }: ExportInput): unknown {
  const services = [...inventory.services.values()].filter(({ name }) => options.service === undefined || name === options.service)
  const same = sameServices(inventory)
  return {
    services: Object.fromEntries(
      services.map((service) => [
        service.name,
        { ...serviceValue(service, verdicts), ...sameValue(service, same.get(service.name) ?? []) },
      ]),
    ),
    servers: Object.fromEntries([...inventory.coverage.servers.values()].map((server) => [server.address, serverValue(server)])),
    ai: withoutTimes(aiValue(inventory)),
    findings: (verdicts?.findings ?? [])
      .filter(({ service }) => options.service === undefined || service === options.service)
      .map(findingValue)
      .sort((a, b) => compareText(a.id, b.id)),
  }
}

/** Which services are seen as this one, or look like it: nothing for nearly all. */
const sameValue = ({ members }: Service, sameAs: readonly SameAs[]): object => ({
  ...(members === undefined ? {} : { members }),
  ...(sameAs.length === 0 ? {} : { sameAs }),
})

function serviceValue(service: Service, verdicts: Verdicts | null): object {
  return {
    scheme: service.scheme,
    hosts: Object.fromEntries(service.hosts),
    addresses: Object.fromEntries(service.addresses),
    exchanges: service.seen.n,
    coverage: verdicts?.coverage.get(service.name) ?? null,
    operations: Object.fromEntries(
      [...service.operations].map(([key, operation]) => [key, operationValue(operation, verdicts, verdictKey(service.name, key))]),
    ),
  }
}

function operationValue(operation: Operation, verdicts: Verdicts | null, key: string): unknown {
  return {
    kind: operation.kind,
    tier: operation.tier,
    template: renderTemplate(operation.segments),
    reasons: operation.segments.flatMap((segment) => (segment.kind === 'parameter' ? [segment.reasons.map(({ text }) => text)] : [])),
    exchanges: operation.seen.n,
    statuses: Object.fromEntries(operation.statuses),
    parameters: Object.fromEntries([...operation.parameters].map(([slot, parameter]) => [slot, parameterValue(parameter, 'request')])),
    requestBodies: bodiesValue(operation.requestBodies, 'request'),
    responses: Object.fromEntries(
      [...operation.responses].map(([status, { n, headers, bodies }]) => [
        status,
        {
          n,
          headers: Object.fromEntries([...headers].map(([slot, header]) => [slot, parameterValue(header, 'response')])),
          bodies: bodiesValue(bodies, 'response'),
        },
      ]),
    ),
    auth: Object.fromEntries(
      [...operation.auth.values()].map(({ scheme, n, succeeded, facts }) => [scheme, { n, succeeded, facts: Object.fromEntries(facts) }]),
    ),
    consumers: Object.fromEntries([...operation.consumers.values()].map(({ key: consumer, n }) => [consumer, n])),
    consumersDropped: operation.consumersDropped,
    signals: Object.fromEntries([...operation.signals].map(([id, { n, details }]) => [id, { n, details: Object.fromEntries(details) }])),
    anomalies: Object.fromEntries(operation.anomalies),
    states:
      verdicts?.states
        .get(key)
        ?.map(({ state, kind, evidence }) => ({ state, kind, evidence: evidence.map(({ text, n }) => ({ text, n })) })) ?? [],
    sensitive:
      verdicts?.sensitive.get(key)?.map(({ location, path, type, severity, confidence, verdict, distinct, passed }) => ({
        ...{ location, path, type, severity, confidence, verdict, distinct, passed },
      })) ?? [],
    risk: verdicts?.risk.get(key) ?? null,
  }
}

function parameterValue(parameter: Parameter, direction: 'request' | 'response'): unknown {
  const { present, name, schema } = parameter
  const options = { direction, evidence: true, name }
  const items = schema.arrays === null ? {} : { items: scalarSchema(schema.arrays.item, options) }
  return { present, schema: scalarSchema(schema, options), ...items }
}

function bodiesValue(bodies: ReadonlyMap<string, BodyEvidence>, direction: 'request' | 'response'): unknown {
  return Object.fromEntries(
    [...bodies].map(([mediaType, { n, walked, schema }]) => [
      mediaType,
      { n, walked, schema: toJsonSchema(schema, { direction, evidence: true }) },
    ]),
  )
}

/** Counters are left out: how often a table was looked at is no property of the traffic. */
function serverValue(server: ServerCoverage): unknown {
  return {
    hosts: Object.fromEntries(server.hosts),
    serverNames: Object.fromEntries(server.serverNames),
    flows: server.flows,
    oneSidedFlows: server.oneSidedFlows,
    bytes: Object.fromEntries([...server.bytes].filter(([, n]) => n > 0)),
    gapBytes: server.gapBytes,
    requests: server.requests,
    responses: server.responses,
    exchanges: server.exchanges,
  }
}

const aiValue = ({ ai }: Inventory): unknown => ({ ...mcpServersJson(ai), ...aiJson(ai) })

/** `id` is a hash of what it is about, so it says the same everywhere. */
function findingValue({ firstUs: _first, lastUs: _last, evidence, ...finding }: Finding) {
  return { ...finding, evidence: evidence.map(({ text, n }) => ({ text, n })) }
}

const TIMES = new Set(['firstSeen', 'lastSeen', 'firstUs', 'lastUs', 'seen', 'firstSeenUs', 'lastSeenUs', 'p50Ms', 'p95Ms'])

function withoutTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTimes)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).flatMap(([name, child]) => (TIMES.has(name) ? [] : [[name, withoutTimes(child)]])))
}

/** Objects by key; arrays keep their order, which their makers have made stable. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, child]) => child !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => compareText(a, b)).map(([name, child]) => [name, sortKeys(child)]))
}
