import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addToSample, mergeSamples } from '../../../inventory/template/key-sample.ts'

const hashes = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 60 })
const sampleOf = (list: readonly number[], most = 8): number[] => {
  const sample: number[] = []
  for (const hash of list) addToSample(sample, hash, most)
  return sample
}

test('a sample is the smallest different hashes, ascending', () => {
  fc.assert(
    fc.property(hashes, (list) => {
      expect(sampleOf(list)).toEqual([...new Set(list)].sort((a, b) => a - b).slice(0, 8))
    }),
  )
})

test('merging samples is the sample of both', () => {
  fc.assert(
    fc.property(hashes, hashes, (a, b) => {
      const merged = sampleOf(a)
      mergeSamples(merged, sampleOf(b), 8)
      expect(merged).toEqual(sampleOf([...a, ...b]))
    }),
  )
})
