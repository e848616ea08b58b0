import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonWalker } from '../../../../inventory/observe/body/json.ts'
import { keyPathHashes, schemaKeyHashes } from '../../../../inventory/observe/body/key-paths.ts'
import { createSchemaNode } from '../../../../inventory/schema/index.ts'
import { json } from '../../../support/documents.ts'
import { slowFold } from '../../../support/slow-fold.ts'
import { newTape } from './read-tape.ts'

const tape = newTape()
const walker = new JsonWalker(tape)
function pathsOf(value: unknown, onto = tape, by = walker): number[] {
  const bytes = new TextEncoder().encode(JSON.stringify(value))
  onto.reset(bytes)
  by.walk(bytes, 0, bytes.length, false)
  return keyPathHashes(onto)
}
const shared = (a: unknown, b: unknown): number => pathsOf(a).filter((hash) => pathsOf(b).includes(hash)).length

test('they are ascending, distinct, few, and exact numbers', () => {
  fc.assert(
    fc.property(json, (value) => {
      const hashes = pathsOf(value)
      expect(hashes).toEqual([...new Set(hashes)].sort((a, b) => a - b))
      expect(hashes.length).toBeLessThanOrEqual(24)
      expect(hashes.every((hash) => Number.isSafeInteger(hash))).toBe(true)
    }),
  )
})

test('values, their kinds and the order of names do not matter', () => {
  expect(pathsOf({ id: 1, owner: { name: 'x' } })).toEqual(pathsOf({ owner: { name: null }, id: 'seven' }))
  expect(pathsOf({ 2001: 1, 2002: 2 })).toEqual(pathsOf({ 2003: 1 }))
})

test('where a name stands does matter, and that it stands in a list', () => {
  expect(pathsOf({ a: { id: 1 } })).not.toEqual(pathsOf({ b: { id: 1 } }))
  expect(shared({ id: 1 }, [{ id: 1 }])).toBe(0)
  expect(shared({ a: { id: 1 } }, { a: { name: 1 } })).toBe(1)
})

test('below the third name and behind the eighth item nothing is looked at', () => {
  expect(pathsOf({ a: { b: { c: { d: 1 } } } })).toEqual(pathsOf({ a: { b: { c: 1 } } }))
  const items = Array.from({ length: 8 }, () => ({ id: 1 }))
  expect(pathsOf([...items, { other: 1 }])).toEqual(pathsOf(items))
  expect(pathsOf([{ id: 1 }, { other: 1 }])).toHaveLength(2)
})

test('a body without names has none', () => {
  for (const value of [1, 'x', [], [1, [2]], {}]) expect(pathsOf(value)).toEqual([])
})

test('of a body with very many names the smallest hashes are kept', () => {
  const names = Array.from({ length: 100 }, (_, i) => `name_of_${i}x`)
  const all = names.flatMap((name) => pathsOf({ [name]: 1 })).sort((a, b) => a - b)
  expect(pathsOf(Object.fromEntries(names.map((name) => [name, 1])))).toEqual(all.slice(0, 24))
})

test('a name counts the same on every tape, and all that are too long count as one', () => {
  const fresh = newTape()
  expect(pathsOf({ status: 1 }, fresh, new JsonWalker(fresh))).toEqual(pathsOf({ status: 1 }))
  expect(pathsOf({ ['x'.repeat(200)]: 1, ['y'.repeat(200)]: 1 })).toHaveLength(1)
})

test('a schema gives the hashes of the bodies that it was learned from', () => {
  for (const value of [
    { id: 1, owner: { name: 'x', home: { city: { zip: 1 } } } },
    [{ id: 1 }, { id: 2, tags: [{ name: 'a' }] }],
    { 2001: { n: 1 }, 2002: { n: 2 } },
    'nothing',
  ]) {
    const schema = createSchemaNode()
    slowFold(schema, value)
    expect(schemaKeyHashes(schema)).toEqual(pathsOf(value))
  }
})
