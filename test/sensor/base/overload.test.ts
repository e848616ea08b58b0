import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OVERLOAD, Overload } from '../../../sensor/base/overload.ts'

/** Levels after each tenth of a second in which that share of the buffer waits. */
const levels = (overload: Overload, fromMs: number, tenths: number, waiting: number): number[] =>
  Array.from({ length: tenths }, (_, i) => overload.note(fromMs + i * 100, waiting))

test('one step after the other while reading stays behind, and none further than the last', () => {
  expect(levels(new Overload(), 1000, 9, 0.6)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 3])
})

test('no step while it catches up, unless the buffer is nearly full', () => {
  const shrinking = (from: number, to: number): number[] => {
    const overload = new Overload()
    return Array.from({ length: 20 }, (_, i) => overload.note(1000 + i * 100, from + ((to - from) * i) / 20))
  }
  expect(new Set(shrinking(0.89, 0.51))).toEqual(new Set([OVERLOAD.none]))
  expect(shrinking(1.5, 0.95).at(-1)).toBe(OVERLOAD.shed)
  expect(shrinking(0.51, 0.89).at(-1)).toBe(OVERLOAD.shed)
})

test('down the same steps within five seconds of having caught up', () => {
  const overload = new Overload()
  levels(overload, 0, 9, 0.6)
  const down = levels(overload, 1000, 50, 0)
  expect(down.filter((level, i) => level !== down[i - 1])).toEqual([3, 2, 1, 0])
  expect(down.at(-1)).toBe(OVERLOAD.none)
})

test('one late look is no overload, and half caught up is no reason to step', () => {
  const overload = new Overload()
  expect([...levels(overload, 0, 1, 1), ...levels(overload, 100, 1, 0), ...levels(overload, 200, 1, 0.6)]).toEqual([0, 0, 0])
  levels(overload, 300, 2, 0.6)
  expect(new Set(levels(overload, 500, 100, 0.2))).toEqual(new Set([OVERLOAD.sample]))
})

test('a wall clock that is put back begins the wait anew', () => {
  const overload = new Overload()
  levels(overload, 10_000, 1, 0.6)
  expect(levels(overload, 50, 3, 0.6)).toEqual([0, 0, 1])
})

test('it never skips a step', () => {
  const look = fc.record({ afterMs: fc.nat(3000), waiting: fc.double({ min: 0, max: 2, noNaN: true }) })
  fc.assert(
    fc.property(fc.array(look), (looks) => {
      const overload = new Overload()
      let now = 0
      let before: number = overload.level
      for (const { afterMs, waiting } of looks) {
        const level = overload.note((now += afterMs), waiting)
        expect(Math.abs(level - before)).toBeLessThanOrEqual(1)
        before = level
      }
    }),
  )
})
