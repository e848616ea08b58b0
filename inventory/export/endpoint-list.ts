import { type UncalledOperation, type Verdicts, verdictKey } from '../judge/verdict.ts'
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

/** Every row that `endpoints` may show, whatever it is asked; plain values, so that it can be kept. */
export interface EndpointListing {
  readonly services: readonly string[]
  /** Sorted by service, template, method. */
  readonly called: readonly Endpoint[]
  /** What a description has and nobody called; `probed`: that somebody tried, so that it is among `called` with what he was told. */
  readonly uncalled: readonly { readonly probed: boolean; readonly row: Endpoint }[]
}

export function listEndpoints(inventory: Inventory, verdicts: Verdicts | null): EndpointListing {
  const called = sortedOperations(inventory).filter(({ operation: { tier } }) => tier !== 'declared')
  const uncalled = (verdicts?.uncalled ?? []).flatMap((operation) => {
    const tier = inventory.services.get(operation.service)?.operations.get(operation.key)?.tier ?? 'declared'
    return tier === 'declared' || CANDIDATES.has(tier) ? [{ probed: tier !== 'declared', row: uncalledEndpoint(operation) }] : []
  })
  return { services: [...inventory.services.keys()], called: called.map((place) => endpointOf(place, verdicts)), uncalled }
}

/** Sorted by service, template, method; those that a description has and nobody called among them, with 0 exchanges. */
export function selectEndpoints({ called, uncalled }: EndpointListing, { all = false, service }: EndpointListOptions = {}): Endpoint[] {
  const isAsked = (row: Endpoint): boolean => service === undefined || row.service === service
  const rows = called.filter((row) => isAsked(row) && (all || !CANDIDATES.has(row.tier)))
  // what was probed or refused only has a row of its own when those are listed
  const more = uncalled.filter(({ probed, row }) => isAsked(row) && !(all && probed)).map(({ row }) => row)
  if (more.length === 0) return rows
  return [...rows, ...more].sort(
    (a, b) => compareText(a.service, b.service) || compareText(a.template, b.template) || compareText(a.method, b.method),
  )
}

export const endpointList = (inventory: Inventory, verdicts: Verdicts | null, options?: EndpointListOptions): Endpoint[] =>
  selectEndpoints(listEndpoints(inventory, verdicts), options)

/** Not confirmed by an answer. One-sided operations are no candidates: there may be nothing better. */
const CANDIDATES: ReadonlySet<string> = new Set<Tier>(['probe', 'guarded'])

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
