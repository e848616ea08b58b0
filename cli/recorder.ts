import {
  AiObserver,
  type CatalogueEntry,
  detectValue,
  type Inventory,
  type JudgeConfig,
  joinKnown,
  judge,
  knownFromRuns,
  knownFromSpecs,
  Learner,
  mergeAi,
  type Observation,
  Observer,
  patternsOf,
  type SpecDocument,
  type Store,
  type UserRules,
  withUserTypes,
} from '../inventory/index.ts'
import {
  createPipeline,
  type Exchange,
  type ExchangeSink,
  type FlowSummary,
  type Pipeline,
  type PipelineOptions,
} from '../reconstruct/index.ts'
import { COUNTER_IDS, Counters, isPeak } from '../sensor/base/counters.ts'
import { followDecisions } from './judge-settings.ts'

/** A killed run loses at most what came since the last flush. */
export const FLUSH_MS = 1000
/** How many exchanges pass between two looks at the clock. */
const EXCHANGES_PER_LOOK = 64

/**
 * How deep to look: `full` reads every body; `adaptive` passes over most bodies of operations that are known well; `headers` keeps no bodies at
 * all.
 */
export type Depth = 'full' | 'adaptive' | 'headers'

/** How packets are unwrapped. */
export type WireOptions = Pick<PipelineOptions, 'vxlanPorts' | 'genevePorts' | 'tenantsInFlowKey'>

export interface RecorderOptions {
  readonly store: Store
  readonly specs: readonly SpecDocument[]
  readonly kind: 'replay' | 'sniff'
  readonly source: string
  readonly label: string | undefined
  readonly version: string
  readonly depth: Depth
  readonly wire?: WireOptions
  /** What earshot.yaml says about paths. */
  readonly rules?: UserRules
  /** What earshot.yaml says about judgement. */
  readonly judge?: JudgeConfig
  /** Providers of AI that earshot.yaml adds to the catalogue. */
  readonly providers?: readonly CatalogueEntry[]
  /** Wall clock, for flush intervals only. */
  now(): number
  /** A fault of ours that ended the reading of one flow; the rest goes on. Without it, the fault is thrown. */
  onFault?(fault: unknown): void
}

export interface RunTotals {
  readonly run: number
  readonly exchanges: number
  readonly inventory: Inventory
  readonly counters: Counters
  readonly findings: number
  /** Operations of earlier runs that were made part of a template, and those that were split off one. */
  readonly templates: { readonly merged: number; readonly split: number }
}

/**
 * One run being written down: packets go into `pipeline`, what they hold is learned, and is saved every second and at the end.
 * `endWindow` closes the run and begins the next; flows go on across it.
 */
export class Recorder implements ExchangeSink {
  readonly pipeline: Pipeline
  readonly counters = new Counters()
  private readonly options: RecorderOptions
  private readonly observer: Observer
  private learner: Learner
  private ai: AiObserver
  private run: number
  private counted = new Counters()
  private flushedAt: number
  private flushCostMs = 0
  private packetUs = 0

  constructor(options: RecorderOptions) {
    this.options = options
    this.ai = this.createAi()
    this.observer = new Observer({
      detect: withUserTypes(detectValue, patternsOf(options.judge?.types ?? [])),
      ...(options.depth === 'adaptive' && { wantsBodies: (head) => this.learner.wantsBodies(head) }),
    })
    this.learner = this.createLearner()
    this.run = this.beginRun()
    this.flushedAt = options.now()
    this.pipeline = createPipeline({
      sink: this,
      counters: this.counters,
      depth: options.depth === 'headers' ? 'headers' : 'full',
      ...options.wire,
      ...(options.onFault === undefined ? {} : { onFault: options.onFault }),
    })
  }

  get exchanges(): number {
    return this.counters.get('inventory.exchanges')
  }

