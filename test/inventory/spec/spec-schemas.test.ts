import { expect, test } from 'vitest'
import { References } from '../../../inventory/spec/references.ts'
import { SpecSchemas } from '../../../inventory/spec/spec-schemas.ts'
import { readSpecText } from '../../../inventory/spec/spec-text.ts'

function normalise(value: object): { schema: unknown; schemas: unknown } {
  const file = readSpecText(JSON.stringify(value), 'x.json')
  const schemas = new SpecSchemas(new References(file, () => undefined))
  return { schema: schemas.normalise({ file, path: ['s'], value: (value as { s: unknown }).s }), schemas: schemas.schemas }
}

test('OpenAPI 3.0 is said in the manner of 2020-12, without prose and examples', () => {
  expect(
    normalise({
      s: {
        type: 'integer',
        nullable: true,
        minimum: 1,
        exclusiveMinimum: true,
        maximum: 5,
        exclusiveMaximum: false,
        example: 3,
        description: 'x',
      },
    }).schema,
  ).toEqual({ type: ['integer', 'null'], exclusiveMinimum: 1, maximum: 5 })
  expect(normalise({ s: { type: 'string', enum: ['a'], nullable: true } }).schema).toEqual({ type: ['string', 'null'], enum: ['a', null] })
})

test('two schemas of one name in different places keep apart; a circle is a reference', () => {
  expect(
    normalise({
      s: { anyOf: [{ $ref: '#/a/X' }, { $ref: '#/b/X' }, { $ref: '#/a/X' }] },
      a: { X: { items: { $ref: '#/a/X' } } },
      b: { X: true },
    }),
  ).toEqual({
    schema: { anyOf: [{ $ref: '#/schemas/X' }, { $ref: '#/schemas/X2' }, { $ref: '#/schemas/X' }] },
    schemas: { X: { items: { $ref: '#/schemas/X' } }, X2: true },
  })
})

test('what is no schema is any schema', () => expect(normalise({ s: 7 as never }).schema).toEqual({}))
