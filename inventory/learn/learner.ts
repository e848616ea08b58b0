// Observations in, inventory out: services, their tries, and the ledger of what went by.

import type { FlowSummary } from '../../reconstruct/index.ts'
import type { CounterId } from '../../sensor/base/counters.ts'
import { DEFAULT_LIMITS, type Limits } from '../../sensor/base/limits.ts'
import { emptyAi } from '../ai/index.ts'
import type { Coverage, Inventory, Service } from '../model.ts'
import type { Observation, ObservationHead } from '../observe/observation.ts'
import type { Scorer } from '../template/decide.ts'
import { gate } from '../template/gate.ts'
import { addRules, addTemplate, GuideNode, guidesOf } from '../template/guide.ts'
import { createScorer } from '../template/model.ts'
import type { UserRules } from '../template/rules.ts'
import { addCount } from './bounded.ts'
import { createCoverage, foldFlow, mergeCoverage, serverCoverage } from './coverage.ts'
import { decodeFragment, encodeFragment } from './fragment.ts'
import type { KnownOperations } from './known.ts'
import { foldNameTrials } from './name-trials.ts'
import { PairCounter } from './pair-counter.ts'
import { type ServiceContext, ServiceLearner } from './service-learner.ts'
import { realServices, serviceName } from './services.ts'
import type { TemplateChange } from './template-change.ts'

export interface LearnerOptions {
  limits?: Limits
  /** What the user decided; applied before any statistics. */
  rules?: UserRules
  /** Operations of earlier runs and of attached descriptions: their templates and names are kept. */
  known?: KnownOperations
  /** Replaces the built-in scorer; for training. */
  scorer?: Scorer
}

/** What is learned from observations, added up. Not shared between threads: each has its own, and they are merged. */
export class Learner {
  readonly #limits: Limits
  readonly #scorer: Scorer
  readonly #rules: GuideNode
  readonly #guides: ReadonlyMap<string, GuideNode>
  readonly #known: KnownOperations
  readonly #services = new Map<string, ServiceLearner>()
  readonly #coverage: Coverage = createCoverage()
  readonly #hosts = new PairCounter((address, host, n) => addCount(serverCoverage(this.#coverage, address).hosts, host, n))
  readonly #budget = { nodes: 0 }
  #exchanges = 0

  constructor({ limits = DEFAULT_LIMITS, rules = {}, known = new Map(), scorer = createScorer() }: LearnerOptions = {}) {
    this.#limits = limits
    this.#scorer = scorer
    this.#rules = new GuideNode()
    addRules(this.#rules, rules)
    this.#known = known
    this.#guides = new Map([...known].map(([name, templates]) => [name, guideOf(templates)]))
  }

  /** Observations that were added. */
  get exchanges(): number {
    return this.#exchanges
  }

  /** The observation is not kept: it may be reused afterwards. */
  add(observation: Observation): void {
    this.#exchanges++
    if (observation.host !== '') this.#hosts.add(observation.serverAddress, observation.host)
    const verdict = gate(observation)
    if (verdict !== 'none') this.#serviceOf(serviceName(observation), observation.serverAddress).add(observation, verdict)
  }

  /** Whether the bodies of an exchange are worth reading (depth `adaptive`): not those of operations that are known well. */
  wantsBodies(head: ObservationHead): boolean {
    return this.#services.get(serviceName(head))?.find(head)?.wantsBodies(head.status) ?? true
  }

  /** The same where there is time for a sample only: one in eight of each operation, the first among them. */
  samplesBodies(head: ObservationHead): boolean {
    return this.#services.get(serviceName(head))?.find(head)?.samplesBodies(head.status) ?? true
  }

  addFlow(summary: FlowSummary): void {
    foldFlow(this.#coverage, summary)
  }

  /** What is known so far. It shares parts with the learner: read it before the next `add`, never change it (copy by `mergeInventory`). */
  finalise(): Inventory {
    const coverage = createCoverage()
    mergeCoverage(coverage, this.#settledCoverage())
    const services = new Map<string, Service>()
    for (const learner of realServices([...this.#services.values()])) services.set(learner.name, learner.finalise())
    let dropped = 0
    for (const { pending } of this.#services.values()) dropped += pending.dropped
    if (dropped > 0) coverage.counters.set('inventory.refused-dropped' satisfies CounterId, dropped)
    return { services: foldNameTrials(services, (name) => this.#known.has(name)), coverage, ai: emptyAi() }
  }

  /** Where the last `finalise` decided otherwise than the runs before: by service, then by operation. */
  templateChanges(): TemplateChange[] {
    return realServices([...this.#services.values()]).flatMap(({ changes }) => changes)
  }

  /** Add what another learner has seen, which is not used afterwards. Commutative and associative below the bounds. */
  merge(other: Learner): void {
    this.#exchanges += other.#exchanges
    mergeCoverage(this.#coverage, other.#settledCoverage())
    for (const [name, service] of other.#services) this.#serviceOf(name, name).merge(service)
  }

  /**
   * MessagePack, for moving between threads and sensors of one run; not for disk: words that may yet turn out to be values are
   * still in it.
   */
  encode(): Uint8Array {
    return encodeFragment({
      exchanges: this.#exchanges,
      coverage: this.#settledCoverage(),
      services: [...this.#services.values()].map((service) => service.encode()),
    })
  }

  /** The inverse of `encode`. `bytes` are trusted: they come from another learner. */
  static decode(bytes: Uint8Array, options: LearnerOptions = {}): Learner {
    const learner = new Learner(options)
    const { exchanges, coverage, services } = decodeFragment(bytes)
    learner.#exchanges = exchanges
    mergeCoverage(learner.#coverage, coverage)
    for (const plain of services) {
      const service = ServiceLearner.decode(plain, (name) => learner.#contextOf(name))
      learner.#services.set(service.name, service)
    }
    return learner
  }

  #settledCoverage(): Coverage {
    this.#hosts.settle()
    return this.#coverage
  }

  #serviceOf(name: string, otherwise: string): ServiceLearner {
    let service = this.#services.get(name)
    if (service) return service
    const chosen = this.#services.size < this.#limits.services ? name : otherwise
    service = this.#services.get(chosen) ?? new ServiceLearner(chosen, this.#contextOf(chosen))
    this.#services.set(chosen, service)
    return service
  }

  #contextOf(name: string): ServiceContext {
    const guides = [this.#guides.get(name), this.#guides.get('')].flatMap((guide) => guide ?? [])
    return {
      limits: this.#limits,
      scorer: this.#scorer,
      guides: guidesOf([this.#rules, ...guides]),
      known: this.#known.get(name) ?? [],
      budget: this.#budget,
    }
  }
}

function guideOf(templates: readonly { segments: Parameters<typeof addTemplate>[1]; source: 'spec' | 'run' }[]): GuideNode {
  const guide = new GuideNode()
  for (const { segments, source } of templates) addTemplate(guide, segments, source)
  return guide
}
