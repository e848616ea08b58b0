// The inventory as rules of a policy see it: every field by name, with its values as text.

import { type Operation, renderTemplate, type Service } from '../model.ts'
import { type Fields, ownerOf, type Policy } from './policy.ts'
import { serviceRisk } from './risk.ts'
import { categoriesOf } from './sensitive-types/field-facts.ts'
import { type SensitiveField, type StateVerdict, type Verdicts, verdictKey } from './verdict.ts'

/** What is known before the rules are asked. */
export interface JudgedBefore extends Pick<Verdicts, 'states' | 'sensitive' | 'risk' | 'coverage'> {
  /** Services that an attached description speaks for. */
  readonly described: ReadonlySet<string>
}

/** Field -> what it holds; documents and messages about unknown fields are made from this. */
export const OPERATION_FIELDS = {
  service: 'the service, as `earshot services` names it',
  scheme: '`http` or `https`',
  owner: 'who owns it, by `owners`',
  kind: '`rest`, `graphql`, `mcp` …',
  method: 'the method',
  path: 'the template, such as `/users/{userId}`',
  tier: 'how strongly it is shown to exist: `confirmed`, `guarded`, `one-sided`',
  state: 'lifecycle flags: `shadow`, `zombie` …',
  described: '`true` or `false`',
  status: 'statuses that were seen',
  auth: 'schemes that succeeded: `none`, `basic`, `bearer-jwt`, `api-key:header:x-api-key` …',
  parameter: 'parameters with their place: `query:page`',
  media: 'media types of bodies',
  signal: 'passing signs, such as `deprecation-header`',
  anomaly: 'odd things on the wire, such as `bare-lf`',
  sensitive:
    'confirmed sensitive data: the type, and the type behind each of its categories and regulations (`email`, `pii.email`, `gdpr.email`)',
  'request.sensitive': 'the same in requests only',
  'response.sensitive': 'the same in responses only',
  consumer: 'who calls: `address:10.0.0.7`, `agent:curl/8.1`',
  clients: 'how many addresses call it',
  exchanges: 'how often it was seen',
  risk: 'its score, 0 to 100',
} as const satisfies Record<string, string>

export const SERVICE_FIELDS = {
  service: 'the service, as `earshot services` names it',
  scheme: '`http` or `https`',
  owner: 'who owns it, by `owners`',
  address: 'server addresses',
  host: 'names it was called by',
  described: '`true` where an attached document speaks for it',
  state: 'lifecycle flags of any of its operations',
  sensitive: 'sensitive data of any of its operations',
  coverage: '`adequate` or `poor`',
  operations: 'how many operations it has',
  exchanges: 'how often it was seen',
  risk: 'its score, 0 to 100',
} as const satisfies Record<string, string>

export interface JudgedParts {
  readonly states: readonly StateVerdict[]
  readonly fields: readonly SensitiveField[]
  readonly risk: number
  readonly policy: Policy | undefined
}

export function operationFields(service: Service, operation: Operation, { states, fields, risk, policy }: JudgedParts): Fields {
  const template = renderTemplate(operation.segments)
  const owner = ownerOf(policy, { service: service.name, method: operation.method, template })
  const consumers = [...operation.consumers.keys()]
  return {
    service: [service.name],
    scheme: [service.scheme],
    owner: owner === null ? [] : [owner],
    kind: [operation.kind],
    method: [operation.method],
    path: [template],
    tier: [operation.tier],
    state: states.flatMap(({ state, kind }) => (kind === null ? [state] : [state, kind])),
    described: [String(states.some(({ state }) => state === 'documented'))],
    status: [...operation.statuses.keys()].map(String),
    auth: [...operation.auth.values()].filter(({ succeeded }) => succeeded > 0).map(({ scheme }) => scheme),
    parameter: [...operation.parameters.keys()],
    media: [...operation.requestBodies.keys(), ...[...operation.responses.values()].flatMap(({ bodies }) => [...bodies.keys()])],
    signal: [...operation.signals.keys()],
    anomaly: [...operation.anomalies.keys()],
    sensitive: typesOf(fields),
    'request.sensitive': typesOf(fields.filter(({ location }) => !location.startsWith('response.'))),
    'response.sensitive': typesOf(fields.filter(({ location }) => location.startsWith('response.'))),
    consumer: consumers,
    clients: [String(consumers.filter((key) => key.startsWith('address:')).length)],
    exchanges: [String(operation.seen.n)],
    risk: [String(risk)],
  } satisfies Record<keyof typeof OPERATION_FIELDS, string[]>
}

/** `email`, `pii.email`, `gdpr.email`. */
function typesOf(fields: readonly SensitiveField[]): string[] {
  const names = fields
    .filter(({ verdict }) => verdict === 'confirmed')
    .flatMap((field) => [
      field.type,
      ...[...categoriesOf(field), ...field.regulations].map((group) => `${group.toLowerCase()}.${field.type}`),
    ])
  return [...new Set(names)]
}

export function serviceFields(service: Service, verdicts: JudgedBefore, policy: Policy | undefined): Fields {
  const keys = [...service.operations.keys()].map((key) => verdictKey(service.name, key))
  const states = [...new Set(keys.flatMap((key) => verdicts.states.get(key) ?? []).map(({ state }) => state))]
  const owner = ownerOf(policy, { service: service.name, method: null, template: null })
  const alive = [...service.operations.values()].filter(({ tier }) => tier !== 'probe' && tier !== 'declared')
  return {
    service: [service.name],
    scheme: [service.scheme],
    owner: owner === null ? [] : [owner],
    address: [...service.addresses.keys()],
    host: [...service.hosts.keys()],
    described: [String(verdicts.described.has(service.name))],
    state: states,
    sensitive: typesOf(keys.flatMap((key) => verdicts.sensitive.get(key) ?? [])),
    coverage: [verdicts.coverage.get(service.name)?.adequate === true ? 'adequate' : 'poor'],
    operations: [String(alive.length)],
    exchanges: [String(service.seen.n)],
    risk: [String(serviceRisk(service, verdicts).score)],
  } satisfies Record<keyof typeof SERVICE_FIELDS, string[]>
}
