import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KEY, KeyTable } from '../../../../inventory/observe/body/key-table.ts'
import { hashText } from '../../../../inventory/observe/hash.ts'
import { wellFormed } from '../../../support/slow-fold.ts'

const names = fc.array(fc.string({ unit: 'binary', maxLength: 12 }).map(wellFormed), { minLength: 1, maxLength: 60 })

test('a name has one id, and an id one name', () => {
  fc.assert(
    fc.property(names, (given) => {
      const table = new KeyTable(128)
      const ids = given.map((name) => table.internText(name))
      expect(given.map((name) => table.internText(name))).toEqual(ids)
      expect(ids.map((id) => table.names[id])).toEqual(given)
      expect(ids.map((id) => table.hashes[id])).toEqual(given.map(hashText))
      expect(table.size).toBe(new Set(given).size)
    }),
  )
})

test('it grows, and forgets, without mixing up anything', () => {
  const table = new KeyTable(128)
  for (const round of ['a', 'b']) {
    const given = Array.from({ length: 20_000 }, (_, i) => `${round}name_of_${i}`)
    const ids = given.map((name) => table.internText(name))
    expect(ids).toEqual(given.map((_, i) => i))
    expect(given.map((name) => table.internText(name))).toEqual(ids)
    table.clear()
    expect(table.size).toBe(0)
  }
})

test('too long is counted in bytes and has no id', () => {
  const table = new KeyTable(4)
  expect(['abcd', 'abcde', 'éé', 'ééé'].map((name) => table.internText(name))).toEqual([0, -1, 1, -1])
  const wide = new KeyTable(1_000_000)
  expect([wide.internText('x'), wide.internText('y'.repeat(500_000)), wide.internText('x')]).toEqual([0, 1, 0])
})

test.each([
  ['status', 0],
  ['type', KEY.discriminator],
  ['2024-05-06', KEY.value],
  ['550e8400-e29b-41d4-a716-446655440000', KEY.value],
])('%s', (name, flags) => {
  const table = new KeyTable(128)
  expect(table.flags[table.internText(name)]).toBe(flags)
})

test('a name tells what may be kept of its values', () => {
  const table = new KeyTable(128)
  const manners = ['password', 'status', 'door', 'error_code'].map((name) => table.manners[table.internText(name)])
  expect(manners).toEqual(['none', 'phrase', 'plain', 'compound'])
})

test('all names that are values are one in structure, all others differ', () => {
  const table = new KeyTable(128)
  const [a, b, c, d] = ['2024-05-06', '4711', 'status', 'state'].map((name) => table.structure[table.internText(name)])
  expect(a).toBe(b)
  expect(new Set([a, c, d]).size).toBe(3)
})

test('an expected name matches when it stands there whole, with a quote behind it', () => {
  const table = new KeyTable(128)
  const id = table.internText('name')
  table.internText('nam')
  const at = (text: string): number => {
    const bytes = new TextEncoder().encode(text)
    return table.match(id, bytes, 1, bytes.length)
  }
  expect(['"name":1', '"nam', '"name', '"name2"', '"nam"', '"Name"', '"'].map(at)).toEqual([5, -1, -1, -1, -1, -1, -1])
})

test('bytes that are no UTF-8 are a name like any other', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20 }), fc.uint8Array({ maxLength: 20 }), (a, b) => {
      const table = new KeyTable(128)
      const same = Buffer.compare(a, b) === 0
      expect(table.intern(a, 0, a.length) === table.intern(b, 0, b.length)).toBe(same)
    }),
  )
})

test('names whose quick hashes collide stay apart', () => {
  const table = new KeyTable(128)
  // Collisions of FNV-1a in 32 bits, the first pair of equal length.
  const given = ['declinate', 'macallums', 'costarring', 'liquid']
  expect(given.map((name) => table.internText(name))).toEqual([0, 1, 2, 3])
  expect(given.map((name) => table.internText(name))).toEqual([0, 1, 2, 3])
})
