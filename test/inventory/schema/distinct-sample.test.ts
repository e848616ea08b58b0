import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DistinctSample } from '../../../inventory/schema/distinct-sample.ts'

const values = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 300 })
const NONE: readonly string[] = []

function sampleOf(hashes: readonly number[]): DistinctSample {
  const sample = new DistinctSample()
  for (const hash of hashes) if (sample.add(hash, NONE)) sample.setWord(hash, `w${hash}`)
  return sample
}

test('it holds the 64 smallest hashes with exact counts', () => {
  fc.assert(
    fc.property(values, (hashes) => {
      const counts = new Map<number, number>()
      for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1)
      const smallest = [...counts].sort((a, b) => a[0] - b[0]).slice(0, 64)
      const sample = sampleOf(hashes)
      expect([...sample.values].map(([hash, { n }]) => [hash, n])).toEqual(smallest)
      expect(sample.overflow).toBe(counts.size > 64)
      for (const [hash, { word }] of sample.values) expect(word).toBe(counts.size <= 20 ? `w${hash}` : null)
    }),
  )
})

test('samples add up in any order', () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      const left = sampleOf(a)
      left.merge(sampleOf(b))
      const right = sampleOf(b)
      right.merge(sampleOf(a))
      const whole = sampleOf([...a, ...b])
      for (const sum of [left, right]) {
        expect([...sum.values]).toEqual([...whole.values])
        expect(sum.overflow).toBe(whole.overflow)
      }
    }),
  )
})

test('types that were found stay with their value', () => {
  const sample = new DistinctSample()
  sample.add(7, ['email'])
  sample.add(3, NONE)
  sample.addValue(7, { n: 2, word: null, detected: ['email', 'login'] })
  expect(sample.values.get(7)).toEqual({ n: 3, word: null, detected: ['email', 'login'] })
  expect(sample.values.get(3)?.detected).toEqual([])
})
