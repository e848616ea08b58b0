import { expect, test } from 'vitest'
import { describedQuery } from '../../../inventory/judge/described-query.ts'
import type { SpecParameter, SpecSchema } from '../../../inventory/spec/index.ts'

const parameter = (name: string, schema: SpecSchema, style?: 'deepObject', required = false): SpecParameter => ({
  location: 'query',
  name,
  required,
  deprecated: false,
  schema,
  ...(style === undefined ? {} : { style }),
})
const number = { type: 'integer' }

test('an object in brackets covers its properties, however deep, and no others', () => {
  const owner = { type: 'object', properties: { id: number } }
  const schema = { type: 'object', required: ['status'], properties: { status: number, owner, tags: { type: 'array', items: number } } }
  const query = describedQuery([parameter('filter', schema, 'deepObject', true)], {})
  const names = ['filter[status]', 'filter[owner][id]', 'filter[tags][]', 'filter[tags]', 'filter[size]', 'filter[owner][name]', 'sort']
  expect(names.map(query.covers)).toEqual([true, true, true, true, false, false, false])
  expect(query.parameters.map(({ name, required }) => [name, required])).toEqual([
    ['filter', true],
    ['filter[status]', true],
    ['filter[owner]', false],
    ['filter[owner][id]', false],
    ['filter[tags]', false],
  ])
})
test('an object without properties, or one that is open, covers anything in brackets', () => {
  for (const schema of [{ type: 'object' }, { type: 'object', properties: { a: number }, additionalProperties: number }, true])
    expect(describedQuery([parameter('filter', schema, 'deepObject')], {}).covers('filter[any][thing]')).toBe(true)
})
test('references are followed, in circles only so far', () => {
  const schemas = { Filter: { type: 'object', properties: { not: { $ref: '#/schemas/Filter' } } } }
  const query = describedQuery([parameter('filter', { $ref: '#/schemas/Filter' }, 'deepObject')], schemas)
  expect(['filter[not]', 'filter[not][not]', 'filter[not][not][not][not][not]', 'filter[or]'].map(query.covers)).toEqual([
    true,
    true,
    true,
    false,
  ])
})
test('other styles: a list with or without brackets, an object that spreads', () => {
  const query = describedQuery([parameter('ids', { type: 'array' }), parameter('tags[]', { type: 'array' })], {})
  expect(['ids', 'ids[]', 'tags', 'tags[]', 'id'].map(query.covers)).toEqual([true, true, true, true, false])
  expect(describedQuery([parameter('any', { type: 'object' })], {}).covers('whatever')).toBe(true)
  expect(describedQuery([{ ...parameter('h', number), location: 'header' }], {}).covers('h')).toBe(false)
})
