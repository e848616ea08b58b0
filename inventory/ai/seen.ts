// First and last packet time, and how often.

import type { Seen } from '../model.ts'

export const emptySeen = (): Seen => ({ n: 0, firstUs: 0, lastUs: 0 })

export function see(seen: Seen, startedUs: number, endedUs: number): void {
  if (seen.n === 0 || startedUs < seen.firstUs) seen.firstUs = startedUs
  if (endedUs > seen.lastUs) seen.lastUs = endedUs
  seen.n++
}

export function mergeSeen(into: Seen, from: Readonly<Seen>): void {
  if (from.n === 0) return
  if (into.n === 0 || from.firstUs < into.firstUs) into.firstUs = from.firstUs
  if (from.lastUs > into.lastUs) into.lastUs = from.lastUs
  into.n += from.n
}
