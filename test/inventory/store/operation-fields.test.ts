import { expect, test } from 'vitest'
import { operationFields } from '../../../inventory/store/operation-fields.ts'
import { sampleOperation } from '../../support/sample-inventory.ts'

test('every path once a direction, with all kinds of value over all statuses', () => {
  const operation = sampleOperation({
    operation: 'POST /a',
    requests: [{ x: 1 }],
    responses: { 200: [{ id: 1, list: [{ b: true }] }], 400: [{ id: 'no' }, { id: null }] },
  })
  expect(operationFields(operation).map(({ location, path, types }) => `${location} ${path} ${types}`)).toEqual([
    'request.body $.x integer',
    'response.body $.id integer|null|string',
    'response.body $.list array',
    'response.body $.list[] object',
    'response.body $.list[].b boolean',
  ])
})
