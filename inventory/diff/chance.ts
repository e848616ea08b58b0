// How likely a difference is where nothing has changed. Two samples of traffic always differ; only what chance would not do is a change.

/** Absence is claimed to be removal only when it would come about by chance less often. */
export const GONE_BELOW = 1e-3
/** Something new is taken for a change, not for something seen for the first time, only when chance would have it so less often. */
export const NEW_BELOW = 0.05

/**
 * All `marked` things fell among the `n` of one sample and none among the `m` of the other: the chance of that if samples do not differ
 * (Fisher's exact test, one-sided): C(n, marked) / C(n + m, marked).
 */
export function chanceOfOneSide(marked: number, n: number, m: number): number {
  if (m <= 0 || marked <= 0) return 1
  // both products are the same; the shorter one is taken
  const [steps, others] = marked < m ? [marked, m] : [m, marked]
  const all = n + m
  let chance = 1
  for (let i = 0; i < steps && chance > NEVER; i++) chance *= Math.max(0, all - others - i) / (all - i)
  return chance
}

/** Beyond this it makes no difference. */
const NEVER = 1e-12

/**
 * The same for events at a rate: `events` happened in one window and none in the other, whose exposure is `ratio` times that of the first
 * (the conditional test for two Poisson counts).
 */
export function chanceOfSilence(events: number, ratio: number): number {
  return (1 / (1 + Math.max(0, ratio))) ** events
}
