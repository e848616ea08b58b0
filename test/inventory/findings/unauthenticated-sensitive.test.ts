import { expect, it } from 'vitest'
import { operation, service } from '../judge/build-inventory.ts'
import { find } from './find.ts'

const responses = [{ email: 'a@example.org' }, { email: 'b@example.org' }]
const found = (facts: Parameters<typeof operation>[1]) => find('unauthenticated-sensitive', [service('a', operation('GET /x', facts))])

it('fires on sensitive answers to requests without credentials', () => {
  expect(found({ responses, auth: { none: 4 } })).toMatchObject([
    { kind: 'auth', severity: 'high', evidence: [{ n: 4 }, { text: '$.email is email' }] },
  ])
})

it('is silent where credentials were needed, and about what a login issues', () => {
  expect(found({ responses, auth: { bearer: 4 } })).toEqual([])
  expect(found({ responses, auth: { none: 0 } })).toEqual([])
  expect(found({ responses: [{ accessToken: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc' }], auth: { none: 4 } })).toEqual([])
})
