import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sensitiveType } from '../../../../inventory/judge/index.ts'
import { DETECTORS, RANDOM_SHARE } from '../../../../inventory/observe/detectors/index.ts'
import { WORD_TYPES } from '../../../../inventory/observe/detectors/words.ts'
import { detect } from './accepts.ts'

describe('every detector', () => {
  it('is of a type that the catalogue has, with bounds and a base rate', () => {
    for (const { type, minLength, maxLength, randomShare } of DETECTORS) {
      expect(sensitiveType(type), type).toBeDefined()
      expect(minLength, type).toBeLessThanOrEqual(maxLength)
      expect(randomShare, type).toBeGreaterThan(0)
      expect(randomShare, type).toBeLessThanOrEqual(1)
    }
    for (const type of WORD_TYPES) expect(sensitiveType(type), type).toBeDefined()
  })

  it('takes no more of unrelated values than it says', () => {
    const values = unrelated(4000)
    const passed = new Map<string, number>()
    for (const value of values) for (const type of detect(value)) passed.set(type, (passed.get(type) ?? 0) + 1)
    // Of all values, not only of those of like form: a bound that holds with room to spare for all but the weakest.
    for (const [type, n] of passed)
      expect(n / values.length, type).toBeLessThanOrEqual(Math.max(0.004, (RANDOM_SHARE.get(type) ?? 0) * 1.3))
  })

  it('is total', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.stringMatching(/^[0-9A-Z.:+@/ -]{0,60}$/)), (text) => {
        const types = detect(text)
        expect(Object.isFrozen(types)).toBe(true)
        expect(detect(text)).toBe(types)
      }),
      { numRuns: 2000 },
    )
  })
})

/** Ids, times, versions, words and hashes, by a generator that always gives the same. */
function unrelated(n: number): string[] {
  let state = 7
  const random = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return Math.floor((state / 0x80000000) * below)
  }
  const digits = (length: number): string => Array.from({ length }, (_, i) => (i === 0 ? 1 + random(9) : random(10))).join('')
  const hex = (length: number): string => Array.from({ length }, () => random(16).toString(16)).join('')
  const makers = [
    () => digits(8 + random(10)),
    () => String(1_700_000_000 + random(50_000_000)),
    () => new Date(1_600_000_000_000 + random(2_000_000_000)).toISOString(),
    () => `${random(20)}.${random(30)}.${random(40)}`,
    () => `${random(20)}.${random(30)}.${random(40)}.${random(60)}`,
    () => ['active', 'pending', 'shipped', 'monthly', 'EUR', 'en-GB', 'Blue Shirt', 'data/report.csv'][random(8)]!,
    () => hex(32),
    () => `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`,
    () => `${random(1000)}.${digits(2)}`,
    () => `ORD-${digits(8)}`,
    () => `https://example.com/items/${digits(5)}`,
  ]
  return Array.from({ length: n }, (_, i) => makers[i % makers.length]!())
}
