// Maps of counts: what most of the AI inventory is made of. All of them have a bound.

export const NAMES_MAX = 4096

/** Count `key` once more; a map that is full takes no new keys. */
export function tally(counts: Map<string, number>, key: string, n = 1, max = NAMES_MAX): void {
  const before = counts.get(key)
  if (before === undefined && counts.size >= max) return
  counts.set(key, (before ?? 0) + n)
}

/** The same for keys that are long: of too many the smallest are kept, so that order never shows. */
export function tallySmallest(counts: Map<string, number>, key: string, n: number, max: number): void {
  counts.set(key, (counts.get(key) ?? 0) + n)
  if (counts.size <= max) return
  let greatest = ''
  for (const known of counts.keys()) if (known > greatest) greatest = known
  counts.delete(greatest)
}

export function mergeCounts(into: Map<string, number>, from: ReadonlyMap<string, number>): void {
  for (const [key, n] of from) tally(into, key, n)
}

export const sortedKeys = (counts: ReadonlyMap<string, unknown>): string[] => [...counts.keys()].sort()

export const sumOf = (counts: ReadonlyMap<string, number>): number => {
  let sum = 0
  for (const n of counts.values()) sum += n
  return sum
}

/** As a plain object, keys in order. */
export const countsJson = (counts: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries(sortedKeys(counts).map((key) => [key, counts.get(key) ?? 0]))
