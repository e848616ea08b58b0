import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Observer } from '../../../inventory/observe/observe.ts'
import { SIGNALS, type SignalId } from '../../../inventory/observe/signals.ts'
import type { Exchange } from '../../../reconstruct/index.ts'
import { rawExchange } from '../../support/raw-exchange.ts'

const observer = new Observer()
interface Told {
  target?: string
  asks?: string
  status?: number
  answers?: string
  body?: string
  decrypted?: boolean
}
function exchangeOf({
  target = '/orders',
  asks = 'Host: h',
  status = 200,
  answers = 'Date: x',
  body = '',
  decrypted = false,
}: Told): Exchange {
  const request = `GET ${target} HTTP/1.1\n${asks}\n\n`
  return { ...rawExchange({ request, response: `HTTP/1.1 ${status} X\n${answers}\n\n${body}` }), decrypted }
}
const signalsOf = (told: Told): string[] =>
  observer.observe(exchangeOf(told))!.signals.map(({ id, detail }) => (detail === '' ? id : `${id}: ${detail}`))

const EXPIRED = `eyJhbGciOiJIUzI1NiJ9.${Buffer.from('{"exp":1}').toString('base64url')}.c2ln`
const LATE = { startedUs: 2_000_000_000_000_000 }

const ROWS: readonly (readonly [Told, ...string[]])[] = [
  [{}],
  [{ answers: 'Deprecation: @1688169599' }, 'deprecation-header: 2023-06-30'],
  [{ answers: 'Deprecation: true' }, 'deprecation-header'],
  [{ answers: 'Deprecation: @999999999999999' }, 'deprecation-header'],
  [{ answers: 'Sunset: Sat, 31 Dec 2026 23:59:59 GMT' }, 'sunset-header: 2026-12-31'],
  [{ answers: 'Link: </v2/users/4711?x=1>; rel="successor-version"' }, 'link-successor: /v2/users/{}'],
  [{ answers: 'Link: <https://h/v2/AKIAIOSFODNN7EXAMPLE>; rel=latest-version' }, 'link-successor: /v2/{}'],
  [{ answers: 'Link: </next>; rel="next", </why>; rel="deprecation"' }, 'link-deprecation'],
  [{ answers: 'Warning: 299 - "This operation is deprecated"' }, 'warning-deprecated'],
  [{ target: '/orders?api_key=s3cr3t&page=1' }, 'credential-in-url: api_key'],
  [{ answers: 'Warning: 299 - "Obsolete; see SUNSET"' }, 'warning-deprecated'],
  [{ answers: 'Warning: 110 - "Response is stale"' }],
  [{ target: '/orders?token=' }],
  [{ target: 'http://alice:pw@h/orders' }, 'userinfo-in-url'],
  [{ asks: 'Authorization: Basic YTpi' }, 'basic-over-clear-text'],
  [{ asks: 'Authorization: Basic YTpi', decrypted: true, answers: 'Strict-Transport-Security: max-age=1' }],
  [{ asks: 'Authorization: Bearer abc' }, 'bearer-over-clear-text'],
  [{ answers: 'Set-Cookie: sid=1; Secure; HttpOnly; SameSite=Lax' }],
  [{ answers: 'Set-Cookie: theme=dark' }],
  [{ answers: 'Set-Cookie: sid=; Max-Age=0' }],
  [{ answers: 'Set-Cookie: sid=1; HttpOnly; SameSite=Lax' }, 'cookie-without-secure: sid'],
  [{ answers: 'Set-Cookie: sid=1; Secure; SameSite=Lax' }, 'cookie-without-httponly: sid'],
  [{ answers: 'Set-Cookie: sid=1; Secure; HttpOnly' }, 'cookie-without-samesite: sid'],
  [{ answers: 'Access-Control-Allow-Origin: *' }, 'cors-any'],
  [
    {
      answers: 'Access-Control-Allow-Origin: https://a.example\nAccess-Control-Allow-Credentials: true',
      asks: 'Origin: https://a.example',
    },
  ],
  [
    { answers: 'Access-Control-Allow-Origin: null\nAccess-Control-Allow-Credentials: true', asks: 'Origin: null' },
    'cors-any-with-credentials',
  ],
  [{ answers: 'Server: nginx' }],
  [{ answers: 'Server: nginx/1.25.3 (Ubuntu)' }, 'server-banner: nginx/1.25.3'],
  [{ answers: 'X-Powered-By: Express' }, 'powered-by: Express'],
  [{ status: 401, answers: 'WWW-Authenticate: Bearer realm="orders of Alice"' }, 'www-authenticate: bearer'],
  [{ answers: 'X-RateLimit-Limit: 60\nRateLimit: limit=60' }, 'rate-limit: header'],
  [{ status: 429 }, 'rate-limit: 429'],
  [{ status: 405, asks: 'X-HTTP-Method-Override: delete' }, 'method-override: DELETE'],
  [{ asks: 'X-HTTP-Method: s3cr3t' }, 'method-override', 'method-override-accepted'],
  [{ status: 500, body: 'Traceback (most recent call last):\n  File "x.py"' }, 'stack-trace: python'],
  [{ body: 'Traceback (most recent call last):\n  File "x.py"' }],
  [{ decrypted: true }, 'hsts-missing'],
  [{ target: '/.env', body: 'KEY=1' }, 'exposed-path: file:.env'],
  [{ target: '/.env', status: 404, body: 'none' }],
]

