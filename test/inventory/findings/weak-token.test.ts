import { expect, it } from 'vitest'
import { foundIn } from './found-in.ts'

const token = (header: object, claims: object): string =>
  `Bearer ${[header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.c2ln`
const found = (header: object, claims: object, status = 200) =>
  foundIn('weak-token', [{ line: 'GET /orders', status, headers: { authorization: token(header, claims) } }])

it('a missing signature is graver than a long life', () => {
  expect(found({ alg: 'none' }, { exp: 2, iat: 1 })).toMatchObject([
    { severity: 'high', evidence: [{ text: 'bearer-jwt: no signature (alg none)' }, { text: 'accepted by GET /orders' }] },
  ])
  expect(found({ alg: 'RS256' }, { sub: 'ada' })).toMatchObject([
    { severity: 'low', evidence: [{ text: 'bearer-jwt: never expires' }, {}] },
  ])
  expect(found({ alg: 'RS256' }, { iat: 0, exp: 90 * 86_400 })).toMatchObject([{ evidence: [{ text: 'bearer-jwt: lives 90 days' }, {}] }])
})

it('is told once of a service: who gives out such tokens does so for all operations', () => {
  const headers = { authorization: token({ alg: 'RS256' }, { iat: 0, exp: 90 * 86_400 }) }
  const calls = ['/orders', '/users', '/rooms'].map((path) => ({ line: `GET ${path}`, headers, times: 2 }))
  expect(foundIn('weak-token', calls)).toMatchObject([
    { method: null, evidence: [{ n: 6 }, { text: 'accepted by GET /orders', n: 2 }, { text: 'accepted by GET /rooms', n: 2 }, {}] },
  ])
})

it('is silent about ordinary tokens, and about those that may all have been refused', () => {
  expect(found({ alg: 'HS256' }, { iat: 0, exp: 3600 })).toEqual([])
  const calls = [
    { line: 'GET /orders', headers: { authorization: token({ alg: 'RS256' }, { iat: 0, exp: 3600 }) } },
    { line: 'GET /orders', status: 401, headers: { authorization: token({ alg: 'none' }, { iat: 0, exp: 3600 }) } },
  ]
  expect(foundIn('weak-token', calls)).toEqual([])
})

it('counts what was accepted for sure, not what was sent', () => {
  const headers = { authorization: token({ alg: 'RS256' }, { sub: 'ada' }) }
  const calls = [
    { line: 'GET /orders', headers, times: 5 },
    { line: 'GET /orders', headers, status: 403, times: 3 },
  ]
  expect(foundIn('weak-token', calls)).toMatchObject([{ evidence: [{ n: 5 }, { text: 'accepted by GET /orders', n: 5 }] }])
})
