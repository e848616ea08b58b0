import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeOperation } from '../../../inventory/learn/encode-operation.ts'
import { createOperation, foldObservation } from '../../../inventory/learn/fold-observation.ts'
import { observe, scalarOf } from './build-observation.ts'
import { observations, operationOf } from './operations.ts'

test('counts what was seen', () => {
  const page = { name: 'page', scalar: scalarOf('1') }
  const operation = operationOf([
    observe('GET /users', {
      query: [page, page],
      auth: [{ scheme: 'bearer', facts: ['alg:RS256'] }],
      signals: [{ id: 'server', detail: 'nginx' }],
    }),
    observe('GET /users', { status: 403, query: [page], auth: [{ scheme: 'bearer', facts: [] }] }),
  ])
  expect(operation.seen).toEqual({ n: 2, firstUs: 1_000_000, lastUs: 1_000_500 })
  expect(operation.statuses).toEqual(
    new Map([
      [200, 1],
      [403, 1],
    ]),
  )
  expect(operation.auth.get('bearer')).toEqual({ scheme: 'bearer', n: 2, succeeded: 1, facts: new Map([['alg:RS256', 1]]) })
  expect(operation.signals.get('server')).toMatchObject({ n: 1, details: new Map([['nginx', 1]]) })
  expect(operation.consumers.get('address:10.0.0.7')?.n).toBe(2)
})

test('a parameter of a matrix is one of its own', () => {
  const matrix = [{ name: 'colour', scalar: scalarOf('red') }]
  const operation = operationOf([observe('GET /cars', { matrix }), observe('GET /cars')])
  expect(operation.parameters.get('matrix:colour')).toMatchObject({ location: 'matrix', present: 1 })
})

test('parameters are learned from accepted requests; one that comes twice is present once', () => {
  const page = { name: 'page', scalar: scalarOf('1') }
  const operation = operationOf([
    observe('GET /users', { query: [page, page] }),
    observe('GET /users', { status: 422, query: [{ name: 'wrong', scalar: scalarOf('x') }] }),
  ])
  expect([...operation.parameters.keys()]).toEqual(['query:page'])
  expect(operation.parameters.get('query:page')).toMatchObject({ present: 1, schema: { n: 2 } })
})

test('the bodies of refused requests are not learned, those of all responses are', () => {
  const body = { mediaType: 'application/json', bodyBytes: 2, truncated: false, keyHashes: [], tape: null }
  const operation = operationOf([
    observe('POST /users', { status: 422, requestBody: body, responseBody: body }),
    observe('POST /users', { status: 201, requestBody: body }),
  ])
  expect(operation.requestBodies.get('application/json')).toMatchObject({ n: 1, walked: 0 })
  expect(operation.responses.get(422)?.bodies.get('application/json')?.n).toBe(1)
})

test('the order of exchanges does not matter', () => {
  fc.assert(
    fc.property(observations, (list) => {
      expect(encodeOperation(operationOf([...list].reverse()))).toEqual(encodeOperation(operationOf(list)))
    }),
  )
})

test('a new operation has seen nothing', () => {
  const operation = createOperation('rest', 'GET')
  expect(operation.seen.n).toBe(0)
  foldObservation(operation, observe('GET /x', { kind: 'graphql' }))
  expect(operation.kind).toBe('graphql')
})
