// What happens to one exchange: it is looked at for AI, goes through the privacy border, and is learned. In one thread, or in each of several,
// whose fragments then add up to what one would have learned.

import { decode, encode } from '@msgpack/msgpack'
import type { Exchange, ExchangeSink, FlowSummary } from '../reconstruct/index.ts'
import { Counters } from '../sensor/base/counters.ts'
import { OVERLOAD, type OverloadLevel } from '../sensor/base/overload.ts'
import type { CatalogueEntry } from './ai/index.ts'
import { AiObserver } from './ai/index.ts'
import type { KnownOperations } from './learn/known.ts'
import { Learner } from './learn/learner.ts'
import { detectValue } from './observe/detectors/index.ts'
import { type UserPattern, withUserTypes } from './observe/detectors/user-types.ts'
import type { Observation } from './observe/index.ts'
import { Observer } from './observe/index.ts'
import type { ObservationHead } from './observe/observation.ts'
import type { UserRules } from './template/rules.ts'

/**
 * How deep to look: `full` reads every body; `adaptive` passes over most bodies of operations that are known well; `headers` keeps no bodies at
 * all.
 */
export type Depth = 'full' | 'adaptive' | 'headers'

/** Plain values, which can be posted to a thread. */
export interface LearningSettings {
  readonly depth: Depth
  /** Patterns of sensitive types that the user describes. */
  readonly patterns: readonly UserPattern[]
  /** Providers of AI beside those of the catalogue. */
  readonly providers: readonly CatalogueEntry[]
  readonly rules: UserRules
  /** What attached descriptions and earlier runs know. */
  readonly known: KnownOperations
}

/** What was learned up to one point of the stream. */
export interface Learned {
  readonly learner: Learner
  readonly ai: AiObserver
  readonly counters: Counters
  /** The latest packet time of any exchange or flow. */
  readonly packetUs: number
  /** What gathering it cost, where that was done elsewhere. */
  readonly costMs?: number
}

export class ExchangeLearner implements ExchangeSink, Learned {
  readonly counters: Counters
  readonly #settings: LearningSettings
  readonly #observer: Observer
  #learner: Learner
  #ai: AiObserver
  #packetUs = 0
  /** What is left undone for lack of time. */
  level: OverloadLevel = OVERLOAD.none

  constructor(settings: LearningSettings, counters: Counters) {
    this.#settings = settings
    this.counters = counters
    this.#observer = new Observer({ detect: withUserTypes(detectValue, settings.patterns) })
    this.#learner = createLearner(settings)
    this.#ai = createAi(settings)
  }

  get learner(): Learner {
    return this.#learner
  }

  get ai(): AiObserver {
    return this.#ai
  }

  get packetUs(): number {
    return this.#packetUs
  }

  exchange(exchange: Exchange): void {
    this.counters.add('inventory.exchanges')
    if (exchange.endedUs > this.#packetUs) this.#packetUs = exchange.endedUs
    this.#ai.observe(exchange)
    const glance = this.#observer.glance(exchange)
    if (glance === null) {
      if (exchange.request !== null) this.counters.add('inventory.unplaced-requests')
      return
    }
    const observation = this.#observer.describe(glance, this.#wantsBodies(glance.head))
    if (!observation.bodiesRead) this.#countPassedOver(observation)
    this.#learner.add(observation)
  }

  flow(summary: FlowSummary): void {
    if (summary.lastUs > this.#packetUs) this.#packetUs = summary.lastUs
    this.#ai.flow(summary)
    this.#learner.addFlow(summary)
  }

  /** Begin anew, knowing what is known by now. */
  restart(known: KnownOperations): void {
    this.#learner = createLearner({ ...this.#settings, known })
    this.#ai = createAi(this.#settings)
  }

  /** MessagePack, for `mergeLearned` in another thread; not for disk, see `Learner.encode`. */
  encode(): Uint8Array {
    return encode([this.#learner.encode(), this.#ai.encode(), this.counters.toRecord(), this.#packetUs])
  }

  #wantsBodies(head: ObservationHead): boolean {
    const { depth } = this.#settings
    // none is kept there, with time or without
    if (depth === 'headers') return true
    if (this.level === OVERLOAD.none) return depth === 'full' || this.#learner.wantsBodies(head)
    return this.level === OVERLOAD.sample && this.#learner.samplesBodies(head)
  }

  #countPassedOver({ requestBody, responseBody }: Observation): void {
    for (const body of [requestBody, responseBody]) {
      if (body === null) continue
      this.counters.add('inventory.bodies-passed-over')
      this.counters.add('inventory.passed-over-bytes', body.bodyBytes)
    }
  }
}

/**
 * What several learners of one run encoded, as one would have it. Only now meets what was seen on different connections: replies on an event
 * stream of their own, names that were tried, who calls what.
 */
export function mergeLearned(fragments: readonly Uint8Array[], settings: LearningSettings): Learned {
  let learner: Learner | null = null
  const ai = createAi(settings)
  const counters = new Counters()
  let packetUs = 0
  for (const fragment of fragments) {
    const [learned, seen, counted, latestUs] = decode(fragment) as [Uint8Array, Uint8Array, Record<string, number>, number]
    const next = Learner.decode(learned, optionsOf(settings))
    if (learner === null) learner = next
    else learner.merge(next)
    ai.mergeEncoded(seen)
    counters.merge(Counters.fromRecord(counted))
    packetUs = Math.max(packetUs, latestUs)
  }
  return { learner: learner ?? createLearner(settings), ai, counters, packetUs }
}

const optionsOf = ({ known, rules }: LearningSettings) => ({ known, rules })
const createLearner = (settings: LearningSettings): Learner => new Learner(optionsOf(settings))
const createAi = ({ providers }: LearningSettings): AiObserver => new AiObserver({ catalogue: providers })
