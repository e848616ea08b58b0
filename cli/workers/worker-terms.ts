// What the reading thread and a worker have agreed on. Packets go through the ring; everything else is rare, and goes by messages.

import type { MessagePort } from 'node:worker_threads'
import type { KnownOperations, LearningSettings } from '../../inventory/index.ts'
import type { RingMemory } from '../../reconstruct/index.ts'

/** Marks in the stream of records. At the first three the worker answers with what it has learned. */
export const MARK = {
  /** Go on afterwards. */
  look: 1,
  /** A window ends; go on with `restart`. */
  window: 2,
  /** The capture ends; so does the worker. */
  finish: 3,
  /** Begin anew, with what the message waiting at the port says is known. */
  restart: 4,
  /** This and the level of overload: what to leave undone from here on. The highest, so that all above are levels. */
  level: 16,
} as const

/** What a worker is given. */
export interface WorkerStart {
  readonly ring: RingMemory
  readonly settings: LearningSettings
  /** How many workers there are. */
  readonly workers: number
  /** Counters, which both threads see. */
  readonly counters: SharedArrayBuffer
  /** One word: how many answers there were, for a thread that sleeps until the next. */
  readonly answers: SharedArrayBuffer
  readonly port: MessagePort
}

export type ToWorker = { readonly kind: 'restart'; readonly known: KnownOperations }

export type FromWorker =
  | { readonly kind: 'learned'; readonly bytes: Uint8Array; readonly tookMs: number }
  /** A fault of ours that cost one flow. */
  | { readonly kind: 'fault'; readonly fault: unknown }
  /** A fault that ends the worker. */
  | { readonly kind: 'failed'; readonly fault: unknown }
