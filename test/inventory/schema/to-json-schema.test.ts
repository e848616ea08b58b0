import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonSchemaOptions } from '../../../inventory/schema/json-schema.ts'
import { createSchemaNode } from '../../../inventory/schema/schema-node.ts'
import { toJsonSchema } from '../../../inventory/schema/to-json-schema.ts'
import { documents, json, learn, learnText } from '../../support/documents.ts'

const RESPONSE: JsonSchemaOptions = { direction: 'response' }
const schemaOf = (values: readonly unknown[], options: JsonSchemaOptions = RESPONSE): Record<string, unknown> =>
  toJsonSchema(learn(values), options)
const repeat = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))

function validator(schema: unknown, openapi: '3.0' | '3.1') {
  const ajv = openapi === '3.1' ? new Ajv2020({ strict: false }) : new Ajv({ strict: false })
  ajvFormats.default(ajv)
  return ajv.compile(schema as object)
}

for (const openapi of ['3.1', '3.0'] as const) {
  test(`every document that was learned from validates (${openapi})`, () => {
    fc.assert(
      fc.property(fc.oneof(documents, fc.array(json, { minLength: 1, maxLength: 30 })), fc.boolean(), (values, evidence) => {
        const schema = schemaOf(values, { openapi, direction: 'response', evidence })
        const validate = validator(schema, openapi)
        for (const value of values) {
          const written: unknown = JSON.parse(JSON.stringify(value))
          expect(validate(written), JSON.stringify({ schema, written, errors: validate.errors })).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })
}

test('nothing seen is an empty schema', () => {
  expect(toJsonSchema(createSchemaNode(), RESPONSE)).toEqual({})
})

test('integers among fractions are numbers; beyond 2^53 they say so', () => {
  expect(schemaOf([1, 2.5])).toEqual({ type: 'number' })
  expect(schemaOf([1, 2])).toEqual({ type: 'integer' })
  expect(schemaOf([9007199254740993n.toString()].map(Number))).toEqual({ type: 'integer', format: 'int64' })
  expect(schemaOf([1e30])).toEqual({ type: 'integer' })
})

test('null is counted apart from absence', () => {
  const values = repeat(20, (i) => (i % 2 ? { a: null } : { a: 'x y' }))
  expect(schemaOf(values)).toEqual({ type: 'object', properties: { a: { type: ['string', 'null'] } }, required: ['a'] })
  expect(schemaOf(values, { ...RESPONSE, openapi: '3.0' })).toMatchObject({
    properties: { a: { type: 'string', nullable: true } },
    required: ['a'],
  })
})

test('required needs ten whole objects, or four where most properties are always there', () => {
  expect(schemaOf(repeat(4, (i) => ({ id: i, name: 'x y' })))).toMatchObject({ required: ['id', 'name'] })
  expect(schemaOf(repeat(3, (i) => ({ id: i, name: 'x y' })))['required']).toBeUndefined()
  expect(schemaOf(repeat(9, (i) => ({ id: i, [`a${i % 3}`]: true })))['required']).toBeUndefined()
})

test('a cut object proves no absence', () => {
  const nine = learn(repeat(9, (i) => ({ id: i, [`a${i % 3}`]: true })))
  expect(toJsonSchema(nine, RESPONSE)['required']).toBeUndefined()
  learn([{ id: 1 }], nine)
  learnText('{"other":1,"i', nine, true)
  expect(toJsonSchema(nine, RESPONSE)).toMatchObject({ required: ['id'], properties: { other: { type: 'integer' } } })
  expect(toJsonSchema(nine, { direction: 'request' })['required']).toBeUndefined()
})

test('a format holds for all values or is not claimed', () => {
  const ids = repeat(40, (i) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`)
  expect(schemaOf(ids)).toEqual({ type: 'string', format: 'uuid' })
  expect(schemaOf([...ids, ''])).toEqual({ type: 'string', 'x-earshot-format': 'uuid' })
  expect(schemaOf([...ids, ''], { ...RESPONSE, extensions: false })).toEqual({ type: 'string' })
  expect(schemaOf([...ids.slice(0, 5), 'none'])).toEqual({ type: 'string' })
})

test('identifiers of 24 characters are not base64', () => {
  expect(schemaOf(repeat(50, (i) => `aB3dE6gH9jK2mN5pQ8sT${1000 + i}`))).toEqual({ type: 'string' })
  expect(schemaOf(repeat(50, (i) => Buffer.from(`some plain text ${i} with more`).toString('base64')))).toMatchObject({ format: 'byte' })
})

test('an enum waits for samples, and for each value to come again', () => {
  const states = ['open', 'closed', 'merged']
  const of = (n: number) => repeat(n, (i) => ({ state: states[i % 3] }))
  expect(schemaOf(of(8))).toMatchObject({ properties: { state: { type: 'string' } } })
  expect(schemaOf(of(9))).toMatchObject({ properties: { state: { type: 'string', enum: ['closed', 'merged', 'open'] } } })
  const once = schemaOf([...of(18), { state: 'reopened' }]) as { properties: { state: object } }
  expect(once.properties.state).toEqual({ type: 'string' })
})

test('names of people, ids, codes of countries and counts are never an enum', () => {
  const values = repeat(400, (i) => ({
    user: ['alice', 'bob'][i % 2],
    password: 'hunter',
    country: ['DE', 'FR', 'US', 'GB'][i % 4],
    currency: ['EUR', 'USD'][i % 2],
    page: 1 + (i % 3),
    ticket: ['ab12cd', 'ef34gh'][i % 2],
    priority: 1 + (i % 3),
  }))
  const { properties } = schemaOf(values) as { properties: Record<string, { enum?: unknown[] }> }
  expect(Object.keys(properties).filter((name) => properties[name]?.enum)).toEqual(['priority'])
})

test('a null among the words is a word of the enum', () => {
  const schema = schemaOf(repeat(60, (i) => ({ state: [null, 'open', 'closed'][i % 3] })))
  expect(schema).toMatchObject({ properties: { state: { type: ['string', 'null'], enum: ['closed', 'open', null] } } })
})

test('an object keyed by ids is a map; its ids are not kept', () => {
  const values = repeat(20, (i) => ({
    [`0f${String(i).padStart(10, '7')}`]: { name: 'x y', size: i },
    [`1f${String(i).padStart(10, '7')}`]: { name: 'z z', size: 1 },
  }))
  expect(schemaOf(values)).toEqual({
    type: 'object',
    additionalProperties: {
      type: 'object',
      properties: { name: { type: 'string' }, size: { type: 'integer' } },
      required: ['name', 'size'],
    },
  })
})

test('keys that keep growing are a map, fixed ones stay beside it', () => {
  const values = repeat(60, (i) => ({
    total: i,
    [`team-${String.fromCharCode(97 + (i % 26))}${String.fromCharCode(97 + Math.floor(i / 26))}x`]: 'a b',
    [`group-${i}-y`]: 'c d',
  }))
  const schema = schemaOf(values) as { properties: object; additionalProperties: object }
  expect(Object.keys(schema.properties)).toEqual(['total'])
  expect(schema.additionalProperties).toEqual({ type: 'string' })
})

test('a flat object of many properties is a record, not a map', () => {
  const record = Object.fromEntries(repeat(60, (i) => [`field_${String.fromCharCode(97 + (i % 26))}${i}`, 'a b']))
  const schema = schemaOf(repeat(20, () => record)) as { properties: object; additionalProperties?: object }
  expect(Object.keys(schema.properties)).toHaveLength(60)
  expect(schema.additionalProperties).toBeUndefined()
})

test('items are folded over the whole array, not the first one', () => {
  expect(schemaOf([[{ a: 1 }, { b: 'x' }, null]])).toEqual({
    type: 'array',
    items: { type: ['object', 'null'], properties: { a: { type: 'integer' }, b: { type: 'string' } } },
  })
})

test('an array here and an object there are alternatives', () => {
  expect(schemaOf([[1], { a: 1 }])).toEqual({
    oneOf: [
      { type: 'array', items: { type: 'integer' } },
      { type: 'object', properties: { a: { type: 'integer' } } },
    ],
  })
  expect(schemaOf([1, 'a', true])).toEqual({ type: ['boolean', 'integer', 'string'] })
})
