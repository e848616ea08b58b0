import { expect, it } from 'vitest'
import { countsJson, mergeCounts, sumOf, tally, tallySmallest } from '../../../inventory/ai/counts.ts'

it('adds up in order of keys', () => {
  const counts = new Map([['b', 1]])
  mergeCounts(counts, new Map([['a', 2]]))
  tally(counts, 'b')
  expect([JSON.stringify(countsJson(counts)), sumOf(counts)]).toEqual(['{"a":2,"b":2}', 4])
})

it('keeps the smallest of too many long keys, whatever came first', () => {
  const made = (...keys: string[]) => {
    const counts = new Map<string, number>()
    for (const key of keys) tallySmallest(counts, key, 1, 2)
    return [...counts.keys()].sort()
  }
  expect([made('a', 'b', 'c'), made('c', 'b', 'a')]).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ])
})
