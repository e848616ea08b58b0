import {
  type CatalogueEntry,
  type Depth,
  type Inventory,
  type JudgeConfig,
  joinKnown,
  judge,
  type KnownOperations,
  knownFromRuns,
  knownFromSpecs,
  type Learned,
  mergeAi,
  patternsOf,
  type SpecDocument,
  type Store,
  type UserRules,
} from '../inventory/index.ts'
import { COUNTER_IDS, Counters, isPeak } from '../sensor/base/counters.ts'
import { followDecisions } from './judge-settings.ts'
import { createLearningPipeline, type LearningPipeline, type WireOptions } from './learning-pipeline.ts'
import { WorkerPipeline } from './workers/worker-pipeline.ts'

/** A killed run loses at most what came since the last flush. */
export const FLUSH_MS = 1000
/** How many exchanges pass between two looks at the clock. */
const EXCHANGES_PER_LOOK = 64

export interface RecorderOptions {
  readonly store: Store
  readonly specs: readonly SpecDocument[]
  readonly kind: 'replay' | 'sniff'
  readonly source: string
  readonly label: string | undefined
  readonly version: string
  readonly depth: Depth
  readonly wire?: WireOptions
  /** Threads that the flows are shared out to; with one, everything happens in this thread. */
  readonly workers?: number
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
export class Recorder {
  readonly pipeline: LearningPipeline
  private readonly options: RecorderOptions
  private run: number
  private counted = new Counters()
  private flushedAt: number
  private flushCostMs = 0
  private untilLook = EXCHANGES_PER_LOOK

  constructor(options: RecorderOptions) {
    this.options = options
    const { store, depth, wire = {}, workers = 1, rules = {}, providers = [], onFault } = options
    const settings = { depth, rules, providers, patterns: patternsOf(options.judge?.types ?? []), known: this.known() }
    const parts = { settings, wire, ...(onFault && { onFault }) }
    this.run = this.beginRun()
    this.flushedAt = options.now()
    try {
      this.pipeline =
        workers > 1 ? new WorkerPipeline(workers, parts) : createLearningPipeline({ ...parts, onExchange: () => this.lookAtClock() })
    } catch (error) {
      store.discardRun(this.run)
      throw error
    }
  }

  /** What the reading thread counts. */
  get counters(): Counters {
    return this.pipeline.counters
  }

  get exchanges(): number {
    return this.pipeline.count('inventory.exchanges')
  }

  private lookAtClock(): void {
    if (--this.untilLook > 0) return
    this.untilLook = EXCHANGES_PER_LOOK
    this.flushIfDue()
  }

  /** Save when a second has passed, or ten times what the last save cost, whichever is longer; with workers, once all of them have answered. */
  flushIfDue(): void {
    const now = this.options.now()
    if (now - this.flushedAt < Math.max(FLUSH_MS, 10 * this.flushCostMs)) return
    const learned = this.pipeline.look()
    if (learned === null) return
    this.save(learned)
    this.flushedAt = this.options.now()
    this.flushCostMs = Math.max(this.flushedAt - now, learned.costMs ?? 0)
  }

  private save(learned: Learned): Inventory {
    const inventory = this.inventoryOf(learned)
    this.options.store.save(this.run, inventory)
    return inventory
  }

  private inventoryOf({ learner, ai, counters }: Learned): Inventory {
    const inventory = learner.finalise()
    mergeAi(inventory.ai, ai.inventory())
    for (const id of COUNTER_IDS) {
      const value = counters.get(id) - (isPeak(id) ? 0 : this.counted.get(id))
      if (value !== 0) inventory.coverage.counters.set(id, value)
    }
    return inventory
  }

  /** Close this run and begin the next. */
  endWindow(): RunTotals {
    const learned = this.pipeline.endWindow()
    const totals = this.endRun(learned)
    this.counted = learned.counters.copy()
    this.run = this.beginRun()
    this.pipeline.restart(this.known())
    return totals
  }

  /** Nothing more comes: everything that was seen is in the file when this returns. */
  end(): RunTotals {
    return this.endRun(this.pipeline.finish())
  }

  /** Wall time on a quiet link, microseconds: moves packet time on. */
  tick(nowUs: number): void {
    this.pipeline.tick(nowUs)
  }

  /** Take the run back, as if it had never begun. */
  discard(): void {
    this.pipeline.abandon()
    this.options.store.discardRun(this.run)
  }

  /** What attached descriptions and earlier runs know comes before any inference. */
  private known(): KnownOperations {
    const { specs, store } = this.options
    return joinKnown(knownFromSpecs(specs), knownFromRuns(store.earlier()))
  }

  private beginRun(): number {
    const { store, kind, source, label, version } = this.options
    return store.beginRun({ kind, source, version, ...(label === undefined ? {} : { label }) })
  }

  private endRun(learned: Learned): RunTotals {
    learned.ai.finish()
    const inventory = this.save(learned)
    const { store, specs } = this.options
    store.saveTemplateChanges(this.run, learned.learner.templateChanges())
    const config = followDecisions(this.options.judge ?? {}, store.templateChanges('all'), store)
    const verdicts = judge(inventory, { specs, now: learned.packetUs, config })
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
