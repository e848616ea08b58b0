/** Counts pairs, such as a host name and the address it was reached at. Most are like the one before: that costs a comparison, and no look into a map. */
export class PairCounter {
  readonly #into: (a: string, b: string, n: number) => void
  #a = ''
  #b = ''
  #n = 0

  /** `into` is told how often a pair came in a row: at the next other one, or when the counter is settled. */
  constructor(into: (a: string, b: string, n: number) => void) {
    this.#into = into
  }

  add(a: string, b: string): void {
    if (a !== this.#a || b !== this.#b) {
      this.settle()
      this.#a = a
      this.#b = b
    }
    this.#n++
  }

  /** To be called before the counts are read. */
  settle(): void {
    const n = this.#n
    this.#n = 0
    if (n > 0) this.#into(this.#a, this.#b, n)
  }
}
