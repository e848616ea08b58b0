import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advance, distance, SEQUENCE_WINDOW, toSequence } from '../../../reconstruct/tcp/sequence.ts'

const anySequence = fc.integer({ min: 0, max: 2 ** 32 - 1 }).map(toSequence)
const anyStep = fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 })

describe('sequence numbers', () => {
  test('distance undoes advance, also across the wrap', () => {
    fc.assert(fc.property(anySequence, anyStep, (from, by) => void expect(distance(from, advance(from, by))).toBe(by)))
  })

  test('advancing in two steps is advancing by their sum', () => {
    fc.assert(
      fc.property(
        anySequence,
        anyStep,
        anyStep,
        (from, one, two) => void expect(advance(advance(from, one), two)).toBe(advance(from, one + two)),
      ),
    )
  })

  test('the way there is the way back, negated', () => {
    fc.assert(
      fc.property(anySequence, fc.integer({ min: -SEQUENCE_WINDOW, max: SEQUENCE_WINDOW }), (from, by) => {
        const to = advance(from, by)
        expect(distance(from, to)).toBe(-distance(to, from) || 0)
      }),
    )
  })

  test('numbers that are equal modulo 2^32 are the same', () => {
    expect(toSequence(2 ** 32 + 5)).toBe(toSequence(5))
    expect(toSequence(2 ** 32 - 1)).toBe(toSequence(-1))
    expect(distance(toSequence(2 ** 32 - 3), toSequence(4))).toBe(7)
  })
})
