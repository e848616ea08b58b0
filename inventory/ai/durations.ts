// How long calls took: a histogram whose buckets grow by a fifth each, so that two of them add up and a percentile is right to that.

const STEPS_PER_DOUBLING = 4

/** Bucket -> how many. */
export type Durations = Map<number, number>

export function addDuration(durations: Durations, us: number): void {
  const bucket = us < 1 ? 0 : Math.round(STEPS_PER_DOUBLING * Math.log2(us))
  durations.set(bucket, (durations.get(bucket) ?? 0) + 1)
}

export function mergeDurations(into: Durations, from: ReadonlyMap<number, number>): void {
  for (const [bucket, n] of from) into.set(bucket, (into.get(bucket) ?? 0) + n)
}

/** Milliseconds below which `share` of the calls stayed, to two figures; null where none was timed. */
export function percentileMs(durations: ReadonlyMap<number, number>, share: number): number | null {
  let total = 0
  for (const n of durations.values()) total += n
  if (total === 0) return null
  let below = 0
  let last = 0
  for (const [bucket, n] of [...durations].sort(([a], [b]) => a - b)) {
    last = bucket
    below += n
    if (below >= share * total) break
  }
  return Number((2 ** (last / STEPS_PER_DOUBLING) / 1000).toPrecision(2))
}
