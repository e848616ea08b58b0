import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonWalker } from '../../../../inventory/observe/body/json.ts'
import { CONTAINER, type Tape } from '../../../../inventory/observe/body/tape.ts'
import { writeValue } from '../../../../inventory/observe/body/value.ts'
import { json } from '../../../support/documents.ts'
import { wellFormed } from '../../../support/slow-fold.ts'
import { hashed, newTape, readTape } from './read-tape.ts'

const tape = newTape()
function written(value: unknown, onto: Tape = tape): unknown[] {
  onto.reset(new Uint8Array(0))
  writeValue(onto, value)
  return readTape(onto)
}

test('a value gives the tape that its JSON gives', () => {
  const other = newTape()
  const walker = new JsonWalker(other)
  fc.assert(
    fc.property(json, (value) => {
      const text = wellFormed(JSON.stringify(value))
      const bytes = new TextEncoder().encode(text)
      other.reset(bytes)
      walker.walk(bytes, 0, bytes.length, false)
      expect(written(JSON.parse(text))).toEqual(readTape(other))
      for (const column of ['shape', 'next', 'formats'] as const) {
        if (column === 'formats' && typeof value !== 'string') continue
        expect([...tape[column].subarray(0, tape.rows)]).toEqual([...other[column].subarray(0, other.rows)])
      }
    }),
  )
})

test('what JSON does not have becomes what comes nearest, or nothing', () => {
  expect(written(new Date(0))).toEqual([hashed('1970-01-01T00:00:00.000Z')])
  expect(written(new Date(Number.NaN))).toEqual([hashed('')])
  expect(written(Uint8Array.of(1, 2))).toEqual([hashed('')])
  expect(written(2n ** 70n)).toEqual([2 ** 70])
  for (const nothing of [undefined, () => 1, Symbol('x')]) expect(written(nothing)).toEqual([])
  expect(written({ a: undefined, b: 1 })).toEqual([{ b: 1 }])
})

test('below the depth limit there is nothing, and the container says so', () => {
  const flat = newTape({ schemaDepth: 1 })
  expect(written({ a: { b: { c: 1 } }, d: [[1]] }, flat)).toEqual([{ a: {}, d: [] }])
  expect([flat.length[0], flat.length[1], flat.length[2]]).toEqual([0, CONTAINER.deep, CONTAINER.deep])
})

test('a value that refers to itself has an end', () => {
  const loop: Record<string, unknown> = { name: 'x' }
  loop['self'] = loop
  written(loop)
  expect(tape.rows).toBeLessThan(40)
})

test('beyond the bound of decoded values the body counts as cut', () => {
  const small = newTape({ decodedRows: 10 })
  written({ list: Array.from({ length: 100 }, (_, i) => i), last: 1 }, small)
  expect(small.rows).toBe(10)
  expect([small.length[0], small.length[1]]).toEqual([CONTAINER.cut, CONTAINER.cut])
  written({ list: [1, 2, 3] }, small)
  expect([small.length[0], small.length[1]]).toEqual([0, 0])
})
