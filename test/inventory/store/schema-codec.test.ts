import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyAi } from '../../../inventory/ai/index.ts'
import { toJsonSchema } from '../../../inventory/schema/index.ts'
import { keyedHash, protectAi, schemaFromDisk, schemaToDisk } from '../../../inventory/store/schema-codec.ts'
import { schemaOf } from '../../support/sample-inventory.ts'

const KEY = Buffer.alloc(32, 7)
const hash = keyedHash(KEY)

test('the first 53 bits of HMAC-SHA-256 over the hash as a double', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 53 - 1 }), (value) => {
      const message = Buffer.alloc(8)
      message.writeDoubleBE(value)
      const digest = createHmac('sha256', KEY).update(message).digest('hex')
      expect(hash(value)).toBe(Number(BigInt(`0x${digest.slice(0, 14)}`) >> 3n))
      expect(keyedHash(Buffer.alloc(32, 8))(value)).not.toBe(hash(value))
    }),
  )
})

test('a schema comes back with everything but the hashes of values', () => {
  const node = schemaOf([{ id: 1, tags: ['x y', null], when: '2026-01-01' }, { id: 2.5 }])
  const options = { direction: 'response', evidence: true } as const
  expect(toJsonSchema(schemaFromDisk(schemaToDisk(node, hash).body), options)).toEqual(toJsonSchema(node, options))
})

test('the same evidence gives the same bytes, whatever its order', () => {
  const values = [{ a: 1, b: 'x' }, { b: 'y', c: null }, { a: 3 }]
  const one = schemaToDisk(schemaOf(values), hash)
  const other = schemaToDisk(schemaOf([...values].reverse()), hash)
  expect(Buffer.from(one.hash).equals(other.hash)).toBe(true)
})

test('no word is written that is not one of an enum', () => {
  const few = schemaToDisk(schemaOf([{ state: 'sleeping' }, { state: 'working' }]), hash)
  expect(Buffer.from(few.body).includes('sleeping')).toBe(false)
  const many = schemaToDisk(schemaOf(Array.from({ length: 400 }, (_, i) => ({ state: i % 2 ? 'sleeping' : 'working' }))), hash)
  expect(Buffer.from(many.body).includes('sleeping')).toBe(true)
})

test('arguments of tools are kept like bodies', () => {
  const tool = {
    name: 't',
    listed: true,
    calls: 1,
    errors: 0,
    definitions: new Map(),
    definition: null,
    arguments: schemaOf([{ city: 'rome' }]),
    results: schemaOf([]),
  }
  const server = { tools: new Map([['t', tool]]) } as never
  const kept = protectAi({ ...emptyAi(), mcpServers: new Map([['a /', server]]) }, hash)
  const strings = kept.mcpServers.get('a /')?.tools.get('t')?.arguments.objects?.properties.get('city')?.schema.strings
  expect([...(strings?.distinct.values.values() ?? [])]).toEqual([{ n: 1, word: null, detected: [] }])
})
