import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ChangeList } from '../../../inventory/diff/change-list.ts'
import { diffBody } from '../../../inventory/diff/diff-schema.ts'
import { schemaOf } from '../../support/sample-inventory.ts'

function diff(base: unknown[], head: unknown[]) {
  const list = new ChangeList({})
  diffBody(
    { list, at: { service: 'a', method: 'GET', template: '/a' }, direction: 'response', where: 'response 200', isError: false },
    schemaOf(base),
    schemaOf(head),
  )
  return list.changes
}

test('a body never differs from itself', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 8 }), (values) => {
      expect(diff(values, values)).toEqual([])
    }),
  )
})

test('two samples of the same mixture are not told to break', () => {
  const sample = (seed: number) => Array.from({ length: 60 }, (_, i) => ((i * 7 + seed) % 10 < 3 ? { a: null } : { a: 'x y', b: 1 }))
  expect(diff(sample(0), sample(5)).filter(({ level }) => level === 'breaking')).toEqual([])
})

test('any two bodies can be compared', () => {
  const values = fc.array(fc.jsonValue(), { maxLength: 5 })
  fc.assert(
    fc.property(values, values, (base, head) => {
      expect(Array.isArray(diff(base, head))).toBe(true)
    }),
  )
})

test('odd names are written as JSONPath wants them', () => {
  expect(diff([{ a: 1 }], [{ a: 1, "it's": 2 }])[0]?.place).toBe("response 200 $['it\\'s']")
})
