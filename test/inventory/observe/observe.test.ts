// The privacy border itself: what goes in as a value does not come out, and nothing that goes in makes it fail.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Tape } from '../../../inventory/observe/body/tape.ts'
import type { Observation } from '../../../inventory/observe/observation.ts'
import { Observer } from '../../../inventory/observe/observe.ts'
import { encodeSchema } from '../../../inventory/schema/encode.ts'
import { foldBody, foldScalar } from '../../../inventory/schema/fold.ts'
import { createSchemaNode } from '../../../inventory/schema/schema-node.ts'
import type { Exchange } from '../../../reconstruct/index.ts'
import { rawExchange } from '../../support/raw-exchange.ts'

const observer = new Observer()

/** Everything that is behind the border: the observation, and what its bodies and values add to evidence. */
function behind(observation: Observation): string {
  const nodes = [observation.requestBody, observation.responseBody].map((body) => {
    const node = createSchemaNode()
    if (body !== null) foldBody(node, body)
    return node
  })
  const { query, matrix = [], requestHeaders, requestCookies, responseHeaders, responseCookies, segments } = observation
  const named = [query, matrix, requestHeaders, requestCookies, responseHeaders, responseCookies].flat()
  const inner = segments.flatMap((segment) => segment.inner ?? [])
  for (const scalar of [...named, ...segments, ...inner].map(({ scalar }) => scalar)) {
    const node = createSchemaNode()
    foldScalar(node, scalar)
    nodes.push(node)
  }
  return JSON.stringify([observation, nodes.map((node) => encodeSchema(node, { words: 'all' }))], (_, value) =>
    value instanceof Tape ? null : value,
  )
}

/** The same secret in every place that an exchange has. */
function exchangeWith(secret: string, form: boolean): Exchange {
  const url = encodeURIComponent(secret)
  const header = encodeURIComponent(secret)
  const json = JSON.stringify({ note: secret, list: [secret, { state: secret }], [secret]: 1, map: { [secret]: { id: secret } } })
  const body = form ? `note=${url}&${url}=1&list[]=${url}` : json
  const request = `POST http://${url}:${url}@h.example/users/${url}/orders;note=${url};${url}=1/${url}.json?note=${url}&${url}&${url}=1&state=${url}#${url} HTTP/1.1
Host: h.example
User-Agent: Mozilla/5.0 (${header})
Authorization: Bearer ${header}
Cookie: sid=${header}; state=${header}
X-Tenant: ${header}
X-Api-Key: ${header}
Referer: ${header}
Traceparent: ${header}
X-Http-Method-Override: ${header}
Content-Type: ${form ? 'application/x-www-form-urlencoded' : `application/json; x=${header}`}

${body}`
  const response = `HTTP/1.1 ${form ? 500 : 200} OK
Content-Type: application/json
Set-Cookie: sid=${header}; Domain=${header}
X-State: ${header}
Location: /${header}
Link: </${header}>; rel="successor-version"
Server: x/1 ${header}
Warning: 299 - "deprecated ${header}"
WWW-Authenticate: ${header}

${json}`
  return rawExchange({ request, response })
}

const secrets = fc.oneof(
  fc.emailAddress(),
  fc.uuid(),
  fc.stringMatching(/^[0-9]{13,19}$/),
  fc.stringMatching(/^[A-Za-z0-9]{32}$/).filter((text) => (text.match(/\d/g)?.length ?? 0) > 6),
  fc.stringMatching(/^[A-Z][a-z]{3,9} [A-Z][a-z]{3,9} [0-9]{4}$/),
  fc.constantFrom(
    '4111 1111 1111 1111',
    'AKIAIOSFODNN7EXAMPLE',
    'GB82WEST12345698765432',
    '+49 170 1234567',
    'sk_live_4eC39HqLyjWDarjtT1zdp7dc',
  ),
)

test('no value passes the border, wherever it stands', () => {
  fc.assert(
    fc.property(secrets, fc.boolean(), (secret, form) => {
      const text = behind(observer.observe(exchangeWith(secret, form))!)
      for (const spelled of [secret, encodeURIComponent(secret), secret.toLowerCase(), Buffer.from(secret).toString('base64')])
        expect(text.toLowerCase()).not.toContain(spelled.toLowerCase())
    }),
    { numRuns: 300 },
  )
})

