// How likely a difference between traffic and description comes about without anybody having deviated: an exchange that was paired wrongly or
// rebuilt from a damaged capture, a typing error of somebody who tried something out.

/** Of a thousand exchanges one is taken to be such. Far above what captures without loss show, so that few differences are overrated. */
const MISTAKEN_SHARE = 1e-3

/** That among `of` exchanges at least `n` differ by mistake alone: the upper tail of the binomial distribution. 1 for `n` = 0. */
export function chanceOfMistake(n: number, of: number): number {
  if (n <= 0) return 1
  if (n > of) return 0
  let term = (1 - MISTAKEN_SHARE) ** of
  let below = term
  for (let k = 1; k < n; k++) {
    term *= ((of - k + 1) / k) * (MISTAKEN_SHARE / (1 - MISTAKEN_SHARE))
    below += term
  }
  return Math.min(1, Math.max(0, 1 - below))
}

/** `chance < 0.1 %`, `chance 18 %`. */
export function chanceText(n: number, of: number): string {
  const percent = 100 * chanceOfMistake(n, of)
  return percent < 0.1 ? 'chance < 0.1 %' : `chance ${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`
}
