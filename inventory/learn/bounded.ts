// Maps that are bounded by smallest hash of their key: the same entries stay whatever the order of arrival, with their full counts.

import { hashText } from '../observe/hash.ts'

/** A text, or a hash that stands for itself (observe/hash.ts). */
type Key = string | number

const hashOf = (key: Key): number => (typeof key === 'number' ? key : hashText(key))

/** Of maps that were trimmed: the largest hash that stayed. What is beyond it can never be among those with the smallest again. */
const largestKept = new WeakMap<ReadonlyMap<Key, unknown>, number>()

/** False for a key that `trim` would drop again: ask before adding one that is new. */
export function admits(map: ReadonlyMap<Key, unknown>, key: Key): boolean {
  const largest = largestKept.get(map)
  return largest === undefined || hashOf(key) <= largest
}

/** How far a map grows beyond its bound before it is trimmed: trimming costs, and so do entries that go again. */
const SLACK = 1.25

/** Called after a key was added: trims only now and then, so that it costs little. `dropped` is told each entry that goes. */
export function keepBounded<K extends Key, V>(map: Map<K, V>, most: number, dropped?: (value: V) => void): void {
  if (map.size > most * SLACK) trim(map, most, dropped)
}

/**
 * Leave the `most` keys with the smallest hashes. A key that is among those at the end was never dropped on the way. The map belongs to the caller,
 * or is `NOTHING`, which is never over a bound.
 */
export function trim<K extends Key, V>(map: ReadonlyMap<K, V>, most: number, dropped?: (value: V) => void): void {
  if (map.size <= most) return
  const keys = [...map.keys()].map((key) => ({ key, hash: hashOf(key) })).sort((a, b) => a.hash - b.hash || (a.key < b.key ? -1 : 1))
  const last = keys[most - 1]
  if (last !== undefined) largestKept.set(map, last.hash)
  for (const { key } of keys.slice(most)) {
    dropped?.(map.get(key) as V)
    ;(map as Map<K, V>).delete(key)
  }
}

/** Of accumulators that have nothing to put into a map, and those are most: one for all, for an empty Map takes 184 bytes. */
export const NOTHING: ReadonlyMap<never, never> = new Map<never, never>()

/** The map to write to, which the caller then puts in place of `map`: a new one instead of the shared `NOTHING`. */
export function writable<K, V>(map: ReadonlyMap<K, V>): Map<K, V> {
  return map === NOTHING ? new Map() : (map as Map<K, V>)
}

export function addCount<K>(map: Map<K, number>, key: K, n = 1): void {
  map.set(key, (map.get(key) ?? 0) + n)
}

export function addCounts<K>(into: Map<K, number>, from: ReadonlyMap<K, number>): void {
  for (const [key, n] of from) addCount(into, key, n)
}
