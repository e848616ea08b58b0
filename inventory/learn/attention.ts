// Which bodies of an operation are read at depth `adaptive`: all of them until so many in a row told nothing new, then one in eight, and all
// again as soon as one of these does tell something new. What is counted per exchange is counted for each one all the same.

/** Bodies in a row without news, after which an operation is known well. */
export const STEADY_BODIES = 256
/** Of an operation that is known well, one body in so many is read. A power of two. */
export const ONE_IN = 8

/** For the exchanges of one path, method and status. Not evidence: it is neither merged nor kept. */
export class Attention {
  #quiet = 0
  #turn = 0

  /** Whether the bodies of the exchange at hand are to be read. */
  wants(): boolean {
    return this.#quiet < STEADY_BODIES || this.sample()
  }

  /** The same where there is time for one in so many only, however well the operation is known. */
  sample(): boolean {
    // Fibonacci hashing of the turn: evenly spread, and out of step with clients that call in a fixed order.
    return (Math.imul(this.#turn++, 0x9e3779b1) >>> 16) % ONE_IN === 0
  }

  /** Bodies were read; `news`: they told something new. */
  read(news: boolean): void {
    this.#quiet = news ? 0 : this.#quiet + 1
  }
}
