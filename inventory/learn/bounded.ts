// Maps that are bounded by smallest hash of their key: the same entries stay whatever the order of arrival, with their full counts.

import { hashText } from '../observe/hash.ts'

/** Called after a key was added: trims only now and then, so that it costs little. `dropped` is told each entry that goes. */
export function keepBounded<V>(map: Map<string, V>, most: number, dropped?: (value: V) => void): void {
  if (map.size > most * 2) trim(map, most, dropped)
}

/** Leave the `most` keys with the smallest hashes. A key that is among those at the end was never dropped on the way. */
export function trim<V>(map: Map<string, V>, most: number, dropped?: (value: V) => void): void {
  if (map.size <= most) return
  const keys = [...map.keys()].map((key) => ({ key, hash: hashText(key) })).sort((a, b) => a.hash - b.hash || (a.key < b.key ? -1 : 1))
  for (const { key } of keys.slice(most)) {
    dropped?.(map.get(key) as V)
    map.delete(key)
  }
}

export function addCount<K>(map: Map<K, number>, key: K, n = 1): void {
  map.set(key, (map.get(key) ?? 0) + n)
}

export function addCounts<K>(into: Map<K, number>, from: ReadonlyMap<K, number>): void {
  for (const [key, n] of from) addCount(into, key, n)
}
