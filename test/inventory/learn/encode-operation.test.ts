import { decode, encode } from '@msgpack/msgpack'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeOperation, encodeOperation, sortedEntries } from '../../../inventory/learn/encode-operation.ts'
import { observations, operationOf } from './operations.ts'

test('an operation survives MessagePack', () => {
  fc.assert(
    fc.property(observations, (list) => {
      const operation = operationOf(list)
      operation.segments = [
        { kind: 'literal', text: 'users' },
        { kind: 'parameter', name: 'id', prefix: '', suffix: '.json', reasons: [{ text: 'because', weight: 1.5 }] },
      ]
      const plain = encodeOperation(operation, { words: 'all' })
      const back = decodeOperation(decode(encode(plain)))
      expect(encodeOperation(back, { words: 'all' })).toEqual(plain)
      expect(back.segments).toEqual(operation.segments)
    }),
  )
})

test('entries are sorted by key', () => {
  expect(
    sortedEntries(
      new Map([
        ['b', 1],
        ['a', 2],
      ]),
    ),
  ).toEqual([
    ['a', 2],
    ['b', 1],
  ])
  expect(
    sortedEntries(
      new Map([
        [10, 'x'],
        [9, 'y'],
      ]),
    ),
  ).toEqual([
    [9, 'y'],
    [10, 'x'],
  ])
})
