// Operations that a description has and nobody calls. Said only where the service could be seen well enough.

import type { Inventory, Operation, Service } from '../model.ts'
import { countQualifying } from './qualifying.ts'
import type { Scans } from './scanners.ts'
import { matchSpec, type SpecLine, speaksFor, specKey } from './spec-match.ts'
import type { SpecOperationView, SpecView } from './spec-view.ts'
import type { ServiceCoverage, StateVerdict, UncalledOperation } from './verdict.ts'

/** `coverageOf` may be asked for a service that was never seen. */
export function judgeOrphans(
  inventory: Inventory,
  lines: readonly SpecLine[],
  coverageOf: (name: string, service: Service | null) => ServiceCoverage,
  scans: ReadonlyMap<Service, Scans>,
): UncalledOperation[] {
  const uncalled: UncalledOperation[] = []
  for (const { versions } of lines) {
    const spec = versions.at(-1)!
    for (const { name, service } of servicesOf(spec, inventory)) {
      const coverage = coverageOf(name, service)
      for (const operation of spec.operations) {
        if (service !== null && isCalled(service, spec, operation, scans.get(service)?.scanners)) continue
        const template = `/${operation.segments.join('/')}`
        uncalled.push({
          service: name,
          method: operation.method,
          template,
          key: specKey(operation),
          states: [verdict(spec, operation, coverage)],
        })
      }
    }
  }
  return uncalled
}

function verdict(spec: SpecView, operation: SpecOperationView, coverage: ServiceCoverage): StateVerdict {
  const described = {
    text: `described by ${spec.title === '' ? spec.source : `${spec.title} ${spec.version}`}${operation.operationId === null ? '' : ` as ${operation.operationId}`}; no qualifying exchange`,
  }
  return {
    state: coverage.adequate ? 'orphan' : 'unobserved',
    kind: null,
    evidence: [described, ...coverage.reasons.map((text) => ({ text }))],
  }
}

/** An observed operation may stand for several described ones, and several observed for one: a call to any counts. */
function isCalled(service: Service, spec: SpecView, described: SpecOperationView, scanners?: ReadonlySet<string>): boolean {
  for (const operation of service.operations.values()) {
    if (operation.method !== described.method && !(operation.method === 'HEAD' && described.method === 'GET')) continue
    if (countQualifying(operation, scanners) === 0 || onlyFails(operation)) continue
    if (matchSpec({ ...spec, operations: [described] }, operation).match !== 'operation') continue
    const best = matchSpec(spec, operation).operation
    if (best === described || (best !== null && specKey(best) === specKey(described))) return true
  }
  return false
}

/** What fails for everybody is not in use; that it was retired (410) is an answer. */
const onlyFails = ({ tier, statuses }: Operation): boolean => tier === 'probe' && !statuses.has(410)

/** Services that a description speaks for; hosts that were never seen too. */
function servicesOf(spec: SpecView, inventory: Inventory): { name: string; service: Service | null }[] {
  const only = inventory.services.size === 1
  const found = [...inventory.services.values()]
    .filter((service) => speaksFor(spec, service, only))
    .map((service) => ({ name: service.name, service }))
  if (found.length > 0 || spec.hosts.length === 0) return found
  return [{ name: spec.hosts[0]!, service: null }]
}
