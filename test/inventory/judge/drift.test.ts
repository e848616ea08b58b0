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
    'query parameter debug is not described (2 of 8; chance < 0.1 %)',
    'status 202 is not described (2 of 9; chance < 0.1 %)',
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

const withBodies = {
  ...described,
  method: 'POST',
  parameters: [
    { ...limit, required: true, schema: { type: 'integer' } },
    { ...limit, name: 'dry', schema: { type: 'boolean' } },
  ],
  requestBody: {
    required: true,
    content: { 'application/json; charset=utf-8': { type: 'object', properties: { item: { type: 'string' } } } },
  },
  responses: [{ status: '2XX', content: { 'application/*': { type: 'object', properties: { id: { type: 'integer' } } } } }],
}

it('is a parameter that is missing or of another type, and a field of a body', () => {
  const subject = operation('POST /x', {
    statuses: { 200: 3 },
    parameters: { 'query:limit': ['1', 'many'], 'query:dry': ['true'] },
    requests: [{ item: 'a', price: 1 }],
    responses: [{ id: 'x' }],
  })
  expect(drift(subject, withBodies)).toEqual([
    'query parameter limit is required and missing (1 of 3; chance 0.3 %)',
    'query parameter limit is no integer (1 of 2; chance 0.2 %)',
    'request field $.price is not described (1 of 1; chance 0.1 %)',
    'response field $.id is string, described as integer (1 of 1; chance 0.1 %)',
  ])
})

it('is a media type that is not described', () => {
  const subject = operation('POST /x', { statuses: { 200: 1 }, parameters: { 'query:limit': ['1'] }, requests: [{ item: 'a' }] })
  const xml = { ...withBodies, requestBody: { required: true, content: { 'application/xml': {} } } }
  expect(drift(subject, xml)).toEqual(['request media type application/json is not described (1 of 1; chance 0.1 %)'])
})

it('tells at most so many differences one by one', () => {
  const body = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`field${'abcdefghijklmnopqrstuvwxyz'[i % 26]}${i}`, 1]))
  const rows = drift(operation('POST /x', { parameters: { 'query:limit': Array(10).fill('1') }, requests: [body] }), withBodies)
  expect(rows).toHaveLength(41)
  expect(rows.at(-1)).toBe('20 more differences')
})

it('says who calls in that way, as far as it is known', () => {
  const subject = operation('GET /x', { statuses: { 200: 50, 202: 3 }, parameters: { 'query:debug': ['1', '1', '1', '1', '1'] } })
  const responses = [{ status: '200', content: {} }]
  const caller = (address: string, ways: [string, number][]) =>
    subject.consumers.set(`address:${address}`, { key: `address:${address}`, n: 9, firstUs: 0, lastUs: 1, ways: new Map(ways) })
  caller('10.0.0.1', [['status:200', 9]])
  caller('10.0.0.2', [
    ['query:debug', 1],
    ['status:202', 3],
  ])
  caller('10.0.0.3', [['query:debug', 3]])
  expect(drift(subject, { ...described, parameters: [], responses })).toEqual([
    'query parameter debug is not described (5 of 53, by 10.0.0.3, 10.0.0.2; chance < 0.1 %)',
    'status 202 is not described (3 of 53, by 10.0.0.2; chance < 0.1 %)',
  ])
})

it('reads objects in brackets as the description says they are written', () => {
  const filter = {
    ...limit,
    name: 'filter',
    required: true,
    style: 'deepObject' as const,
    schema: { type: 'object', required: ['size'], properties: { status: { type: 'string' }, size: { type: 'integer' } } },
  }
  const subject = operation('GET /x', {
    statuses: { 200: 2 },
    parameters: { 'query:filter[status]': ['open', 'closed'], 'query:filter[size]': ['big'], 'query:filter[color]': ['red'] },
  })
  expect(drift(subject, { ...described, parameters: [filter] })).toEqual([
    'query parameter filter[color] is not described (1 of 2; chance 0.2 %)',
    'query parameter filter[size] is required and missing (1 of 2; chance 0.2 %)',
    'query parameter filter[size] is no integer (1 of 1; chance 0.1 %)',
  ])
  const fine = operation('GET /x', { statuses: { 200: 1 }, parameters: { 'query:filter[size]': ['3'] } })
  expect(drift(fine, { ...described, parameters: [filter] })).toEqual([])
})
