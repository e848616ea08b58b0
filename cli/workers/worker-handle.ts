// One worker as the reading thread holds it: its thread, its ring, what it has answered. [I/O]

import { MessageChannel, type MessagePort, receiveMessageOnPort, type Worker } from 'node:worker_threads'
import type { KnownOperations, LearningSettings } from '../../inventory/index.ts'
import { type RingMemory, RingWriter, ringMemory } from '../../reconstruct/index.ts'
import { COUNTER_IDS, type CounterId, Counters } from '../../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../../sensor/base/limits.ts'
import { startThread } from './start-thread.ts'
import type { FromWorker, ToWorker, WorkerStart } from './worker-terms.ts'

/** How long a sleep lasts before it is looked whether the worker still lives. */
const LOOK_MS = 100
/** A worker that was at work for so long on one block or one answer hangs, or its thread has died without a word. */
const STALLED_MS = 60_000

export interface WorkerHandleOptions {
  readonly settings: LearningSettings
  /** How many there are to be. */
  readonly workers: number
  /** What this thread counts: waits for workers are among it. */
  readonly counters: Counters
  readonly onFault: ((fault: unknown) => void) | undefined
}

export class WorkerHandle {
  readonly ring: RingWriter
  readonly #counters: Counters
  readonly #answers: Int32Array
  readonly #port: MessagePort
  readonly #thread: Worker
  readonly #onFault: ((fault: unknown) => void) | undefined
  readonly #learned: Uint8Array[] = []
  #failure: Error | null = null
  #isOver = false
  #waitedMs = 0
  /** What the last answer cost the worker. */
  tookMs = 0

  constructor({ settings, workers, counters, onFault }: WorkerHandleOptions) {
    const ring: RingMemory = ringMemory(DEFAULT_LIMITS.workerRingBytes)
    const shared = new SharedArrayBuffer(COUNTER_IDS.length * Float64Array.BYTES_PER_ELEMENT)
    const answers = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
    const { port1, port2 } = new MessageChannel()
    this.#counters = new Counters(new Float64Array(shared))
    this.#answers = new Int32Array(answers)
    this.#port = port1
    this.#onFault = onFault
    this.ring = new RingWriter(ring, {
      wait: (control, word, value) => {
        const began = performance.now()
        this.#sleep(control, word, value)
        const before = this.#waitedMs
        this.#waitedMs += performance.now() - began
        counters.add('workers.waits')
        // whole milliseconds: most waits are shorter than one
        counters.add('workers.waited-ms', Math.floor(this.#waitedMs) - Math.floor(before))
      },
    })
    const workerData: WorkerStart = { ring, settings, workers, counters: shared, answers, port: port2 }
    this.#thread = startThread(workerData, port2)
    this.#thread.on('error', (cause) => this.#fail(cause))
    this.#thread.on('exit', () => {
      if (!this.#isOver) this.#fail(new Error('it ended without a reason'))
    })
  }

  count(id: CounterId): number {
    return this.#counters.get(id)
  }

  /** What it has learned, if it has answered. */
  answer(): Uint8Array | null {
    this.#receive()
    return this.#learned[0] ?? null
  }

  /** Forget the answer. */
  taken(): void {
    this.#learned.shift()
  }

  /** Sleep until it has answered. */
  awaitAnswer(): Uint8Array {
    for (;;) {
      const seen = Atomics.load(this.#answers, 0)
      const answer = this.answer()
      if (answer !== null) return answer
      this.#sleep(this.#answers, 0, seen)
    }
  }

  restart(known: KnownOperations): void {
    this.#port.postMessage({ kind: 'restart', known } satisfies ToWorker)
  }

  /** It has given its last answer, and ends by itself. */
  leave(): void {
    this.#isOver = true
    this.#port.close()
  }

  /** It is to end, whatever it does. */
  stop(): void {
    if (this.#isOver) return
    this.leave()
    void this.#thread.terminate()
  }

  #sleep(control: Int32Array, word: number, value: number): void {
    for (let sleptMs = 0; Atomics.wait(control, word, value, LOOK_MS) === 'timed-out'; sleptMs += LOOK_MS) {
      this.#receive()
      if (sleptMs >= STALLED_MS) this.#fail(new Error(`it did nothing for ${STALLED_MS / 1000} s`))
    }
    this.#receive()
  }

  #receive(): void {
    for (let next = receiveMessageOnPort(this.#port); next !== undefined; next = receiveMessageOnPort(this.#port)) {
      const message = next.message as FromWorker
      if (message.kind === 'learned') {
        this.#learned.push(message.bytes)
        this.tookMs = message.tookMs
      } else if (message.kind === 'failed' || this.#onFault === undefined) this.#fail(message.fault)
      else this.#onFault(message.fault)
    }
    if (this.#failure !== null) throw this.#failure
  }

  #fail(cause: unknown): void {
    this.#failure ??= new Error(`a worker thread has died: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}