test.each(ROWS.map(([told, ...signals]) => [told, signals] as const))('%j', (told, signals) => expect(signalsOf(told)).toEqual(signals))

test('a token is expired by the clock of the packets', () => {
  const exchange = exchangeOf({ asks: `Authorization: Bearer ${EXPIRED}` })
  const idsAt = (at: Partial<Exchange>): string[] => observer.observe({ ...exchange, ...at })!.signals.map(({ id }) => id)
  expect(idsAt(LATE)).toContain('expired-token-accepted')
  expect(idsAt({ startedUs: 1_500_000 })).not.toContain('expired-token-accepted')
})

test('a request whose length can be read in two ways is told by its anomaly', () => {
  const exchange = exchangeOf({})
  const request = { ...exchange.request!, anomalies: ['content-length-and-chunked' as const] }
  expect(observer.observe({ ...exchange, request })?.signals).toEqual([{ id: 'ambiguous-request', detail: 'content-length-and-chunked' }])
})

test('every signal has been shown above', () => {
  const shown = new Set<string>(ROWS.flatMap(([, ...signals]) => signals.map((signal) => signal.split(':')[0] as string)))
  for (const id of ['expired-token-accepted', 'ambiguous-request'] satisfies SignalId[]) shown.add(id)
  expect(Object.keys(SIGNALS).filter((id) => !shown.has(id))).toEqual([])
})

test('whatever the headers say, each signal comes once, and values stay behind', () => {
  const name = fc.constantFrom(
    'Deprecation',
    'Sunset',
    'Link',
    'Warning',
    'Server',
    'X-Powered-By',
    'WWW-Authenticate',
    'Set-Cookie',
    'RateLimit',
  )
  const value = fc.constantFrom(
    '',
    '@',
    ' x; rel=successor-version',
    '<',
    '</a',
    '>; rel="successor-version"',
    'sid=',
    '\u0080',
    '"',
    '@9',
    ', ',
  )
  const headers = fc.array(fc.tuple(name, fc.array(value)), { minLength: 1 })
  fc.assert(
    fc.property(headers, (fields) => {
      const answers = fields.map(([name, pieces]) => `${name}: ${pieces.join('4711-secret@x.example')}`).join('\n')
      const signals = signalsOf({ answers })
      expect(new Set(signals).size).toBe(signals.length)
      expect(signals.join()).not.toContain('secret')
    }),
    { numRuns: 300 },
  )
})