  exchange(exchange: Exchange): void {
    this.counters.add('inventory.exchanges')
    if (exchange.endedUs > this.packetUs) this.packetUs = exchange.endedUs
    this.ai.observe(exchange)
    const observation = this.observer.observe(exchange)
    if (observation !== null) {
      if (!observation.bodiesRead) this.countPassedOver(observation)
      this.learner.add(observation)
    }
    if (this.exchanges % EXCHANGES_PER_LOOK === 0) this.flushIfDue()
  }

  private countPassedOver({ requestBody, responseBody }: Observation): void {
    for (const body of [requestBody, responseBody]) {
      if (body === null) continue
      this.counters.add('inventory.bodies-passed-over')
      this.counters.add('inventory.passed-over-bytes', body.bodyBytes)
    }
  }

  flow(summary: FlowSummary): void {
    if (summary.lastUs > this.packetUs) this.packetUs = summary.lastUs
    this.ai.flow(summary)
    this.learner.addFlow(summary)
  }

  /** Save when a second has passed, or ten times what the last save cost, whichever is longer. */
  flushIfDue(): void {
    const now = this.options.now()
    if (now - this.flushedAt < Math.max(FLUSH_MS, 10 * this.flushCostMs)) return
    this.flush()
    this.flushedAt = this.options.now()
    this.flushCostMs = this.flushedAt - now
  }

  private flush(): Inventory {
    const inventory = this.snapshot()
    this.options.store.save(this.run, inventory)
    return inventory
  }

  private snapshot(): Inventory {
    const inventory = this.learner.finalise()
    mergeAi(inventory.ai, this.ai.inventory())
    for (const id of COUNTER_IDS) {
      const value = this.counters.get(id) - (isPeak(id) ? 0 : this.counted.get(id))
      if (value !== 0) inventory.coverage.counters.set(id, value)
    }
    return inventory
  }

  private createAi(): AiObserver {
    return new AiObserver({ catalogue: this.options.providers ?? [] })
  }

  /** Close this run and begin the next. */
  endWindow(): RunTotals {
    this.pipeline.endWindow()
    const totals = this.endRun()
    this.learner = this.createLearner()
    this.ai = this.createAi()
    this.run = this.beginRun()
    return totals
  }

  /** Nothing more comes: everything that was seen is in the file when this returns. */
  end(): RunTotals {
    this.pipeline.finish()
    return this.endRun()
  }

  /** Wall time on a quiet link, microseconds: moves packet time on. */
  tick(nowUs: number): void {
    this.pipeline.tick(nowUs)
  }

  /** Take the run back, as if it had never begun. */
  discard(): void {
    this.options.store.discardRun(this.run)
  }

  /** What attached descriptions and earlier runs know comes before any inference. */
  private createLearner(): Learner {
    const { specs, store, rules } = this.options
    return new Learner({
      known: joinKnown(knownFromSpecs(specs), knownFromRuns(store.earlier())),
      ...(rules === undefined ? {} : { rules }),
    })
  }

  private beginRun(): number {
    const { store, kind, source, label, version } = this.options
    this.counted = Counters.fromRecord(this.counters.toRecord())
    return store.beginRun({ kind, source, version, ...(label === undefined ? {} : { label }) })
  }

  private endRun(): RunTotals {
    this.ai.finish()
    const inventory = this.flush()
    const { store, specs } = this.options
    store.saveTemplateChanges(this.run, this.learner.templateChanges())
    const config = followDecisions(this.options.judge ?? {}, store.templateChanges('all'), store)
    const verdicts = judge(inventory, { specs, now: this.packetUs, config })
    store.saveVerdicts(this.run, verdicts)
    store.endRun(this.run)
    const changes = store.templateChanges(this.run)
    const merged = changes.filter(({ kind }) => kind === 'merge').length
    const counters = Counters.fromRecord(Object.fromEntries(inventory.coverage.counters))
    return {
      run: this.run,
      exchanges: counters.get('inventory.exchanges'),
      inventory,
      counters,
      findings: verdicts.findings.length,
      templates: { merged, split: changes.length - merged },
    }
  }
}
