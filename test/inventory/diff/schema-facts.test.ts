import { expect, test } from 'vitest'
import { enumOf, formatOf, isRequired, itemSchema, propertyNames, propertySchema } from '../../../inventory/diff/schema-facts.ts'

test('what a schema says, and null where it does not', () => {
  expect(enumOf({ enum: ['a', null, 3] })).toEqual(['a', '3'])
  expect(enumOf({})).toBeNull()
  expect(formatOf(undefined)).toBe('')
  expect(propertyNames({ properties: { a: {} } })).toEqual(['a'])
  expect(propertyNames({ additionalProperties: { type: 'string' } })).toEqual([])
  expect(propertyNames({ oneOf: [] })).toBeNull()
  expect(propertyNames({ type: 'string' })).toBeNull()
  expect(propertySchema({ properties: { a: { type: 'string' } } }, 'a')).toEqual({ type: 'string' })
  expect(propertySchema({}, 'a')).toBeUndefined()
  expect(itemSchema({ items: { type: 'string' } })).toEqual({ type: 'string' })
  expect(isRequired({ required: ['a'] }, 'a')).toBe(true)
  expect(isRequired(undefined, 'a')).toBe(false)
})
