import { expect, it } from 'vitest'
import { operation, service } from '../judge/build-inventory.ts'
import { find } from './find.ts'

const found = (facts: Parameters<typeof operation>[1]) => find('credential-in-url', [service('a', operation('GET /x/{id}', facts))])

it('fires on keys in the query, however they were told', () => {
  expect(found({ auth: { 'api-key:query:api_key': 3 } })).toMatchObject([{ evidence: [{ text: 'query parameter api_key', n: 3 }] }])
  expect(found({ signals: { 'credential-in-url': ['token'] } })).toHaveLength(1)
  expect(found({ parameters: { 'query:q': ['ghp_000000000000000000000000000000000000'] } })).toMatchObject([
    { evidence: [{ text: 'github_token in query parameter q' }] },
  ])
})

it('is silent about personal data and user names', () => {
  expect(found({ parameters: { 'query:email': ['a@example.org'], 'query:username': ['bob'] } })).toEqual([])
})
