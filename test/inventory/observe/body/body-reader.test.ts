import { encode } from '@msgpack/msgpack'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BodyReader, bodyKind } from '../../../../inventory/observe/body/body-reader.ts'
import { DEFAULT_LIMITS } from '../../../../sensor/base/limits.ts'
import { rawMessage } from '../../../support/raw-exchange.ts'
import { hashed, readTape } from './read-tape.ts'

const reader = new BodyReader(DEFAULT_LIMITS, () => [])
function message(type: string, body: string | Uint8Array) {
  return rawMessage('response', Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n\r\n`), Buffer.from(body)]))
}
const read = (type: string, body: string | Uint8Array) => reader.read(message(type, body))
const documentsOf = (type: string, body: string | Uint8Array): unknown =>
  read(type, body)?.tape === reader.tape ? readTape(reader.tape) : null

test.each([
  ['application/json', 'json'],
  ['application/problem+json', 'json'],
  ['application/x-ndjson', 'lines'],
  ['application/stream+json', 'lines'],
  ['application/atom+xml', 'xml'],
  ['application/xhtml+xml', 'other'],
  ['image/svg+xml', 'other'],
  ['text/html', 'other'],
  ['', 'other'],
  ['constructor', 'other'],
  ['__proto__', 'other'],
])('%j is read as %s', (type, kind) => expect(bodyKind(type)).toBe(kind))

test.each([
  ['application/json; charset=utf-8', '{"a":1}', [{ a: 1 }]],
  ['application/vnd.x+json', '[1]', [[1]]],
  ['application/x-ndjson', '{"a":1}\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
  ['application/x-www-form-urlencoded', 'a=1', [{ a: '1' }]],
  ['multipart/form-data; boundary=B', '--B\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--B--', [{ a: '1' }]],
  ['text/xml', '<a>1</a>', [{ a: '1' }]],
  ['application/msgpack', encode({ a: 1 }), [{ a: 1 }]],
  ['application/cbor', Buffer.from('a1616101', 'hex'), [{ a: 1 }]],
  ['application/senml+cbor', Buffer.from('a1616101', 'hex'), [{ a: 1 }]],
  ['application/cbor-seq', Buffer.from('0102', 'hex'), [1, 2]],
  ['text/event-stream', 'data: {"a":1}\n\n', [{ a: 1 }]],
  ['text/plain', ' {"a":1}', [{ a: 1 }]],
  ['nonsense', '{"a":1}', [{ a: 1 }]],
])('%s', (type, body, documents) => expect(documentsOf(type, body)).toEqual(hashed(documents)))

test.each([
  ['text/html', '{"a":1}'],
  ['text/plain', 'hello'],
  ['text/plain', '{"a":1'],
  ['application/json', 'hello'],
  ['multipart/form-data', '--B\r\n'],
])('%s: %s is not understood, but counted', (type, body) =>
  expect(read(type, body)).toEqual({ mediaType: type, bodyBytes: body.length, truncated: false, keyHashes: [], tape: null }),
)

test('no body is none', () => expect(read('application/json', '')).toBeNull())

test('what a body gives does not depend on those before it', () => {
  const types = [
    'application/json',
    'application/x-ndjson',
    'application/x-www-form-urlencoded',
    'text/xml',
    'application/msgpack',
    'application/cbor',
    'text/event-stream',
    '',
  ]
  const bodies = fc.oneof(
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.constantFrom('a=1&b=2', '<a><b>1</b></a>', 'data: {"a":1}\n\n', '{"a":[1,'),
    fc.uint8Array({ minLength: 1, maxLength: 60 }),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...types), bodies), { minLength: 1, maxLength: 6 }), (all) => {
      for (const [type, body] of all) {
        const used = read(type, body)
        const documents = used?.tape == null ? null : readTape(reader.tape)
        const fresh = new BodyReader(DEFAULT_LIMITS, () => [])
        const shape = fresh.read(message(type, body))
        expect(shape?.tape == null ? null : readTape(fresh.tape)).toEqual(documents)
        expect({ ...used, tape: 0 }).toEqual({ ...shape, tape: 0 })
      }
    }),
    { numRuns: 200 },
  )
})
