import fc from 'fast-check'
import { expect, it } from 'vitest'
import { schemaDrift } from '../../../inventory/judge/schema-drift.ts'
import type { SpecSchema } from '../../../inventory/spec/index.ts'
import { schemaOf } from '../../support/sample-inventory.ts'

const drifts = (
  values: unknown[],
  schema: SpecSchema,
  schemas: Record<string, SpecSchema> = {},
  direction: 'request' | 'response' = 'response',
) => schemaDrift(schemaOf(values), schema, { schemas, direction }).map(({ path, text, n, of }) => `${path} ${text} ${n}/${of}`)

const object = (properties: Record<string, SpecSchema>, more: Record<string, unknown> = {}): SpecSchema => ({
  type: 'object',
  properties,
  ...more,
})

it('tells undeclared and missing fields with their counts', () => {
  expect(drifts([{ a: 1, b: 2 }, { a: 1 }, {}], object({ a: {}, c: {} }, { required: ['a', 'c'] }))).toEqual([
    '$.b is not described 1/3',
    '$.a is required and missing 1/3',
    '$.c is required and missing 3/3',
  ])
})

it('tells types: integers are numbers, null needs to be said', () => {
  expect(drifts([1, 2.5, 'x', null], { type: 'integer' })).toEqual([
    '$ is null, described as integer 1/4',
    '$ is string, described as integer 1/4',
    '$ is number, described as integer 1/4',
  ])
  expect(drifts([1, 2.5, null], { type: ['number', 'null'] })).toEqual([])
})

it('tells formats that are not kept, and words or values beyond an enum', () => {
  expect(drifts(['2026-01-01', 'soon'], { type: 'string', format: 'date' })).toEqual(['$ is no date 1/2'])
  expect(drifts([{ s: 'open' }, { s: 'gone' }], object({ s: { type: 'string', enum: ['open'] } }))).toEqual([
    expect.stringMatching(/^\$\.s has (?:words that its enum has not: gone|2 values, its enum 1) /),
  ])
})

it('follows references, joins allOf, and goes into arrays', () => {
  const schemas = { Id: object({ id: { type: 'integer' } }), User: { allOf: [{ $ref: '#/schemas/Id' }, object({ name: {} })] } }
  const users: SpecSchema = { type: 'array', items: { $ref: '#/schemas/User' } }
  expect(drifts([[{ id: 1, name: 'a' }]], users, schemas)).toEqual([])
  expect(drifts([[{ id: 'x', nick: 'a' }]], users, schemas)).toEqual([
    '$[].id is string, described as integer 1/1',
    '$[].nick is not described 1/1',
  ])
})

it('is silent where the description leaves it open', () => {
  for (const schema of [true, {}, { type: 'object' }, object({ b: {} }, { additionalProperties: true }), { $ref: '#/schemas/Gone' }])
    expect(drifts([{ a: 1 }], schema)).toEqual([])
  expect(drifts([{ a: 1 }, { b: 2 }], { oneOf: [object({ a: {} }), object({ b: {} })] })).toEqual([])
  expect(drifts([{ a: 1 }], { anyOf: [object({ b: {} }), {}] })).toEqual([])
})

it('does not ask requests for what is read only', () => {
  const schema = object({ id: { readOnly: true }, name: {} }, { required: ['id', 'name'] })
  expect(drifts([{ name: 'a' }], schema, {}, 'request')).toEqual([])
  expect(drifts([{ name: 'a' }], schema, {}, 'response')).toEqual(['$.id is required and missing 1/1'])
})

it('ends on schemas that refer to themselves', () => {
  const schemas: Record<string, SpecSchema> = {
    Tree: object({ child: { $ref: '#/schemas/Tree' } }),
    Loop: { allOf: [{ $ref: '#/schemas/Loop' }] },
  }
  expect(drifts([{ child: { child: { leaf: 1 } } }], { $ref: '#/schemas/Tree' }, schemas)).toEqual([
    '$.child.child.leaf is not described 1/1',
  ])
  expect(drifts([{ a: 1 }], { $ref: '#/schemas/Loop' }, schemas)).toEqual([])
})

const schemas = fc.letrec<{ schema: SpecSchema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.boolean(),
    fc.record({ type: fc.constantFrom('string', 'integer', 'object', 'array') }),
    fc.record({
      type: fc.constant('object'),
      properties: fc.dictionary(fc.constantFrom('a', 'b'), tie('schema')),
      required: fc.subarray(['a', 'b']),
    }),
    fc.record({ items: tie('schema') }),
    fc.record({ oneOf: fc.array(tie('schema'), { maxLength: 3 }) }),
  ),
})).schema

it('has an answer to whatever meets', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ maxDepth: 3 })), schemas, (values, schema) => {
      for (const { n, of } of schemaDrift(schemaOf(values), schema, { schemas: {}, direction: 'request' })) {
        expect(n).toBeGreaterThan(0)
        expect(n).toBeLessThanOrEqual(of)
      }
    }),
  )
})
