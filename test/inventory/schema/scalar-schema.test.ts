import { expect, test } from 'vitest'
import { ScalarReader } from '../../../inventory/observe/scalar.ts'
import { foldScalar } from '../../../inventory/schema/fold.ts'
import { scalarSchema } from '../../../inventory/schema/scalar-schema.ts'
import { createSchemaNode } from '../../../inventory/schema/schema-node.ts'

const reader = new ScalarReader(() => [])
function schemaOf(...values: string[]): unknown {
  const node = createSchemaNode()
  for (const value of values) foldScalar(node, reader.read(value, 'sort'))
  return scalarSchema(node, { direction: 'request', name: 'sort' })
}

test('a type holds for all values', () => {
  expect(schemaOf('1', '20', '-3')).toEqual({ type: 'integer' })
  expect(schemaOf('1', '2.5')).toEqual({ type: 'number' })
  expect(schemaOf('true', 'false')).toEqual({ type: 'boolean' })
  expect(schemaOf('1', 'x')).toEqual({ type: 'string' })
  expect(schemaOf('1', '')).toEqual({ type: 'string' })
})
test('what would change when written again stays text', () => {
  for (const value of ['007', '+1', '1.', '1e5', '0x10', '--1', 'True']) expect(schemaOf(value)).toEqual({ type: 'string' })
  expect(schemaOf('0', '0.5', '-0.5')).toEqual({ type: 'number' })
})
test('formats and enums are those of strings', () => {
  expect(schemaOf('2026-01-02')).toEqual({ type: 'string', format: 'date' })
  expect(schemaOf(...Array.from({ length: 40 }, (_, i) => (i % 2 ? 'asc' : 'desc')))).toEqual({ type: 'string', enum: ['asc', 'desc'] })
})
