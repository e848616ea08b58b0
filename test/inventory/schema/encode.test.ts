import { decode, encode } from '@msgpack/msgpack'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeSchema, encodeSchema } from '../../../inventory/schema/encode.ts'
import { toJsonSchema } from '../../../inventory/schema/to-json-schema.ts'
import { documents, evidence, json, learn } from '../../support/documents.ts'

const values = fc.oneof(documents, fc.array(json, { maxLength: 20 }))

test('through MessagePack and back nothing is lost', () => {
  fc.assert(
    fc.property(values, (all) => {
      const node = learn(all)
      const bytes = encode(encodeSchema(node, { words: 'all' }))
      expect(evidence(decodeSchema(decode(bytes)))).toBe(evidence(node))
    }),
    { numRuns: 100 },
  )
})

test('what is written to disk gives the same schema', () => {
  fc.assert(
    fc.property(values, (all) => {
      const node = learn(all)
      const again = decodeSchema(encodeSchema(node))
      expect(toJsonSchema(again, { direction: 'response' })).toEqual(toJsonSchema(node, { direction: 'response' }))
      expect(encodeSchema(again)).toEqual(encodeSchema(node))
    }),
    { numRuns: 200 },
  )
})

test('the same evidence gives the same bytes, in whatever order it came', () => {
  const a = learn([{ b: 1, a: 'x' }, { c: true }])
  const b = learn([{ c: true }, { a: 'x', b: 1 }])
  expect(encode(encodeSchema(a))).toEqual(encode(encodeSchema(b)))
})

test('a word is written only once it is sure to be one of an enum', () => {
  const few = learn(Array.from({ length: 7 }, (_, i) => ({ state: i % 2 ? 'open' : 'closed' })))
  expect(JSON.stringify(encodeSchema(few))).not.toContain('open')
  expect(JSON.stringify(encodeSchema(few, { words: 'all' }))).toContain('open')
  learn([{ state: 'open' }], few)
  expect(JSON.stringify(encodeSchema(few))).toContain('open')
})

test('hashes are replaced where asked for', () => {
  const node = learn([{ a: 'x' }, { a: 'y' }])
  const seen: number[] = []
  const written = JSON.stringify(encodeSchema(node, { hash: (hash) => seen.push(hash) }))
  expect(seen).toHaveLength(2)
  for (const hash of seen) expect(written).not.toContain(String(hash))
})

test('keys of a map do not reach the disk', () => {
  const people = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi', 'ivan', 'judy', 'mallory', 'niaj', 'olivia', 'peggy']
  const node = learn(people.map((person) => ({ [person]: { size: 1 } })))
  const written = JSON.stringify(encodeSchema(node))
  for (const person of people) expect(written).not.toContain(person)
})
