import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeOperation } from '../../../inventory/learn/encode-operation.ts'
import { copyOperation, mergeOperation, strongerTier, trimOperation } from '../../../inventory/learn/merge-operation.ts'
import type { Operation } from '../../../inventory/model.ts'
import { observations, operationOf } from './operations.ts'

const plain = (operation: Operation): unknown => encodeOperation(operation, { words: 'all' })

function sum(...operations: Operation[]): Operation {
  const [first, ...rest] = operations.map(copyOperation) as [Operation, ...Operation[]]
  for (const each of rest) mergeOperation(first, each)
  return first
}

test('merging is commutative, associative, and equal to one pass', () => {
  fc.assert(
    fc.property(observations, observations, observations, (a, b, c) => {
      const [x, y, z] = [operationOf(a), operationOf(b), operationOf(c)]
      const whole = plain(operationOf([...a, ...b, ...c]))
      expect(plain(sum(sum(x, y), z))).toEqual(whole)
      expect(plain(sum(x, sum(y, z)))).toEqual(whole)
      expect(plain(sum(z, y, x))).toEqual(whole)
    }),
  )
})

test('a copy shares nothing', () => {
  fc.assert(
    fc.property(observations, observations, (a, b) => {
      const original = operationOf(a)
      const before = plain(original)
      mergeOperation(copyOperation(original), operationOf(b))
      expect(plain(original)).toEqual(before)
    }),
  )
})

test('the stronger tier stays', () => {
  expect(strongerTier('probe', 'guarded')).toBe('guarded')
  expect(strongerTier('confirmed', 'one-sided')).toBe('confirmed')
})

test('consumers beyond the bound are counted', () => {
  const operation = operationOf([])
  for (let i = 0; i < 100; i++) operation.consumers.set(`address:${i}`, { key: `address:${i}`, n: 2, firstUs: 1, lastUs: 2 })
  trimOperation(operation)
  expect(operation.consumers.size).toBe(64)
  expect(operation.consumersDropped).toBe(72)
})
