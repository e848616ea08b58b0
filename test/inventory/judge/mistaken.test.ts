import fc from 'fast-check'
import { expect, it } from 'vitest'
import { chanceOfMistake, chanceText } from '../../../inventory/judge/mistaken.ts'

it.each([
  [0, 10, 1],
  [1, 1, 0.001],
  [1, 1000, 0.6323],
  [2, 1000, 0.2642],
  [5, 1000, 0.00366],
  [11, 10, 0],
])('%i of %i by mistake alone: %f', (n, of, chance) => expect(chanceOfMistake(n, of)).toBeCloseTo(chance, 4))

it('more differences are less likely, more exchanges make them likelier', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 60, max: 200_000 }), (n, of) => {
      const chance = chanceOfMistake(n, of)
      expect(chance).toBeGreaterThanOrEqual(0)
      expect(chance).toBeLessThanOrEqual(chanceOfMistake(n - 1, of) + 1e-9)
      expect(chance).toBeLessThanOrEqual(chanceOfMistake(n, of + 1000) + 1e-9)
    }),
  )
})

it('is told in percent, and never as none', () => {
  expect([chanceText(1, 10), chanceText(20, 40), chanceText(1, 300), chanceText(0, 5)]).toEqual([
    'chance 1.0 %',
    'chance < 0.1 %',
    'chance 26 %',
    'chance 100 %',
  ])
})
