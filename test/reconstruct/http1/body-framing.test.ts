import { expect, test } from 'vitest'
import { newFraming, readFraming } from '../../../reconstruct/http1/body-framing.ts'
import { readHead } from '../../../reconstruct/http1/head.ts'
import { MessagePool } from '../../../reconstruct/message-pool.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'

const counters = new Counters()
const pool = new MessagePool(DEFAULT_LIMITS, counters)

function frame(startLine: string, fields: string[], requestMethod = '') {
  const message = pool.acquire(startLine.startsWith('HTTP/') ? 'response' : 'request', 0)
  const bytes = Buffer.from(`${startLine}\r\n${fields.map((field) => `${field}\r\n`).join('')}\r\n`, 'latin1')
  message.append(bytes, 0, bytes.length)
  readHead(message, message.used, DEFAULT_LIMITS)
  const framing = newFraming()
  readFraming(message, requestMethod, counters, framing)
  return {
    kind: framing.kind,
    ...(framing.kind === 'length' && { length: framing.length }),
    anomalies: [...message.anomalies],
    codings: message.transferCodings,
  }
}

const POST = 'POST / HTTP/1.1'
const OK = 'HTTP/1.1 200 OK'

test.each([
  [POST, [], 'none', []],
  [OK, [], 'close', []],
  [POST, ['Content-Length: 5'], 'length', []],
  [OK, ['Content-Length: 0'], 'none', []],
  [POST, ['Transfer-Encoding: chunked'], 'chunked', []],
  [OK, ['Transfer-Encoding: identity', 'Content-Length: 5'], 'length', []],
  [POST, ['Content-Length: 5', 'Transfer-Encoding: chunked'], 'chunked', ['content-length-and-chunked']],
  ['POST / HTTP/1.0', ['Transfer-Encoding: chunked'], 'chunked', ['chunked-in-http-1.0']],
  [POST, ['Content-Length: 5', 'Content-Length: 5'], 'length', ['content-length-repeated']],
  [POST, ['Content-Length: 5, 5'], 'length', ['content-length-repeated']],
  [POST, ['Content-Length: 5', 'Content-Length: 6'], 'length', ['content-length-conflict']],
  [POST, ['Content-Length: -5'], 'none', ['content-length-invalid']],
  [OK, ['Content-Length: 99999999999999999999'], 'close', ['content-length-invalid']],
  [POST, ['Transfer-Encoding: gzip'], 'none', ['transfer-encoding-unknown']],
  [OK, ['Transfer-Encoding: gzip'], 'close', ['transfer-encoding-unknown']],
  [OK, ['Transfer-Encoding: chunked, other'], 'chunked', ['transfer-encoding-unknown']],
  [OK, ['Transfer-Encoding: xchunked'], 'close', ['transfer-encoding-unknown']],
  [OK, ['Transfer-Encoding: CHUNKED;'], 'chunked', []],
  [OK, ['Transfer-Encoding: \rchunked\0'], 'chunked', ['nul-byte', 'bare-cr']],
  [OK, ['Transfer-Encoding:: chunked'], 'close', ['transfer-encoding-unknown']],
  [OK, ['Transfer-Encoding: x chunked'], 'close', ['transfer-encoding-unknown']],
  [OK, ['Transfer-Encoding: \xa0chunked'], 'close', ['transfer-encoding-unknown']],
  [OK, ['Content-Length: 5\xa0'], 'close', ['content-length-invalid']],
  [OK, ['Content-Length: ,5'], 'close', ['content-length-invalid']],
  [OK, ['Content-Length: 5,'], 'close', ['content-length-invalid']],
  [OK, ['Content-Length: 5 6'], 'close', ['content-length-invalid']],
  [OK, ['Content-Length: x', 'Content-Length: 5'], 'length', ['content-length-invalid']],
  [OK, ['Content-Length: 5', 'Content-Length: x'], 'length', ['content-length-invalid']],
] as const)('%s %j is framed by %s', (startLine, fields, kind, anomalies) => {
  expect(frame(startLine, [...fields])).toMatchObject({ kind, anomalies })
})

test('what has no body has none, whatever its head says', () => {
  const length = ['Content-Length: 5']
  for (const status of [100, 101, 199, 204, 304]) expect(frame(`HTTP/1.1 ${status} X`, length).kind).toBe('none')
  expect(frame(OK, length, 'HEAD').kind).toBe('none')
  expect(frame(OK, ['Transfer-Encoding: chunked'], 'CONNECT').kind).toBe('none')
  expect(frame('HTTP/1.1 407 Auth', length, 'CONNECT').kind).toBe('length')
})

test('codings in front of chunked are kept for decoding', () => {
  expect(frame(OK, ['Transfer-Encoding: gzip, chunked']).codings).toEqual(['gzip'])
})

test('ambiguous messages are counted', () => {
  const before = counters.get('http.framing-ambiguous')
  frame(POST, ['Content-Length: 5', 'Content-Length: 6'])
  frame(POST, ['Content-Length: 5'])
  expect(counters.get('http.framing-ambiguous')).toBe(before + 1)
})
