// How long to wait before a driver is started again. Pure.

const FIRST_MS = 50
const LONGEST_MS = 2000
/** A driver that ran for so long was healthy: the next wait is short again. */
const HEALTHY_MS = 10_000

/** Waits that double, up to two seconds: short, because what passes meanwhile is lost. */
export class BackOff {
  #nextMs = FIRST_MS

  /** A driver ended after it had captured for `ranMs`. */
  ended(ranMs: number): void {
    if (ranMs >= HEALTHY_MS) this.#nextMs = FIRST_MS
  }

  nextMs(): number {
    const now = this.#nextMs
    this.#nextMs = Math.min(now * 2, LONGEST_MS)
    return now
  }
}
