// All verdicts over an inventory: lifecycle, sensitive data, risk, coverage, and the findings of all rules.

import { RULES } from '../findings/catalogue.ts'
import { expiredExceptions } from '../findings/expired-exception.ts'
import { type Finding, SEVERITIES } from '../findings/finding.ts'
import type { DescribedOperation, JudgedOperation } from '../findings/rule.ts'
import type { Inventory, Operation, Service } from '../model.ts'
import { catchAllOperations } from './catch-all.ts'
import { findInSpecs, type InSpecs } from './in-specs.ts'
import { judgeOrphans } from './judge-orphans.ts'
import { judgeSensitive } from './judge-sensitive.ts'
import { judgeLifecycle, type LifecycleContext } from './lifecycle.ts'
import { exceptionFor, type Policy } from './policy.ts'
import { judgeRisk } from './risk.ts'
import { scansOf } from './scanners.ts'
import { catalogueOf } from './sensitive-types/type-catalogue.ts'
import { judgeCoverage } from './service-coverage.ts'
import { type SpecLine, speaksFor, specLines } from './spec-match.ts'
import type { SpecView } from './spec-view.ts'
import { type JudgeConfig, type Verdicts, verdictKey } from './verdict.ts'

export interface JudgeContext {
  /** Attached descriptions, versions of one API in their order. */
  specs: readonly SpecView[]
  /** Packet time, microseconds: nothing here knows what the clock says. */
  now: number
  config?: JudgeConfig
}

/** Pure: the same inventory, descriptions and time give the same verdicts. */
export function judge(inventory: Inventory, { specs, now, config = {} }: JudgeContext): Verdicts {
  const verdicts: Verdicts = { states: new Map(), sensitive: new Map(), risk: new Map(), coverage: new Map(), findings: [], uncalled: [] }
  const lines = specLines(specs)
  const catalogue = catalogueOf(config.types)
  const context = { lines, now, config, onlyService: inventory.services.size === 1 }
  const operations: JudgedOperation[] = []
  const scans = new Map([...inventory.services.values()].map((service) => [service, scansOf(service)]))
  for (const [name, service] of sorted(inventory.services)) {
    verdicts.coverage.set(name, judgeCoverage(service, inventory.coverage, config))
    const { scanners } = scans.get(service)!
    for (const { key, operation, found } of placesOf(service, context)) {
      const id = verdictKey(name, key)
      const states = judgeLifecycle(service, operation, { ...context, scanners }, found)
      const fields = operation.tier === 'probe' ? [] : judgeSensitive(service, operation, catalogue)
      verdicts.states.set(id, states)
      verdicts.sensitive.set(id, fields)
      verdicts.risk.set(id, judgeRisk(service, operation, states, fields))
      if (operation.tier !== 'probe') operations.push({ service, operation, states, fields, described: describedBy(found) })
    }
  }
  const coverageOf = (name: string, service: Service | null) =>
    verdicts.coverage.get(name) ?? judgeCoverage(service, inventory.coverage, config)
  verdicts.uncalled = judgeOrphans(inventory, lines, coverageOf, scans)
  for (const { service, key, states } of verdicts.uncalled) {
    const id = verdictKey(service, key)
    verdicts.states.set(id, [...states, ...(verdicts.states.get(id) ?? [])])
  }
  const before = { ...verdicts, described: describedServices(inventory, lines, context.onlyService) }
  const input = { inventory, operations, uncalled: verdicts.uncalled, now, config, before, scans }
  applyPolicy(verdicts, RULES.flatMap((rule) => [...rule.find(input)]).sort(byWeight), config.policy, now)
  return verdicts
}

/** What people have accepted for now is set aside, with their reason; exceptions that ran out are findings themselves. */
function applyPolicy(verdicts: Verdicts, findings: readonly Finding[], policy: Policy | undefined, now: number): void {
  if (policy === undefined) {
    verdicts.findings = [...findings]
    return
  }
  verdicts.allowed = []
  for (const finding of findings) {
    const exception = exceptionFor(policy, finding, now)
    if (exception === null) verdicts.findings.push(finding)
    else verdicts.allowed.push({ finding, reason: exception.reason })
  }
  verdicts.findings.push(...expiredExceptions(policy, verdicts.findings, now))
  verdicts.findings.sort(byWeight)
}

function describedServices(inventory: Inventory, lines: readonly SpecLine[], onlyService: boolean): Set<string> {
  const speaks = (service: Service): boolean => lines.some(({ versions }) => versions.some((spec) => speaksFor(spec, service, onlyService)))
  return new Set([...inventory.services.values()].filter(speaks).map(({ name }) => name))
}

interface Place {
  readonly key: string
  readonly operation: Operation
  readonly found: InSpecs
}

/** Where each operation stands in the descriptions. What a description declares is judged with what nobody calls. */
function placesOf(service: Service, { lines, onlyService }: Pick<LifecycleContext, 'lines' | 'onlyService'>): Place[] {
  const places = sorted(service.operations)
    .filter(([, { tier }]) => tier !== 'declared')
    .map(([key, operation]): Place => ({ key, operation, found: findInSpecs(service, operation, lines, onlyService) }))
  const unknown = places.filter(
    ({ operation: { tier }, found }) => tier === 'confirmed' && found.operation === null && found.retiredFrom === null,
  )
  const alike = catchAllOperations(
    service,
    unknown.map(({ operation }) => operation),
  )
  return places.map((place) => (alike.has(place.operation) ? { ...place, found: { ...place.found, catchAll: true } } : place))
}

const describedBy = ({ operation, spec }: InSpecs): DescribedOperation | null =>
  operation === null || spec === null ? null : { operation, spec }

const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))

const textOf = ({ service, template, method, rule, location, path, id }: Finding): string =>
  [service, template, method, rule, location, path, id].join('\n')
const byWeight = (a: Finding, b: Finding): number =>
  SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || (textOf(a) < textOf(b) ? -1 : 1)