test('names and words pass: that is what an inventory is made of', () => {
  const text = behind(
    observer.observe(
      rawExchange({
        request:
          'POST /users/42/orders?sort=asc HTTP/1.1\nHost: h.example\nX-Tenant: blue\nContent-Type: application/json\n\n{"state":"open"}',
        response: 'HTTP/1.1 201 Created\nContent-Type: application/json\n\n{"status":"pending"}',
      }),
    )!,
  )
  for (const word of ['users', 'orders', 'sort', 'asc', 'h.example', 'x-tenant', 'blue', 'state', 'open', 'status', 'pending'])
    expect(text).toContain(`"${word}"`)
})

test.each([
  ['no request', { request: null, response: 'HTTP/1.1 200 OK\n\n' }],
  ['a method that is none', { request: 'get / HTTP/1.1\n\n', response: null }],
  ['a tunnel', { request: 'CONNECT h.example:443 HTTP/1.1\n\n', response: null }],
  ['all of a server', { request: 'OPTIONS * HTTP/1.1\n\n', response: null }],
  ['a path that is no text', { request: 'GET /%ff HTTP/1.1\n\n', response: null }],
  ['an empty target', { request: 'GET  HTTP/1.1\n\n', response: null }],
])('%s teaches nothing', (_, raw) => expect(observer.observe(rawExchange(raw))).toBeNull())

test('a request alone is observed without status, and one to a host with the path of its root', () => {
  expect(observer.observe(rawExchange({ request: 'GET /a HTTP/1.1\n\n', response: null }))).toMatchObject({
    status: 0,
    host: '',
    responseBody: null,
  })
  expect(observer.observe(rawExchange({ request: 'GET http://h.example HTTP/1.1\nHost: other\n\n', response: null }))).toMatchObject({
    host: 'h.example',
    segments: [],
    trailingSlash: true,
  })
})

test('anomalies of the exchange and of both messages are told once each', () => {
  const exchange = rawExchange({ request: 'GET / HTTP/1.1\n\n', response: 'HTTP/1.1 200 OK\n\n' })
  const request = { ...exchange.request!, anomalies: ['bare-cr', 'nul-byte'] as const }
  expect(
    observer.observe({ ...exchange, anomalies: ['bare-cr'], request: { ...request, anomalies: [...request.anomalies] } })?.anomalies,
  ).toEqual(['bare-cr', 'nul-byte'])
})

/** Pieces that mean something to one of the readers, in any order. */
const piece = fc.oneof(
  fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    ',',
    '\\u',
    'a',
    '1',
    '=',
    '&',
    '%',
    '%00',
    '%ff',
    '<',
    '>',
    '--B',
    '\r\n',
    'data: ',
    '\0',
    '\xff',
    'eyJhbGciOiJub25lIn0.e30.',
    ';',
    '@',
    '//',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
)
const garbage = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
const line = garbage.map((text) => text.replace(/[\r\n]/g, ''))
const types = fc.constantFrom(
  'application/json',
  'application/x-ndjson',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=B',
  'text/xml',
  'application/msgpack',
  'text/event-stream',
  'text/plain',
)
const header = fc.constantFrom(
  'Authorization',
  'Cookie',
  'Set-Cookie',
  'Link',
  'User-Agent',
  'Host',
  'Sunset',
  'X-Any',
  'Content-Type',
  'X-Token',
)
const messages = fc.tuple(line, types, header, line, garbage).map(([target, type, name, value, body]) => {
  const fields = `Content-Type: ${type}\r\n${name}: ${value}\r\n\r\n${body}`
  return rawExchange({
    request: Buffer.from(`POST /${target.replaceAll(' ', '')} HTTP/1.1\r\n${fields}`, 'latin1'),
    response: Buffer.from(`HTTP/1.1 500 X\r\n${fields}`, 'latin1'),
  })
})

test('garbage anywhere is observed or not, but never throws, and leaves nothing for the next exchange', () => {
  fc.assert(
    fc.property(messages, messages, (first, second) => {
      observer.observe(first)
      const used = observer.observe(second)
      const fresh = new Observer().observe(second)
      expect(used === null).toBe(fresh === null)
      if (used !== null && fresh !== null) expect(behind(used)).toBe(behind(fresh))
    }),
    { numRuns: 400 },
  )
})

test('a session in a matrix parameter is a credential, and no part of the path', () => {
  const request = 'GET /cart;jsessionid=0A1B2C3D4E5F;lang=en HTTP/1.1\nHost: h.example\n\n'
  const observation = observer.observe(rawExchange({ request, response: null }))
  expect(observation?.segments.map(({ text }) => text)).toEqual(['cart'])
  expect(observation?.matrix?.map(({ name }) => name)).toEqual(['lang'])
  expect(observation?.signals).toContainEqual({ id: 'credential-in-url', detail: 'jsessionid' })
})
