// From packets to what is learned of them: here in this thread; workers/worker-pipeline.ts is the same in several.

import { ExchangeLearner, type KnownOperations, type Learned, type LearningSettings } from '../inventory/index.ts'
import { createPipeline, type Exchange, type FlowSummary, type PipelineOptions } from '../reconstruct/index.ts'
import { type CounterId, Counters } from '../sensor/base/counters.ts'
import type { OverloadLevel } from '../sensor/base/overload.ts'
import type { PacketSink } from '../sensor/index.ts'

export interface LearningPipeline {
  /** Where captured packets go, in capture order. */
  readonly packets: PacketSink
  /** What this thread counts. */
  readonly counters: Counters
  /** Over all threads, as far as is known at the moment. */
  count(id: CounterId): number
  /** From the next packet on, leave undone what belongs to this level of overload. */
  setLevel(level: OverloadLevel): void
  /** Packet time has reached `nowUs` without a packet. */
  tick(nowUs: number): void
  /** What has been learned by now; null while it is being gathered: ask again later. */
  look(): Learned | null
  /** A window ends: what was learned in it. `restart` begins the next. */
  endWindow(): Learned
  restart(known: KnownOperations): void
  /** The capture ends: what was learned. */
  finish(): Learned
  /** Nothing of it is wanted any more. Harmless behind `finish`. */
  abandon(): void
}

/** How packets are unwrapped. */
export type WireOptions = Pick<PipelineOptions, 'vxlanPorts' | 'genevePorts' | 'tenantsInFlowKey'>

export interface LearningPipelineOptions {
  readonly settings: LearningSettings
  readonly wire: WireOptions
  /** A fault of ours that ended the reading of one flow; the rest goes on. Without it, the fault is thrown. */
  readonly onFault?: (fault: unknown) => void
}

/** All in this thread. `onExchange` is called after each exchange. */
export function createLearningPipeline(options: LearningPipelineOptions & { readonly onExchange: () => void }): LearningPipeline {
  const { settings, wire, onFault, onExchange } = options
  const counters = new Counters()
  const learner = new ExchangeLearner(settings, counters)
  const sink = {
    exchange(exchange: Exchange): void {
      learner.exchange(exchange)
      onExchange()
    },
    flow: (summary: FlowSummary) => learner.flow(summary),
  }
  const depth = settings.depth === 'headers' ? 'headers' : 'full'
  const pipeline = createPipeline({ sink, counters, depth, ...wire, ...(onFault && { onFault }) })
  return {
    packets: pipeline.packets,
    counters,
    count: (id) => counters.get(id),
    setLevel(level) {
      pipeline.setLevel(level)
      learner.level = level
    },
    tick: (nowUs) => pipeline.tick(nowUs),
    look: () => learner,
    endWindow() {
      pipeline.endWindow()
      return learner
    },
    restart: (known) => learner.restart(known),
    finish() {
      pipeline.finish()
      return learner
    },
    abandon() {},
  }
}
