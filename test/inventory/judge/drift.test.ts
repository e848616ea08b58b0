import { expect, it } from 'vitest'
import { drift } from '../../../inventory/judge/drift.ts'
import { operation } from './build-inventory.ts'

const described = { method: 'GET', segments: ['x'], deprecated: false, sunset: null, operationId: null }
const limit = { location: 'query' as const, name: 'limit', required: false, deprecated: false, schema: {} }

it('is an undescribed parameter or status', () => {
  const subject = operation('GET /x', {
    statuses: { 200: 5, 202: 2, 500: 1, 304: 1 },
    parameters: { 'query:limit': ['1'], 'query:debug': ['1', '2'] },
  })
  expect(drift(subject, { ...described, parameters: [limit], responses: [{ status: '200', content: {} }] })).toEqual([
    'query parameter debug is not described (2 requests)',
    'status 202 is not described (2 responses)',
  ])
})

it('is none where the description leaves it open', () => {
  const subject = operation('GET /x', { statuses: { 202: 2 }, parameters: { 'query:filter[a]': ['1'] } })
  expect(
    drift(subject, { ...described, parameters: [{ ...limit, name: 'filter' }], responses: [{ status: 'default', content: {} }] }),
  ).toEqual([])
  expect(
    drift(subject, { ...described, parameters: [{ ...limit, schema: { type: 'object' } }], responses: [{ status: '2XX', content: {} }] }),
  ).toEqual([])
  expect(drift(subject, described)).toEqual([])
})
