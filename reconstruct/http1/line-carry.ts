// A line that the network may have cut: read in place where it lies whole in the packet, else put together here.

const LF = 10
const CR = 13

/** After `read` answered, the line without its end is `bytes[start, end)`. */
export class LineCarry {
  bytes: Uint8Array
  start = 0
  end = 0
  /** The line is longer than the bound; what is beyond is not kept. */
  tooLong = false
  readonly #own: Uint8Array
  #used = 0

  constructor(bytesMax: number) {
    this.#own = new Uint8Array(bytesMax)
    this.bytes = this.#own
  }

  /** Bytes of a line that is not complete yet. */
  get carried(): number {
    return this.#used
  }

  reset(): void {
    this.#used = 0
    this.tooLong = false
  }

  /** The index behind the line that goes on at `at`, or -1 if its end is not in `bytes[at, end)`: it was carried. */
  read(bytes: Uint8Array, at: number, end: number): number {
    let lf = at
    while (lf < end && bytes[lf] !== LF) lf++
    if (this.#used === 0 && lf < end) {
      this.tooLong = lf - at > this.#own.length
      this.#tell(bytes, at, lf)
      return lf + 1
    }
    const room = Math.min(lf - at, this.#own.length - this.#used)
    if (room < lf - at) this.tooLong = true
    for (let i = 0; i < room; i++) this.#own[this.#used + i] = bytes[at + i] as number
    this.#used += room
    if (lf >= end) {
      this.#tell(this.#own, 0, this.#used)
      return -1
    }
    this.#tell(this.#own, 0, this.#used)
    this.#used = 0
    return lf + 1
  }

  #tell(bytes: Uint8Array, start: number, lf: number): void {
    this.bytes = bytes
    this.start = start
    this.end = lf > start && bytes[lf - 1] === CR ? lf - 1 : lf
  }
}
