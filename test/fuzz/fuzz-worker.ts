// Runs cases one after the other. Its parent sees in shared memory which one is running, and so notices one that never ends.

import { setImmediate as turn } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { runCase } from './fuzz-case.ts'
import { seedCaptures } from './seed-captures.ts'

export interface FuzzOrder {
  readonly paths: readonly string[]
  readonly seed: number
  readonly firstCase: number
  readonly maxPackets: number
  readonly maxSeconds: number
  /** Two numbers: cases begun, packets done (in thousands). */
  readonly progress: SharedArrayBuffer
}

export type FuzzMessage =
  | { readonly kind: 'failure'; readonly index: number; readonly capture: string; readonly faults: readonly string[] }
  | { readonly kind: 'done'; readonly cases: number; readonly packets: number; readonly memory: readonly number[] }

const MEMORY_EVERY_CASES = 500
/** Inflaters let their buffers go on the next turn of the event loop, as they get one between the pieces of a capture. */
const TURN_EVERY_CASES = 50

async function work(order: FuzzOrder, tell: (message: FuzzMessage) => void): Promise<void> {
  const seeds = seedCaptures(order.paths)
  const progress = new Int32Array(order.progress)
  const until = performance.now() + order.maxSeconds * 1000
  const memory: number[] = []
  let index = order.firstCase
  let packets = 0
  for (; packets < order.maxPackets && performance.now() < until; index++) {
    Atomics.store(progress, 0, index)
    Atomics.store(progress, 1, Math.floor(packets / 1000))
    const result = runCase(seeds, order.seed, index)
    packets += result.packets
    const capture = seeds[index % seeds.length]?.name ?? ''
    if (result.faults.length > 0) tell({ kind: 'failure', index, capture, faults: result.faults })
    if (index % TURN_EVERY_CASES === 0) await turn()
    if (index % MEMORY_EVERY_CASES === 0) memory.push(Math.round(process.memoryUsage.rss() / 1024 / 1024))
  }
  tell({ kind: 'done', cases: index - order.firstCase, packets, memory })
}

if (parentPort !== null) await work(workerData, (message) => parentPort?.postMessage(message))
