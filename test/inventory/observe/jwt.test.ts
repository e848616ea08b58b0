import fc from 'fast-check'
import { expect, test } from 'vitest'
import { detectValue } from '../../../inventory/observe/detectors/index.ts'
import { isJwt, jwtFacts } from '../../../inventory/observe/jwt.ts'

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const token = (claims: unknown, header: unknown = { alg: 'RS256', typ: 'JWT' }): string => `${part(header)}.${part(claims)}.c2lnbmF0dXJl`
const factsOf = (claims: unknown): string[] | undefined => jwtFacts(token(claims), detectValue)?.facts

test('algorithm, issuer, audience, scopes and lifetime are told', () => {
  const claims = {
    iss: 'https://login.example/',
    aud: ['orders', 'billing'],
    scope: 'read:orders write',
    iat: 1000,
    exp: 4600,
    sub: 'alice',
  }
  expect(factsOf(claims)).toEqual([
    'alg:RS256',
    'iss:https://login.example/',
    'aud:orders',
    'aud:billing',
    'scope:read:orders',
    'scope:write',
    'lifetime:3600',
  ])
})

test.each([
  [{}, 'lifetime:none'],
  [{ exp: 10 }, 'lifetime:unknown'],
  [{ exp: 10, iat: 20 }, 'lifetime:unknown'],
  [{ exp: 10, nbf: 4 }, 'lifetime:6'],
  [{ exp: '10', iat: 1 }, 'lifetime:none'],
])('%j has %s', (claims, fact) => expect(factsOf(claims)).toContain(fact))

test.each([
  { iss: 'alice@example.org' },
  { aud: '4111111111111111' },
  { iss: 'customer-4711999' },
  { aud: ['x'.repeat(40)] },
  { iss: { toString: 'x' }, aud: [null, 7, { a: 1 }] },
  { scope: 'alice@example.org 4111111111111111' },
  { scp: [{ a: 1 }, 7] },
  { name: 'Alice', email: 'alice@example.org', groups: ['staff'] },
])('%j tells nothing', (claims) => expect(factsOf(claims)).toEqual(['alg:RS256', 'lifetime:none']))

test('who a token speaks for is a hash of issuer and subject', () => {
  const subjectOf = (claims: unknown) => jwtFacts(token(claims), detectValue)?.subject
  expect(subjectOf({ iss: 'a', sub: 'alice', exp: 1 })).toBe(subjectOf({ iss: 'a', sub: 'alice', exp: 2 }))
  expect(subjectOf({ iss: 'a', sub: 'alice' })).not.toBe(subjectOf({ iss: 'b', sub: 'alice' }))
  expect(subjectOf({ iss: 'a' })).toBeUndefined()
  // An issuer with a `toString` of its own once threw.
  expect(subjectOf({ iss: { toString: 1, valueOf: 1 }, sub: 'alice' })).toBe(subjectOf({ sub: 'alice' }))
})

test('when it expires is told in packet time', () => {
  const expiryOf = (claims: unknown) => jwtFacts(token(claims), detectValue)?.expiresUs
  expect([{ exp: 4600 }, { exp: '4600' }, {}].map(expiryOf)).toEqual([4_600_000_000, undefined, undefined])
})

test.each(['', 'abc', 'a.b.c', 'eyJ.eyJ.', 'eyJub3Bl.eyJub3Bl.c2ln', `${part(['alg'])}.${part({})}.`, 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.x'])(
  '%j is no token',
  (text) => expect(jwtFacts(text, detectValue)).toBeNull(),
)

test('a token whose claims cannot be read still tells its algorithm', () => {
  for (const claims of [7, null, 'x', [1], true]) expect(factsOf(claims)).toEqual(['alg:RS256'])
  expect(jwtFacts(`${part({ alg: 'none' })}.!!`.replace('!!', 'AAAA.'), detectValue)).toEqual({ facts: ['alg:none'] })
  expect(isJwt(token({}))).toBe(true)
})

test('any claims at all are read without fault, and no text that is private leaves', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('iss', 'aud', 'scope', 'scp', 'exp', 'iat', 'nbf', 'sub', 'alg'), fc.jsonValue()),
      (claims) => {
        const secret = { ...claims, sub: 'Alice Secret 77', jti: 'Jti Secret 77' }
        expect(JSON.stringify(jwtFacts(token(secret, claims), detectValue))).not.toContain('Secret')
      },
    ),
  )
})
