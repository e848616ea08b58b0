import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addCount, addCounts, admits, keepBounded, trim } from '../../../inventory/learn/bounded.ts'

const keys = fc.array(fc.integer({ min: 0, max: 40 }).map(String), { maxLength: 200 })

function count(list: readonly string[], most: number): { map: Map<string, number>; dropped: number } {
  const map = new Map<string, number>()
  let dropped = 0
  const drop = (n: number): void => {
    dropped += n
  }
  for (const key of list) {
    addCount(map, key)
    keepBounded(map, most, drop)
  }
  trim(map, most, drop)
  return { map: new Map([...map].sort()), dropped }
}

test('the same keys stay with full counts, whatever the order', () => {
  fc.assert(
    fc.property(keys, (list) => {
      const forward = count(list, 5)
      expect(count([...list].reverse(), 5)).toEqual(forward)
      expect(forward.map.size).toBe(Math.min(5, new Set(list).size))
      for (const [key, n] of forward.map) expect(n).toBe(list.filter((each) => each === key).length)
      expect([...forward.map.values()].reduce((a, b) => a + b, 0) + forward.dropped).toBe(list.length)
    }),
  )
})

test('a map under its bound is left alone', () => {
  const map = new Map([['a', 1]])
  trim(map, 1)
  addCounts(
    map,
    new Map([
      ['a', 2],
      ['b', 1],
    ]),
  )
  expect(map).toEqual(
    new Map([
      ['a', 3],
      ['b', 1],
    ]),
  )
})

test('a key that is not admitted would have been dropped', () => {
  fc.assert(
    fc.property(keys, (list) => {
      const map = new Map<string, number>()
      let dropped = 0
      for (const key of list) {
        if (!map.has(key) && !admits(map, key)) dropped++
        else addCount(map, key)
        keepBounded(map, 5, (n) => {
          dropped += n
        })
      }
      trim(map, 5, (n) => {
        dropped += n
      })
      expect({ map: new Map([...map].sort()), dropped }).toEqual(count(list, 5))
    }),
  )
})
