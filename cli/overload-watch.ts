// Watches how far reading is behind the wire on live captures, and tells the pipeline what to leave undone meanwhile. Replay has none: a file waits.

import type { CounterId } from '../sensor/base/counters.ts'
import { Overload, type OverloadLevel } from '../sensor/base/overload.ts'
import type { LearningPipeline } from './learning-pipeline.ts'

/** A packet that is so old comes from another clock: no buffer holds an hour. */
const OTHER_CLOCK_MS = 3_600_000
/** Packet time over which the rate of a capture is measured. */
const RATE_OVER_MS = 100

/** Level -> what counts the time there, and how the status line calls it. */
const LEVELS: Readonly<Record<OverloadLevel, { readonly counter: CounterId | null; readonly text: string }>> = {
  0: { counter: null, text: '' },
  1: { counter: 'live.sampling-ms', text: 'behind: one body in eight is read' },
  2: { counter: 'live.headers-ms', text: 'behind: no body is read' },
  3: { counter: 'live.shedding-ms', text: 'behind: half of the connections are left out' },
}

export interface OverloadWatchOptions {
  readonly pipeline: Pick<LearningPipeline, 'counters' | 'setLevel'>
  /** Of each capture, in bytes: what may wait there. */
  readonly bufferBytes: number
  /** Wall clock in milliseconds, of which packet times of a live capture are, too. */
  readonly now: () => number
}

interface WatchedCapture {
  /** What was read since that packet time, which gives the rate. */
  sinceMs: number
  bytes: number
  bytesPerMs: number
  /** The share of its buffer that waits to be read, and whether it was measured since the last beat. */
  waiting: number
  isFresh: boolean
}

export class OverloadWatch {
  readonly #options: OverloadWatchOptions
  readonly #overload = new Overload()
  readonly #captures = new Map<string, WatchedCapture>()
  #notedMs: number

  constructor(options: OverloadWatchOptions) {
    this.#options = options
    this.#notedMs = options.now()
  }

  /** What is left undone at the moment, for the status line; empty while nothing is. */
  get text(): string {
    return LEVELS[this.#overload.level].text
  }

  /** `bytes` of a capture were read, the latest packet of which is from `latestUs`. */
  read(name: string, bytes: number, latestUs: number): void {
    if (latestUs <= 0) return
    const nowMs = this.#options.now()
    const latestMs = latestUs / 1000
    const capture = this.#captureOf(name, latestMs)
    capture.bytes += bytes
    const passedMs = latestMs - capture.sinceMs
    if (passedMs >= RATE_OVER_MS || passedMs < 0) {
      capture.bytesPerMs = passedMs < 0 ? 0 : capture.bytes / passedMs
      capture.sinceMs = latestMs
      capture.bytes = 0
    }
    const behindMs = nowMs - latestMs
    // a driver holds the packets of a quiet link back for up to a second: old, but few
    capture.waiting = behindMs > OTHER_CLOCK_MS ? 0 : (behindMs * capture.bytesPerMs) / this.#options.bufferBytes
    capture.isFresh = true
    this.#note(nowMs)
  }

  /** A moment has passed: a capture of which nothing was read for all of it has nothing that waits. */
  beat(): void {
    let isFresh = false
    for (const capture of this.#captures.values()) {
      if (!capture.isFresh) capture.waiting = 0
      isFresh ||= capture.isFresh
      capture.isFresh = false
    }
    // how far behind it is now is told by the next piece: an old packet does not get older by waiting for it
    if (!isFresh) this.#note(this.#options.now())
  }

  #captureOf(name: string, latestMs: number): WatchedCapture {
    let capture = this.#captures.get(name)
    if (capture === undefined) {
      capture = { sinceMs: latestMs, bytes: 0, bytesPerMs: 0, waiting: 0, isFresh: true }
      this.#captures.set(name, capture)
    }
    return capture
  }

  #note(nowMs: number): void {
    const { counters } = this.#options.pipeline
    const before = this.#overload.level
    const { counter } = LEVELS[before]
    if (counter !== null) counters.add(counter, Math.max(0, nowMs - this.#notedMs))
    this.#notedMs = nowMs
    let waiting = 0
    for (const capture of this.#captures.values()) waiting = Math.max(waiting, capture.waiting)
    const level = this.#overload.note(nowMs, waiting)
    if (level === before) return
    if (before === 0) counters.add('live.overloads')
    this.#options.pipeline.setLevel(level)
  }
}
