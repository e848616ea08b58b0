import { expect, it } from 'vitest'
import { operation, service } from '../judge/build-inventory.ts'
import { find } from './find.ts'
import { foundIn } from './found-in.ts'

const found = (facts: Parameters<typeof operation>[1]) =>
  find('sensitive-data', [service('a', operation('POST /x', facts))]).map(({ location, path, type, severity }) => [
    location,
    path,
    type,
    severity,
  ])

it('fires on each field, by what it is and where it stands', () => {
  expect(
    found({
      responses: [
        { email: 'a@example.org', cvv: '123' },
        { email: 'b@example.org', cvv: '456' },
      ],
    }),
  ).toEqual([
    ['response.body', '$.cvv', 'card_cvv', 'critical'],
    ['response.body', '$.email', 'email', 'medium'],
  ])
})

it('takes a credential where requests have to carry it for a fact, and in a URL for a fault', () => {
  expect(found({ requests: [{ password: 'hunter2 it is' }] })).toEqual([['request.body', '$.password', 'password', 'info']])
  expect(found({ auth: { 'api-key:query:api_key': 3 } })).toEqual([['query', 'api_key', 'api_key', 'critical']])
})

it('is silent about flags and ids', () => {
  expect(found({ responses: [{ emailVerified: true, id: 17, requestId: '0f8fad5b-d9cb-469f-a165-70867728950e' }] })).toEqual([])
})

it('takes the token that a login answers with for its purpose, and a token elsewhere for a fault', () => {
  const token = `eyJhbGciOiJIUzI1NiJ9.${Buffer.from('{"sub":"ada{n}"}').toString('base64url')}.c2lnbmF0dXJlLW9mLWFkYQ`
  const answer = { token }
  const severities = (line: string, body?: object) =>
    foundIn('sensitive-data', [{ line, ...(body && { body }), answer, times: 3 }])
      .filter(({ type }) => type === 'jwt')
      .map(({ severity }) => severity)
  expect(severities('PUT /people', { user: 'ada', password: 'engine-{n}' })).toEqual(['info'])
  expect(severities('GET /people')).toEqual(['high'])
})
