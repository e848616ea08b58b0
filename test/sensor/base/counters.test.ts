import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { COUNTER_IDS, COUNTERS, Counters, SLOT } from '../../../sensor/base/counters.ts'

const anyCounters = fc.array(fc.tuple(fc.constantFrom(...COUNTER_IDS), fc.nat({ max: 1e9 })), { maxLength: 20 }).map((rows) => {
  const counters = new Counters()
  for (const [id, by] of rows) counters.add(id, by)
  return counters
})
const merged = (...all: readonly Counters[]) => {
  const sum = new Counters()
  for (const counters of all) sum.merge(counters)
  return sum.toRecord()
}

test('a slot is the place of its id', () => {
  const counters = new Counters()
  counters.values[SLOT['tcp.gaps']]!++
  expect(counters.toRecord()).toEqual({ 'tcp.gaps': 1 })
})

test('merging does not depend on order or grouping', () => {
  fc.assert(
    fc.property(anyCounters, anyCounters, anyCounters, (a, b, c) => {
      expect(merged(a, b, c)).toEqual(merged(c, a, b))
      expect(merged(Counters.fromRecord(merged(a, b)), c)).toEqual(merged(a, Counters.fromRecord(merged(b, c))))
    }),
  )
})

test('high-water marks merge by the larger', () => {
  const [a, b] = [new Counters(), new Counters()]
  a.peak('tcp.out-of-order-peak-bytes', 7)
  a.peak('tcp.out-of-order-peak-bytes', 5)
  b.peak('tcp.out-of-order-peak-bytes', 9)
  expect(merged(a, b)).toEqual({ 'tcp.out-of-order-peak-bytes': 9 })
})

test('a record gives back the same counters; unknown ids are ignored', () => {
  fc.assert(
    fc.property(anyCounters, (counters) => {
      expect(Counters.fromRecord(counters.toRecord()).values).toEqual(counters.values)
    }),
  )
  expect(Counters.fromRecord({ 'no.such-counter': 3 }).toRecord()).toEqual({})
})

test('ids are lower case with a group, and every one has a sentence', () => {
  for (const [id, sentence] of Object.entries(COUNTERS)) {
    expect(id).toMatch(/^[a-z0-9]+\.[a-z0-9-]+$/)
    expect(sentence).toMatch(/^\S.*\.$/)
  }
})

test('a copy stays as it was', () => {
  const counters = new Counters()
  counters.add('tcp.gaps', 2)
  const copy = counters.copy()
  counters.add('tcp.gaps')
  expect([copy.get('tcp.gaps'), counters.get('tcp.gaps')]).toEqual([2, 3])
})
