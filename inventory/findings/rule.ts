// What a rule is: one thing that can be wrong, in one file, with its prose.

import { createHash } from 'node:crypto'
import type { JudgedBefore } from '../judge/policy-fields.ts'
import type { Scans } from '../judge/scanners.ts'
import type { SpecOperationView, SpecView } from '../judge/spec-view.ts'
import type { JudgeConfig, SensitiveField, StateVerdict, UncalledOperation } from '../judge/verdict.ts'
import type { Inventory, Operation, Service } from '../model.ts'
import { renderTemplate } from '../model.ts'
import type { RuleExamples } from './example.ts'
import type { Evidence, Finding, FindingKind, Severity } from './finding.ts'

/** Everything that was judged before the rules are asked. */
export interface RuleInput {
  readonly inventory: Inventory
  /** Operations that were seen, with what is known about them. */
  readonly operations: readonly JudgedOperation[]
  /** Operations of descriptions that nobody calls. */
  readonly uncalled: readonly UncalledOperation[]
  /** Packet time, microseconds. */
  readonly now: number
  readonly config: JudgeConfig
  readonly before: JudgedBefore
  readonly scans: ReadonlyMap<Service, Scans>
}

export interface JudgedOperation {
  readonly service: Service
  readonly operation: Operation
  readonly states: readonly StateVerdict[]
  readonly fields: readonly SensitiveField[]
  /** In the description that is in force. */
  readonly described?: DescribedOperation | null
}

export interface DescribedOperation {
  readonly operation: SpecOperationView
  readonly spec: SpecView
}

export interface Rule {
  /** Kebab-case, stable: it is part of the ids of findings. */
  readonly id: string
  readonly kind: FindingKind
  /** The usual one; a finding may have another where its evidence says so. */
  readonly severity: Severity
  /** What is wrong, in a sentence. */
  readonly summary: string
  /** What to do about it. */
  readonly remedy: string
  /** Specifications and catalogues, as text that people can look up. */
  readonly references: readonly string[]
  readonly examples: RuleExamples
  find(input: RuleInput): Iterable<Finding>
}

export interface FindingPlace {
  readonly service: string
  readonly method?: string | null
  readonly template?: string | null
  /** Identity of the template: parameters erased, so that a better name makes no new finding. */
  readonly key?: string
  readonly location?: string | null
  readonly path?: string | null
  readonly type?: string | null
}

export interface FindingFacts {
  readonly severity?: Severity
  readonly confidence?: number
  readonly evidence: Evidence[]
  readonly firstUs: number
  readonly lastUs: number
}

/** `key`: of the operation, as `operationKey` gives it, or what the rule takes instead. */
export function findingId(place: Pick<Finding, 'rule' | 'service' | 'location' | 'path' | 'type'> & { readonly key: string }): string {
  const { rule, service, key, location, path, type } = place
  return createHash('sha256').update([rule, service, key, location, path, type].join('\n')).digest('hex').slice(0, 12)
}

/** A finding of a rule at a place; its id is the same whenever the same rule finds the same place. */
export function finding(rule: Pick<Rule, 'id' | 'kind' | 'severity'>, place: FindingPlace, facts: FindingFacts): Finding {
  const { service, method = null, template = null, key = `${method} ${template}`, location = null, path = null, type = null } = place
  const id = findingId({ rule: rule.id, service, key, location, path, type })
  return {
    id,
    rule: rule.id,
    kind: rule.kind,
    severity: facts.severity ?? rule.severity,
    service,
    method,
    template,
    location,
    path,
    type,
    confidence: facts.confidence ?? 1,
    evidence: facts.evidence,
    firstUs: facts.firstUs,
    lastUs: facts.lastUs,
  }
}

/** The place of an operation. */
export const placeOf = ({ service, operation }: Pick<JudgedOperation, 'service' | 'operation'>): FindingPlace => ({
  service: service.name,
  method: operation.method,
  template: renderTemplate(operation.segments),
  key: `${operation.method} ${renderTemplate(operation.segments, () => '')}`,
})

/** The place of a service as a whole. */
export const placeOfService = ({ name }: Pick<Service, 'name'>): FindingPlace => ({ service: name, key: '' })

/** Judged operations by service: for what is said once of a service and not of each of its operations. */
export function byService(operations: readonly JudgedOperation[]): Map<Service, JudgedOperation[]> {
  const services = new Map<Service, JudgedOperation[]>()
  for (const judged of operations) {
    const list = services.get(judged.service)
    if (list === undefined) services.set(judged.service, [judged])
    else list.push(judged)
  }
  return services
}

/** `GET /users/{userId}`. */
export const nameOf = ({ operation }: Pick<JudgedOperation, 'operation'>): string =>
  `${operation.method} ${renderTemplate(operation.segments)}`

export const timesOf = ({ operation }: Pick<JudgedOperation, 'operation'>): { firstUs: number; lastUs: number } => ({
  firstUs: operation.seen.firstUs,
  lastUs: operation.seen.lastUs,
})
