import { type UncalledOperation, type Verdicts, verdictKey } from '../judge/index.ts'
import type { Inventory, Tier } from '../model.ts'
import { clientsOf, compareText, type OperationPlace, sortedOperations, timeText } from './sorted-operations.ts'

/** One operation as `endpoints --format json` shows it. Times are RFC 3339, null when it was never called. */
export interface Endpoint {
  service: string
  kind: string
  tier: string
  method: string
  template: string
  exchanges: number
  statuses: Record<string, number>
  firstSeen: string | null
  lastSeen: string | null
  clients: number
  auth: string[]
  states: string[]
  sensitive: string[]
  risk: { score: number; level: string } | null
}

export interface EndpointListOptions {
  /** Also what was only probed, or only refused. */
  readonly all?: boolean
  readonly service?: string
}

/** All operations, sorted by service, template, method; those that a description has and nobody called among them, with 0 exchanges. */
export function endpointList(inventory: Inventory, verdicts: Verdicts | null, options: EndpointListOptions = {}): Endpoint[] {
  const called = sortedOperations(inventory, options.service)
    .filter(({ operation: { tier } }) => tier !== 'declared' && (options.all === true || !CANDIDATES.has(tier)))
    .map((place) => endpointOf(place, verdicts))
  const uncalled = (verdicts?.uncalled ?? []).filter(({ service, key }) => isListed(inventory, service, key, options)).map(uncalledEndpoint)
  if (uncalled.length === 0) return called
  return [...called, ...uncalled].sort(
    (a, b) => compareText(a.service, b.service) || compareText(a.template, b.template) || compareText(a.method, b.method),
  )
}

/** Not confirmed by an answer. One-sided operations are no candidates: there may be nothing better. */
const CANDIDATES: ReadonlySet<Tier> = new Set<Tier>(['probe', 'guarded'])

/** What was probed or refused only has a row of its own when those are listed. */
function isListed(inventory: Inventory, service: string, key: string, options: EndpointListOptions): boolean {
  if (options.service !== undefined && service !== options.service) return false
  const seen = inventory.services.get(service)?.operations.get(key)
  return seen === undefined || seen.tier === 'declared' || (options.all !== true && CANDIDATES.has(seen.tier))
}

function endpointOf({ service, operation, key, template }: OperationPlace, verdicts: Verdicts | null): Endpoint {
  const verdict = verdictKey(service.name, key)
  const risk = verdicts?.risk.get(verdict)
  return {
    service: service.name,
    kind: operation.kind,
    tier: operation.tier,
    method: operation.method,
    template,
    exchanges: operation.seen.n,
    statuses: Object.fromEntries([...operation.statuses].sort(([a], [b]) => a - b)),
    firstSeen: timeText(operation.seen.firstUs),
    lastSeen: timeText(operation.seen.lastUs),
    clients: clientsOf(operation),
    auth: [...operation.auth.keys()].sort(),
    states: (verdicts?.states.get(verdict) ?? []).map(({ state }) => state),
    sensitive: [...new Set((verdicts?.sensitive.get(verdict) ?? []).map(({ type }) => type))].sort(),
    risk: risk === undefined ? null : { score: risk.score, level: risk.level },
  }
}

const uncalledEndpoint = ({ service, method, template, states }: UncalledOperation): Endpoint => ({
  ...{ service, kind: 'rest', tier: 'declared', method, template, exchanges: 0, statuses: {}, firstSeen: null, lastSeen: null },
  ...{ clients: 0, auth: [], states: states.map(({ state }) => state), sensitive: [], risk: null },
})
