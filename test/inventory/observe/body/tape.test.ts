import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonWalker } from '../../../../inventory/observe/body/json.ts'
import { CONTAINER, NO_KEY, ROW, Tape } from '../../../../inventory/observe/body/tape.ts'
import { hashNumber, hashText } from '../../../../inventory/observe/hash.ts'
import { DEFAULT_LIMITS } from '../../../../sensor/base/limits.ts'
import { json } from '../../../support/documents.ts'
import { wellFormed } from '../../../support/slow-fold.ts'
import { hashed, newTape, readTape } from './read-tape.ts'

const tape = newTape()
const walker = new JsonWalker(tape)
function walk(text: string, onto = tape, by = walker): Tape {
  const bytes = new TextEncoder().encode(text)
  onto.reset(bytes)
  expect(by.walk(bytes, 0, bytes.length, false)).toBe('whole')
  return onto
}
const shapeOf = (value: unknown): number => walk(JSON.stringify(value)).shape[0] as number

test('what JSON.parse gives can be read back from the tape', () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = wellFormed(JSON.stringify(value))
      expect(readTape(walk(text))).toEqual([hashed(JSON.parse(text))])
    }),
    { numRuns: 500 },
  )
})

test('one row per value, parents before children', () => {
  const { kind, next } = walk('{"id":7,"tags":["a","b"]}')
  expect([...kind.subarray(0, 5)]).toEqual([ROW.object, ROW.number, ROW.array, ROW.string, ROW.string])
  expect([...next.subarray(0, 5)]).toEqual([5, 2, 5, 4, 5])
})

test('the shape is that of names and kinds, whatever the values, their order and their number', () => {
  const shape = shapeOf({ id: 1, tags: ['a'], owner: { name: 'x', admin: true } })
  expect(shapeOf({ owner: { admin: false, name: 'yy' }, tags: ['b', 'c', 'a'], id: 22.5 })).toBe(shape)
  for (const other of [
    { id: '1', tags: ['a'], owner: { name: 'x', admin: true } },
    { id: 1, tags: [1], owner: { name: 'x', admin: true } },
  ])
    expect(shapeOf(other)).not.toBe(shape)
  expect(shapeOf({ 2001: { a: 1 }, 2002: { a: 1 } })).toBe(shapeOf({ 2003: { a: 5 } }))
})

test('the kinds of values without content differ in shape, true and false do not', () => {
  expect(new Set([[null], [true], [1], ['x'], [[]], [{}]].map(shapeOf)).size).toBe(6)
  expect(shapeOf([true])).toBe(shapeOf([false]))
  expect(shapeOf([1, 'x', null])).toBe(shapeOf([null, 'x', 1]))
})

test('a cut or too deep container has another shape than a whole one', () => {
  const whole = shapeOf({ a: 1 })
  tape.reset(new TextEncoder().encode('{"a":1,'))
  walker.walk(tape.bytes, 0, tape.bytes.length, true)
  expect(tape.shape[0]).not.toBe(whole)
  expect(tape.length[0]).toBe(CONTAINER.cut)
})

test('texts that stand in no body are kept while the tape is', () => {
  tape.reset(new Uint8Array(0))
  const texts = ['open', 'ü', '', 'x'.repeat(10_000), 'closed']
  for (const text of texts) tape.addText(NO_KEY, text)
  expect(readTape(tape)).toEqual(texts.map(hashed))
  const at = (row: number): string => new TextDecoder().decode(tape.bytes.subarray(tape.start[row], tape.end[row]))
  expect([0, 2, 3, 4].map(at)).toEqual(['open', '', 'x'.repeat(10_000), 'closed'])
  expect(tape.start[1]).toBe(-1)
})

test('properties are found by name in their own object only', () => {
  walk('{"a":{"b":1},"c":2,"c":3}')
  expect([tape.property(0, 'a'), tape.property(1, 'b'), tape.property(0, 'b'), tape.property(2, 'a'), tape.property(99, 'a')]).toEqual([
    1, 2, -1, -1, -1,
  ])
  expect(tape.real[tape.property(0, 'c')]).toBe(3)
})

test('what is found in a value is told for each row, and asked for once', () => {
  let asked = 0
  const known = Object.freeze(['email'])
  const detecting = new Tape(DEFAULT_LIMITS, (bytes, start, end) => {
    asked++
    return Buffer.from(bytes).toString('latin1', start, end).includes('@') ? known : []
  })
  walk('["a@b.co","x","a@b.co","x",1234567,12]', detecting, new JsonWalker(detecting))
  expect([1, 2, 3, 4, 5, 6].map((row) => detecting.detected(row))).toEqual([known, [], known, [], [], []])
  expect(asked).toBe(3)
})

test('values hash as texts and numbers do', () => {
  walk('["é\\n",1.0]')
  expect([tape.valueHash(1), tape.valueHash(2)]).toEqual([hashText('é\n'), hashNumber(1)])
})

test('a full tape says so and stays readable', () => {
  const small = newTape({ tapeRows: 1500 })
  walk(JSON.stringify(Array.from({ length: 5000 }, (_, i) => i)), small, new JsonWalker(small))
  expect(small.overflowed).toBe(true)
  expect(small.rows).toBe(1500)
  expect(small.length[0]).toBe(CONTAINER.cut)
  walk('[1]', small, new JsonWalker(small))
  expect([small.overflowed, readTape(small)]).toEqual([false, [[1]]])
})

test('words are fetched as they are meant, and nothing else is', () => {
  walk('["open","text\\/html","\\u00e9t\\u00e9","x7Gh2k","\\n","\\u006fpen",7,"a\\/very/long/text/that/is/much/too/long/for/a/word"]')
  expect([1, 2, 3, 4, 5, 6, 8].map((row) => tape.wordAt(row, 'plain'))).toEqual(['open', 'text/html', null, null, null, 'open', null])
  walk('["\\u0062ody","plain"]')
  expect([tape.wordAt(1, 'plain'), tape.wordAt(2, 'none')]).toEqual(['body', null])
  const many = Array.from({ length: 3000 }, (_, i) => `w/${'abcdefghij'[i % 10]}`)
  walk(JSON.stringify(many).replaceAll('/', '\\/'))
  expect(many.map((_, i) => tape.wordAt(i + 1, 'plain'))).toEqual(many)
})
