import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PairCounter } from '../../../inventory/learn/pair-counter.ts'

it('counts what a map would count, in whatever order pairs come and whenever it is settled', () => {
  const name = fc.constantFrom('', 'a', 'b')
  fc.assert(
    fc.property(fc.array(fc.tuple(name, name, fc.boolean())), (calls) => {
      const [counted, expected] = [new Map<string, number>(), new Map<string, number>()]
      const counter = new PairCounter((a, b, n) => counted.set(`${a} ${b}`, (counted.get(`${a} ${b}`) ?? 0) + n))
      for (const [a, b, settles] of calls) {
        counter.add(a, b)
        expected.set(`${a} ${b}`, (expected.get(`${a} ${b}`) ?? 0) + 1)
        if (settles) {
          counter.settle()
          expect(counted).toEqual(expected)
        }
      }
      counter.settle()
      counter.settle()
      expect(counted).toEqual(expected)
    }),
  )
})

it('tells a row of the same pair once', () => {
  const told: number[] = []
  const counter = new PairCounter((_a, _b, n) => told.push(n))
  for (const a of ['x', 'x', 'x', 'y', 'x']) counter.add(a, 'z')
  counter.settle()
  expect(told).toEqual([3, 1, 1])
})
