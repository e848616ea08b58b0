import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AuthReader, isCredentialQuery } from '../../../inventory/observe/auth.ts'
import { splitCookies } from '../../../inventory/observe/cookies.ts'
import { detectValue } from '../../../inventory/observe/detectors/index.ts'
import { isKeyHeader, rolesIn } from '../../../inventory/observe/field-roles.ts'
import { splitQuery } from '../../../inventory/observe/query.ts'
import { rawMessage } from '../../support/raw-exchange.ts'

const reader = new AuthReader(detectValue)

function authOf(fields: string, query = '', cookies = '') {
  const request = rawMessage('request', `GET / HTTP/1.1\n${fields}\n\n`)
  return reader.read(request, rolesIn(request), splitQuery(query), splitCookies(cookies))
}
const schemesOf = (...given: Parameters<typeof authOf>): string[] => authOf(...given).map(({ scheme }) => scheme)
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2ln'

test.each([
  ['Accept: */*', ['none']],
  ['Authorization: Basic YWxpY2U6cHc=', ['basic']],
  ['authorization: bearer abc', ['bearer']],
  [`Authorization: Bearer ${JWT}`, ['bearer-jwt']],
  ['Authorization: Digest username="a"', ['digest']],
  ['Authorization: Negotiate TlRMTVNTUAABAAAA', ['ntlm']],
  ['Authorization: Negotiate YIIZ', ['negotiate']],
  ['Authorization: AWS4-HMAC-SHA256 Credential=AKID/20260101/eu-central-1/s3/aws4_request, Signature=x', ['aws-sigv4']],
  ['Authorization: AWS AKID:sig', ['aws-sigv2']],
  ['Authorization: Hawk id="1"', ['hmac:hawk']],
  ['Authorization: Token abc', ['authorization:token']],
  ['Authorization: Token', ['api-key:header:authorization']],
  ['Authorization: s3cr3t pass phrase', ['api-key:header:authorization']],
  ['X-Api-Key: abc', ['api-key:header:x-api-key']],
  ['X-Hub-Signature-256: sha256=ab', ['hmac:header:x-hub-signature-256']],
  ['X-Api-Key: abc\nAuthorization: Bearer abc', ['api-key:header:x-api-key', 'bearer']],
  ['Authorization: Bearer abc\nAuthorization: Bearer def', ['bearer']],
])('%s', (fields, schemes) => expect(schemesOf(fields)).toEqual(schemes))

test.each(['Authorization:', 'Authorization: Bearer', 'Authorization: Basic ', 'X-Api-Key: '])(
  'an empty credential is none: %s',
  (fields) => expect(schemesOf(fields, 'api_key=&token=', 'session=')).toEqual(['none']),
)

test('queries and cookies carry credentials by their names', () => {
  expect(schemesOf('A: b', 'page=1&api_key=x&sig=y', 'sid=1; lang=de')).toEqual(['api-key:query:api_key', 'cookie:sid', 'hmac:query:sig'])
  expect(schemesOf('A: b', 'X-Amz-Signature=00&X-Amz-Credential=x')).toEqual(['aws-sigv4'])
  expect(schemesOf('A: b', '', 'wordpress_logged_in_token_5f4dcc3b5aa765d6=1')).toEqual(['cookie:wordpress_logged_in_token_*'])
  expect(schemesOf('A: b', '', 'token_FEDCBA98=1; session_2026=1; session=1')).toEqual([
    'cookie:session',
    'cookie:session_*',
    'cookie:token_*',
  ])
})

test.each(['x-api-key', 'apikey', 'ocp-apim-subscription-key', 'private-token', 'x-vault-token', 'x-token', 'token'])(
  '%s is a key',
  (name) => expect(isKeyHeader(name)).toBe(true),
)
test.each(['x-csrf-token', 'idempotency-key', 'x-page-token', 'key', 'x-tenant', 'x-next-cursor-token'])('%s is none', (name) =>
  expect(isKeyHeader(name)).toBe(false),
)
test('a query parameter called `key` may be anything, `api_key` is a credential', () => {
  expect(['key', 'KEY', 'page', 'tokens'].some(isCredentialQuery)).toBe(false)
  expect(['api_key', 'apikey', 'access_token', 'Token', 'session_id', 'jsessionid', 'PHPSESSID'].every(isCredentialQuery)).toBe(true)
})

test('one key gives one subject wherever it is sent, and a token that of its owner', () => {
  const subjects = [authOf('X-Api-Key: abc'), authOf('Authorization: Bearer abc'), authOf('A: b', 'api_key=abc')].map(
    ([seen]) => seen?.subject,
  )
  expect(new Set(subjects).size).toBe(1)
  expect(authOf('Authorization: Basic YWxpY2U6cHc=')[0]?.subject).toBe(authOf('Authorization: Basic YWxpY2U6b3RoZXI=')[0]?.subject)
})

test('no credential leaves, however it is sent', () => {
  const secret = fc.string({ unit: fc.constantFrom(...'abcXYZ0189+/=-_.~'), minLength: 8, maxLength: 40 })
  const place = fc.constantFrom(
    'Authorization: ',
    'Authorization: Basic ',
    'Authorization: Bearer ',
    'Authorization: AWS4-HMAC-SHA256 Credential=',
    'X-Api-Key: ',
    'X-Signature: ',
  )
  fc.assert(
    fc.property(place, secret, (start, text) => {
      const query = `token=${encodeURIComponent(text)}`
      expect(JSON.stringify(authOf(start + text, query, `session=${text}`)).toLowerCase()).not.toContain(text.toLowerCase())
    }),
  )
})
