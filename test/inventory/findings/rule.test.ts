import { expect, it } from 'vitest'
import { finding, placeOf, timesOf } from '../../../inventory/findings/rule.ts'
import { NOW_US, operation, service } from '../judge/build-inventory.ts'

const rule = { id: 'some-rule', kind: 'auth', severity: 'low' } as const
const judged = { service: service('a'), operation: operation('GET /users/{id}') }

it('gives the same id for the same rule and place, whatever the evidence', () => {
  const one = finding(rule, placeOf(judged), { evidence: [], ...timesOf(judged) })
  const two = finding(rule, placeOf({ ...judged, operation: operation('GET /users/{userId}') }), {
    evidence: [{ text: 'x' }],
    firstUs: 1,
    lastUs: 2,
    confidence: 0.5,
  })
  expect(two.id).toBe(one.id)
  expect(one.id).toMatch(/^[0-9a-f]{12}$/)
  expect(finding(rule, { ...placeOf(judged), path: '$.a' }, { evidence: [], firstUs: 1, lastUs: 2 }).id).not.toBe(one.id)
  expect(one).toMatchObject({ rule: 'some-rule', severity: 'low', confidence: 1, template: '/users/{id}', lastUs: NOW_US })
})
