import { expect, it } from 'vitest'
import { viewsOf } from '../../../inventory/judge/spec-schema-view.ts'

it('joins what must hold together and keeps alternatives apart', () => {
  const [one, other, ...rest] = viewsOf(
    { allOf: [{ type: 'object', properties: { a: {} }, required: ['a'] }], oneOf: [{ properties: { b: {} } }, { properties: { c: {} } }] },
    {},
  )
  expect(rest).toEqual([])
  expect([...one!.properties.keys(), ...other!.properties.keys()]).toEqual(['a', 'b', 'a', 'c'])
  expect(other!.required).toEqual(new Set(['a']))
})

it('knows schemas that say nothing', () => {
  expect([true, {}, { description: 'x' }, { $ref: '#/schemas/None' }].map((schema) => viewsOf(schema, {})[0]!.any)).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(viewsOf({ type: 'string' }, {})[0]!.any).toBe(false)
})

it('is bounded where alternatives multiply', () => {
  const alternatives = { oneOf: Array.from({ length: 30 }, (_, i) => ({ const: i })) }
  expect(viewsOf({ allOf: [alternatives, alternatives, alternatives] }, {}).length).toBeLessThanOrEqual(32)
})
