import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashText } from '../../../inventory/observe/hash.ts'
import { ScalarReader } from '../../../inventory/observe/scalar.ts'
import { FORMAT_BIT } from '../../../inventory/schema/formats.ts'

const reader = new ScalarReader(() => [])

test('a value is its length, its formats and a hash', () => {
  expect(reader.read('10.0.0.1', 'peer')).toEqual({
    kind: 'string',
    length: 8,
    formats: FORMAT_BIT.ipv4,
    number: Number.NaN,
    big: false,
    hash: hashText('10.0.0.1'),
    word: null,
    detected: [],
  })
})

test.each([
  ['asc', 'sort', 'asc'],
  ['asc', '', 'asc'],
  ['asc', 'user_name', null],
  ['asc', 'X-Api-Key', null],
  ['alice smith', 'sort', null],
  ['2026-01-02', 'sort', null],
  ['x7Gh2k', 'sort', null],
  ['', 'sort', ''],
  ['', 'secret', null],
  ['In Progress', 'status', 'In Progress'],
  ['In Progress', 'sort', null],
])('%j under the name %j is kept as %j', (text, name, word) => expect(reader.read(text, name).word).toBe(word))

test('what a detector takes for sensitive is no word', () => {
  const types = Object.freeze(['gender'])
  const { word, detected } = new ScalarReader(() => types).read('female', 'sort')
  expect({ word, detected }).toEqual({ word: null, detected: types })
})

test('length counts characters, also of what is too long to be looked at whole', () => {
  for (const length of [3000, 5000, 8192, 9000]) {
    expect(reader.read('x'.repeat(length), '').length).toBe(length)
    expect(reader.read('é'.repeat(length), '').length).toBe(length)
  }
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(reader.read(text, '').length).toBe([...text].length)
    }),
  )
})

test('one reader for many values: each is read as if it were the only one', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ maxLength: 5 })), { minLength: 1 }), (values) => {
      const shared = values.map(([text, name]) => reader.read(text, name))
      const alone = values.map(([text, name]) => new ScalarReader(() => []).read(text, name))
      expect(shared).toEqual(alone)
    }),
  )
})

test('names without end do not fill memory, and stay private', () => {
  for (let i = 0; i < 10_000; i++) expect(reader.read('asc', `password${i}_password`).word).toBeNull()
  expect(reader.read('asc', 'sort').word).toBe('asc')
})
