// The pipeline over several threads: this one reads and decodes packets, workers rebuild and learn the flows that fall to them, and what they
// learned is added up here whenever it is asked for.

import { type KnownOperations, type Learned, type LearningSettings, mergeLearned } from '../../inventory/index.ts'
import { createReadingEnd, type ReadingEnd } from '../../reconstruct/index.ts'
import { type CounterId, Counters } from '../../sensor/base/counters.ts'
import type { OverloadLevel } from '../../sensor/base/overload.ts'
import type { PacketSink } from '../../sensor/index.ts'
import type { LearningPipeline, LearningPipelineOptions } from '../learning-pipeline.ts'
import { WorkerHandle } from './worker-handle.ts'
import { MARK } from './worker-terms.ts'

export class WorkerPipeline implements LearningPipeline {
  readonly counters = new Counters()
  readonly packets: PacketSink
  readonly #workers: readonly WorkerHandle[]
  readonly #reading: ReadingEnd
  #settings: LearningSettings
  /** What this thread had counted when the workers were asked; null while nobody is asked. */
  #asked: Counters | null = null

  constructor(workers: number, { settings, wire, onFault }: LearningPipelineOptions) {
    const { counters } = this
    this.#settings = settings
    this.#workers = Array.from({ length: workers }, () => new WorkerHandle({ settings, workers, counters, onFault }))
    this.#reading = createReadingEnd({ ...wire, counters, rings: this.#workers.map(({ ring }) => ring) })
    this.packets = this.#reading.packets
  }

  count(id: CounterId): number {
    return this.#workers.reduce((sum, worker) => sum + worker.count(id), this.counters.get(id))
  }

  setLevel(level: OverloadLevel): void {
    this.#reading.mark(MARK.level + level)
  }

  tick(nowUs: number): void {
    this.#reading.tick(nowUs)
  }

  look(): Learned | null {
    if (this.#asked === null) this.#ask(MARK.look)
    return this.#workers.every((worker) => worker.answer() !== null) ? this.#gather() : null
  }

  endWindow(): Learned {
    return this.#learnedAt(MARK.window)
  }

  restart(known: KnownOperations): void {
    this.#settings = { ...this.#settings, known }
    for (const worker of this.#workers) worker.restart(known)
    this.#reading.mark(MARK.restart)
  }

  finish(): Learned {
    const learned = this.#learnedAt(MARK.finish)
    for (const worker of this.#workers) worker.leave()
    return learned
  }

  abandon(): void {
    for (const worker of this.#workers) worker.stop()
  }

  #learnedAt(mark: number): Learned {
    // an answer to an earlier question comes first
    if (this.#asked !== null) {
      for (const worker of this.#workers) worker.awaitAnswer()
      this.#take()
    }
    this.#ask(mark)
    return this.#gather()
  }

  #ask(mark: number): void {
    this.#asked = this.counters.copy()
    this.#reading.mark(mark)
  }

  #gather(): Learned {
    const asked = this.#asked as Counters
    const learned = mergeLearned(
      this.#workers.map((worker) => worker.awaitAnswer()),
      this.#settings,
    )
    this.#take()
    learned.counters.merge(asked)
    return { ...learned, costMs: Math.max(...this.#workers.map(({ tookMs }) => tookMs)) }
  }

  #take(): void {
    for (const worker of this.#workers) worker.taken()
    this.#asked = null
  }
}
