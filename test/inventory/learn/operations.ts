// Operations for tests of merging and encoding.

import fc from 'fast-check'
import { createOperation, foldObservation } from '../../../inventory/learn/fold-observation.ts'
import type { Operation } from '../../../inventory/model.ts'
import type { Observation } from '../../../inventory/observe/observation.ts'
import { type Described, observe, scalarOf } from './build-observation.ts'

const named = fc.record({ name: fc.constantFrom('page', 'limit', 'q'), scalar: fc.constantFrom('1', '20', 'abc').map(scalarOf) })

export const described: fc.Arbitrary<Described> = fc.record({
  status: fc.constantFrom(200, 201, 404, 422, 0),
  kind: fc.constantFrom('rest', 'graphql'),
  startedUs: fc.integer({ min: 1, max: 50 }),
  endedUs: fc.integer({ min: 50, max: 100 }),
  query: fc.array(named, { maxLength: 3 }),
  requestHeaders: fc.array(named, { maxLength: 2 }),
  responseHeaders: fc.array(named, { maxLength: 2 }),
  responseCookies: fc.array(named, { maxLength: 1 }),
  auth: fc.array(fc.record({ scheme: fc.constantFrom('bearer', 'basic'), facts: fc.subarray(['alg:RS256', 'alg:none']) }), {
    maxLength: 2,
  }),
  consumers: fc.subarray(['address:10.0.0.1', 'address:10.0.0.2', 'agent:x/1']),
  signals: fc.array(fc.record({ id: fc.constantFrom('deprecation-header', 'server'), detail: fc.constantFrom('', 'nginx') }), {
    maxLength: 2,
  }),
  anomalies: fc.subarray(['bare-lf']),
})

export const observations: fc.Arbitrary<Observation[]> = fc.array(
  described.map((each) => observe('GET /users', each)),
  { maxLength: 12 },
)

export function operationOf(list: readonly Observation[]): Operation {
  const operation = createOperation('rest', 'GET')
  for (const observation of list) foldObservation(operation, observation)
  return operation
}
