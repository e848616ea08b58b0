// Counts by hash, bounded by smallest hash: which are kept depends on what there was alone, not on its order, and a kept one is exact.

/** Count `hash` among the `most` smallest. False where one is left out for it, this or the largest so far. */
export function countAmongSmallest(counts: Map<number, number>, hash: number, n: number, most: number): boolean {
  const before = counts.get(hash)
  if (before !== undefined || counts.size < most) {
    counts.set(hash, (before ?? 0) + n)
    return true
  }
  const largest = Math.max(...counts.keys())
  if (hash < largest) {
    counts.delete(largest)
    counts.set(hash, n)
  }
  return false
}
