import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countAmongSmallest } from '../../../inventory/schema/smallest-hashes.ts'

test('the smallest stay with their full counts, whatever the order, and it is told when one is left out', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.integer({ min: 1, max: 6 }), (hashes, most) => {
      const counts = new Map<number, number>()
      const isWhole = hashes.map((hash) => countAmongSmallest(counts, hash, 1, most)).every(Boolean)
      const distinct = [...new Set(hashes)].sort((a, b) => a - b)
      const expected = distinct.slice(0, most).map((hash) => [hash, hashes.filter((each) => each === hash).length])
      expect([...counts].sort(([a], [b]) => a - b)).toEqual(expected)
      expect(isWhole).toBe(distinct.length <= most)
    }),
  )
})
