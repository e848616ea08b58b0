import { expect, test } from 'vitest'
import { ChangeList } from '../../../inventory/diff/change-list.ts'
import { diffAuth } from '../../../inventory/diff/diff-auth.ts'
import { sampleOperation } from '../../support/sample-inventory.ts'

type Auth = Record<string, [number, number]>
function diff(base: Auth, head: Auth): string[] {
  const list = new ChangeList({})
  const of = (auth: Auth) => sampleOperation({ operation: 'GET /a', auth })
  diffAuth({ list, at: { service: 'a', method: 'GET', template: '/a' }, base: of(base), head: of(head) })
  return list.changes.map(({ level, id }) => `${level} ${id}`)
}

test('nothing accepted on one side says nothing', () => {
  expect(diff({ none: [5, 0] }, { bearer: [5, 5] })).toEqual([])
  expect(diff({ bearer: [5, 5] }, { bearer: [5, 0] })).toEqual([])
})

test('requests without credentials that just did not come are no demand for them', () => {
  expect(diff({ none: [1, 1], bearer: [9, 9] }, { bearer: [9, 9] })).toEqual([])
  expect(diff({ none: [1, 1], bearer: [9, 9] }, { bearer: [9, 9], none: [1, 0] })).toEqual(['breaking auth-became-required'])
})

test('a request without credentials that is accepted: less sure where none was refused before', () => {
  expect(diff({ bearer: [2, 2] }, { bearer: [2, 2], none: [1, 1] })).toEqual(['info auth-became-optional'])
  expect(diff({ bearer: [2, 2], none: [1, 0] }, { bearer: [2, 2], none: [1, 1] })).toEqual(['warning auth-became-optional'])
})
