import type { Seen } from '../model.ts'

/** Once more, or `n` times, between two packet times. */
export function see(seen: Seen, firstUs: number, lastUs: number, n = 1): void {
  seen.n += n
  if (firstUs < seen.firstUs) seen.firstUs = firstUs
  if (lastUs > seen.lastUs) seen.lastUs = lastUs
}
