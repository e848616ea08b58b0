import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isParameterHeader } from '../../../inventory/observe/header-names.ts'

test.each(['idempotency-key', 'x-tenant', 'api-version', 'x-page-size', 'x-total-count', 'stripe-version', 'x-csrf-token', 'prefer'])(
  '%s is a parameter',
  (name) => expect(isParameterHeader(name)).toBe(true),
)

test.each([
  'host',
  'content-type',
  'cookie',
  'set-cookie',
  'authorization',
  'user-agent',
  'sec-fetch-mode',
  'x-forwarded-for',
  'traceparent',
  'x-request-id',
  'cf-ray',
  'access-control-allow-origin',
  'x-ratelimit-remaining',
  'mcp-session-id',
  'x-http-method-override',
  ':authority',
])('%s is plumbing', (name) => expect(isParameterHeader(name)).toBe(false))

test.each(['', ' ', 'x tenant', '1st', 'x'.repeat(65), 'täglich', 'x@y', 'alice@example.org', 'X-Tenant'])('%j is no name at all', (name) =>
  expect(isParameterHeader(name)).toBe(false),
)

test('whatever a header is called, a name with a character beyond letters, digits and joints is none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
      if (/[^a-z0-9_.-]/.test(name)) expect(isParameterHeader(name)).toBe(false)
    }),
  )
})
