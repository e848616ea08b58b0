import { expect, it } from 'vitest'
import { check, type Examples } from './accepts.ts'

// Values are the published examples of issuers and standards, or made up; none belongs to anybody.
const EXAMPLES: Examples = [
  [
    'jwt',
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc'],
    ['eyJhIjoxfQ.eyJzdWIiOiIxIn0.abc', 'a.b.c', '1.2.3'],
  ],
  ['http_basic', ['Basic dXNlcjpwYXNz'], ['Basic plan']],
  ['bearer_token', ['Bearer 2YotnFZFEjr1zCsicMWpAA'], ['Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc']],
  [
    'private_key_pem',
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA7Xv0000000000000000000000'],
    ['-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA'],
  ],
  [
    'password_hash',
    ['$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW', '$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b27'],
    ['$29.95 per month and more'],
  ],
  ['totp_secret', ['otpauth://totp/Acme:bob?secret=JBSWY3DPEHPK3PXP&issuer=Acme'], ['otpauth://totp/Acme:bob?issuer=Acme&digits=6']],
  ['aws_access_key_id', ['AKIAIOSFODNN7EXAMPLE'], ['AKIAIOSFODNN7EXAMPL', 'XKIAIOSFODNN7EXAMPLE']],
  ['gcp_api_key', ['AIza00000000000000000000000000000000000'], ['AIza0000']],
  ['github_token', ['ghp_000000000000000000000000000000000000'], ['ghx_000000000000000000000000000000000000']],
  ['gitlab_token', ['glpat-00000000000000000000'], ['glpat-000']],
  ['slack_token', ['xoxb-000000000000-abcdefABCDEF'], ['xoxz-000000000000-abcdefABCDEF']],
  ['stripe_key', ['sk_' + 'test_000000000000000000000000'], ['pk_test_000000000000000000000000']],
  ['anthropic_key', ['sk-ant-api03-000000000000000000000000'], ['sk-ant-000']],
  ['npm_token', ['npm_000000000000000000000000000000000000'], ['npm_000']],
  [
    'high_entropy_secret',
    ['q7Zp2LmX9vKc4RtY8wBn'],
    [
      '0f8fad5b-d9cb-469f-a165-70867728950e',
      'PAYMENT_METHOD_CREDIT_CARD',
      'your-api-key-goes-here-1',
      '/api/v1/things/2024',
      '2024-01-15T10:00:00Z',
    ],
  ],
  [
    'stack_trace',
    ['Error: x\n    at run (/srv/app.js:3:1)', 'Traceback (most recent call last):\n File'],
    ['at the end (of the day) we met'],
  ],
  ['internal_hostname', ['db-1.svc.cluster.local', 'build.corp'], ['www.example.com']],
]

it('accepts what it should and refuses its look-alikes', () => {
  expect(check(EXAMPLES)).toEqual([])
})
