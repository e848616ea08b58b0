import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chanceOfOneSide, chanceOfSilence } from '../../../inventory/diff/chance.ts'

/** Fisher's exact test the slow way: choose which of n + m are marked, count the choices that fall into n. */
function counted(marked: number, n: number, m: number): number {
  const choose = (from: number, of: number): number => (of === 0 ? 1 : from < of ? 0 : choose(from - 1, of - 1) + choose(from - 1, of))
  return choose(n, marked) / choose(n + m, marked)
}

test('is the share of choices in which all marked fall on one side', () => {
  const small = fc.integer({ min: 1, max: 9 })
  fc.assert(
    fc.property(small, small, small, (marked, n, m) => {
      fc.pre(marked <= n)
      expect(chanceOfOneSide(marked, n, m)).toBeCloseTo(counted(marked, n, m), 10)
    }),
  )
})

test('nothing to compare with says nothing', () => {
  expect(chanceOfOneSide(5, 5, 0)).toBe(1)
  expect(chanceOfOneSide(0, 5, 5)).toBe(1)
  expect(chanceOfSilence(100, 0)).toBe(1)
})

test('more evidence makes chance less likely, and never below nothing', () => {
  expect(chanceOfSilence(10, 1)).toBeLessThan(1e-3)
  expect(chanceOfSilence(9, 1)).toBeGreaterThan(1e-3)
  expect(chanceOfOneSide(1e6, 1e6, 1e6)).toBeGreaterThanOrEqual(0)
  expect(chanceOfOneSide(1e9, 1e9, 10)).toBeLessThan(1)
})
