// pcapng time stamps are 64-bit counts of a unit that each interface chooses (if_tsresol), plus an offset in
// seconds (if_tsoffset). Here they become microseconds, rounded down, exactly: no 64-bit value passes a double.

const MICROSECONDS = 6
/** Up to this power of ten the remainders below stay exact. */
const EXACT_POWER = 12
const TWO_32 = 4_294_967_296

export class TimestampScale {
  readonly #offsetUs: number
  /** Microseconds per unit; 0 when the unit is finer than a microsecond. */
  readonly #multiplier: number
  /** Units per microsecond, and what 2^32 units are in whole microseconds and a rest. */
  readonly #divisor: number
  readonly #highQuotient: number
  readonly #highRest: number
  readonly #perSecond: bigint

  /** `resolution` is the if_tsresol byte: a negative power of ten or, with the top bit set, of two. */
  constructor(resolution: number, offsetSeconds: number) {
    const exponent = resolution & 0x7f
    const binary = resolution > 0x7f
    this.#offsetUs = offsetSeconds * 1_000_000
    this.#multiplier = !binary && exponent <= MICROSECONDS ? 10 ** (MICROSECONDS - exponent) : 0
    this.#divisor = !binary && exponent > MICROSECONDS && exponent <= EXACT_POWER ? 10 ** (exponent - MICROSECONDS) : 0
    this.#highQuotient = this.#divisor === 0 ? 0 : Math.floor(TWO_32 / this.#divisor)
    this.#highRest = this.#divisor === 0 ? 0 : TWO_32 % this.#divisor
    this.#perSecond = (binary ? 2n : 10n) ** BigInt(exponent)
  }

  /** Microseconds since 1970 of the count `high * 2^32 + low`. */
  toUs(high: number, low: number): number {
    return clamp(this.#offsetUs + this.#scale(high, low))
  }

  #scale(high: number, low: number): number {
    if (this.#multiplier !== 0) return (high * TWO_32 + low) * this.#multiplier
    if (this.#divisor !== 0) return high * this.#highQuotient + Math.floor((high * this.#highRest + low) / this.#divisor)
    const count = (BigInt(high) << 32n) | BigInt(low)
    return Number((count * 1_000_000n) / this.#perSecond)
  }
}

/** Nonsense stays a number that later arithmetic and a database can hold. */
const clamp = (us: number): number => Math.min(Math.max(us, 0), Number.MAX_SAFE_INTEGER)
