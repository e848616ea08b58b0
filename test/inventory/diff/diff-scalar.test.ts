import { expect, test } from 'vitest'
import { ChangeList } from '../../../inventory/diff/change-list.ts'
import { diffScalar } from '../../../inventory/diff/diff-scalar.ts'
import { schemaOf } from '../../support/sample-inventory.ts'

function diff(base: object, head: object, n = 30, m = 30): string[] {
  const list = new ChangeList({})
  const values = (count: number) => schemaOf(Array.from({ length: count }, (_, i) => `v ${i}`))
  diffScalar({ list, at: { service: 'a', method: 'GET', template: '/a' } }, 'query q', { ...base }, { ...head }, [values(n), values(m)])
  return list.changes.map(({ level, id }) => `${level} ${id}`)
}

test('every text is a string, so a string is wider', () => {
  expect(diff({ type: 'integer' }, { type: 'string' })).toEqual(['info request-parameter-type-widened'])
  expect(diff({ type: 'string' }, { type: 'integer' })).toEqual(['breaking request-parameter-type-narrowed'])
  expect(diff({ type: 'boolean' }, { type: 'integer' })).toEqual(['breaking request-parameter-type-changed'])
})

test('a narrower type of a few values is chance', () => expect(diff({ type: 'string' }, { type: 'integer' }, 3, 3)).toEqual([]))

test('words and formats', () => {
  expect(diff({ type: 'string', enum: ['a'] }, { type: 'string', enum: ['a', 'b'] })).toEqual(['info request-parameter-enum-value-added'])
  expect(diff({ type: 'string', enum: ['a'] }, { type: 'string' })).toEqual([])
  expect(diff({ type: 'string', format: 'uuid' }, { type: 'string', format: 'date' })).toEqual(['warning request-parameter-format-changed'])
  expect(diff({ type: 'string', format: 'uuid' }, { type: 'string', format: 'date' }, 5, 30)).toEqual([])
})
