// How much a live sensor leaves undone while it cannot keep up. Which step is due is judged here, from times that are given.

/** What is left undone, each on top of those before it. */
export const OVERLOAD = {
  /** Nothing: everything is read. */
  none: 0,
  /** Of each operation one body in eight is read. */
  sample: 1,
  /** No body is kept. */
  headers: 2,
  /** Half of the flows are left out, those that are open included. */
  shed: 3,
} as const

export type OverloadLevel = (typeof OVERLOAD)[keyof typeof OVERLOAD]

/** Shares of the kernel's buffer that wait to be read. */
const BEHIND = 0.5
const NEARLY_FULL = 0.9
const CAUGHT_UP = 0.1
/** One save or one garbage collection is no overload; and a step needs a moment to help. */
const UP_AFTER_MS = 200
/** Three steps down take less than five seconds. */
const DOWN_AFTER_MS = 1000

/**
 * Goes up one step while reading is behind and does not catch up, down one step while it has caught up, and stays where it is in between: what waits
 * is not lost, and a sensor that has just begun is slow for some seconds.
 */
export class Overload {
  #level: OverloadLevel = OVERLOAD.none
  #state: 'behind' | 'between' | 'caught-up' = 'caught-up'
  /** Since when it is in this state, or since it was last judged there. */
  #sinceMs = 0
  /** What waited then. */
  #waited = 0

  get level(): OverloadLevel {
    return this.#level
  }

  /** At `nowMs` that share of the kernel's buffer waits to be read. Gives the level from now on. */
  note(nowMs: number, waiting: number): OverloadLevel {
    const state = waiting > BEHIND ? 'behind' : waiting < CAUGHT_UP ? 'caught-up' : 'between'
    // a wall clock may be put back
    if (state !== this.#state || nowMs < this.#sinceMs) {
      this.#state = state
      this.#judged(nowMs, waiting)
    }
    const lastedMs = nowMs - this.#sinceMs
    if (state === 'behind' && lastedMs >= UP_AFTER_MS) {
      const catchesUp = waiting < this.#waited && waiting < NEARLY_FULL
      if (!catchesUp && this.#level < OVERLOAD.shed) this.#level = (this.#level + 1) as OverloadLevel
      this.#judged(nowMs, waiting)
    } else if (state === 'caught-up' && lastedMs >= DOWN_AFTER_MS && this.#level > OVERLOAD.none) {
      this.#level = (this.#level - 1) as OverloadLevel
      this.#judged(nowMs, waiting)
    }
    return this.#level
  }

  #judged(nowMs: number, waiting: number): void {
    this.#sinceMs = nowMs
    this.#waited = waiting
  }
}
