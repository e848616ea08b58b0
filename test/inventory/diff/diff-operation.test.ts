import { expect, test } from 'vitest'
import { ChangeList } from '../../../inventory/diff/change-list.ts'
import { diffOperation } from '../../../inventory/diff/diff-operation.ts'
import { type SampleOperation, sampleOperation } from '../../support/sample-inventory.ts'

function diff(base: Partial<SampleOperation>, head: Partial<SampleOperation>): string[] {
  const list = new ChangeList({})
  const of = (sample: Partial<SampleOperation>) => sampleOperation({ operation: 'GET /a/{id}', ...sample })
  diffOperation(list, { service: 'a', method: 'GET', template: '/a/{id}' }, of(base), of(head))
  return list.changes.map(({ id, place }) => `${id} ${place}`)
}

test('the type of a path parameter, whatever its name', () => {
  const numbers = Array.from({ length: 30 }, (_, i) => String(i + 1))
  const uuids = numbers.map((n) => `123e4567-e89b-42d3-a456-4266141740${n.padStart(2, '0')}`)
  expect(
    diff(
      { operation: 'GET /a/{id}', parameters: { 'path id': numbers } },
      { operation: 'GET /a/{key}', parameters: { 'path key': uuids } },
    ),
  ).toEqual(['request-parameter-type-widened path key'])
})

test('a rare success status that does not come up is not missed', () => {
  expect(diff({ statuses: { 200: 50, 206: 1 } }, { statuses: { 200: 50 } })).toEqual([])
})

test('a header that every response had is gone', () => {
  const [base, head] = [{ statuses: { 200: 50 } }, { statuses: { 200: 50 } }]
  const list = new ChangeList({})
  const now = sampleOperation({ operation: 'GET /a', ...head })
  now.responses.get(200)!.headers = new Map()
  diffOperation(list, { service: 'a', method: 'GET', template: '/a' }, sampleOperation({ operation: 'GET /a', ...base }), now)
  expect(list.changes.map(({ id, level }) => `${level} ${id}`)).toEqual(['warning response-header-removed'])
})
