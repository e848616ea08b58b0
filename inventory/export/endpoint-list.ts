import { type Verdicts, verdictKey } from '../judge/index.ts'
import type { Inventory } from '../model.ts'
import { clientsOf, sortedOperations, timeText } from './sorted-operations.ts'

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

/** All operations, sorted by service, template, method; `all` adds the probe-only and guarded ones. */
export function endpointList(
  inventory: Inventory,
  verdicts: Verdicts | null,
  options: { all?: boolean; service?: string } = {},
): Endpoint[] {
  return sortedOperations(inventory, options.service)
    .filter(({ operation }) => options.all === true || (operation.tier !== 'probe' && operation.tier !== 'guarded'))
    .map(({ service, operation, key, template }) => {
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
        auth: [...operation.auth.values()].map(({ scheme }) => scheme).sort(),
        states: (verdicts?.states.get(verdict) ?? []).map(({ state }) => state),
        sensitive: [...new Set((verdicts?.sensitive.get(verdict) ?? []).map(({ type }) => type))].sort(),
        risk: risk === undefined ? null : { score: risk.score, level: risk.level },
      }
    })
}
