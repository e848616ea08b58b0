import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readHead } from '../../reconstruct/http1/head.ts'
import { MessagePool } from '../../reconstruct/message-pool.ts'
import type { PooledMessage } from '../../reconstruct/pooled-message.ts'
import { Counters } from '../../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../../sensor/base/limits.ts'

const counters = new Counters()
const pool = new MessagePool({ ...DEFAULT_LIMITS, headerNames: 10 }, counters)

function response(fields: string, body: Uint8Array = Buffer.alloc(0)): PooledMessage {
  const head = Buffer.from(`HTTP/1.1 200 OK\r\n${fields}\r\n`, 'latin1')
  const message = pool.acquire('response', 0)
  message.append(head, 0, head.length)
  readHead(message, message.used, DEFAULT_LIMITS)
  message.append(body, 0, body.length)
  message.bodyBytes = message.keptBodyBytes = body.length
  return message
}

test('fields are found by name, in lower case, also when the table of names is full', () => {
  const message = response(Array.from({ length: 40 }, (_, i) => `X-Name-${i}: value ${i}\r\n`).join(''))
  expect(message.fieldCount).toBe(40)
  expect(message.header('x-name-0')).toBe('value 0')
  expect(message.header('x-name-39')).toBe('value 39')
  expect(message.fieldName(39)).toBe('x-name-39')
  expect(message.header('absent')).toBeUndefined()
})

test('the media type has no parameters and no capitals', () => {
  expect(response('Content-Type: Application/JSON; charset=utf-8\r\n').mediaType()).toBe('application/json')
  expect(response('').mediaType()).toBe('')
})

test('folded lines are joined by a space', () => {
  expect(response('X-Long: one\r\n\t two\r\n  three\r\n').header('x-long')).toBe('one two three')
})

test('a CR or NUL inside a value is a space', () => {
  expect(response('X-Odd: \rone\0 two\r three\0\r\n').header('x-odd')).toBe('one two three')
  expect(Buffer.from(response('Content-Encoding: gzip\0\r\n', gzipSync('hello')).decodedBody()).toString()).toBe('hello')
})

test('the body is decoded once, and a failure is told on the message and counted', () => {
  const message = response('Content-Encoding: gzip\r\n', gzipSync('hello'))
  expect(Buffer.from(message.decodedBody()).toString()).toBe('hello')
  expect(message.decodedBody()).toBe(message.decodedBody())
  expect(message.decodedBytes()).toBe(5)
  expect(message.decodedTruncated()).toBe(false)
  const shared: string[] = []
  const wrong = response('Content-Encoding: br, gzip\r\n', Buffer.from('plain'))
  wrong.shareAnomalies(shared as never)
  expect(Buffer.from(wrong.decodedBody()).toString()).toBe('plain')
  expect(shared).toEqual(['decode-failed'])
  expect(counters.get('http.decode-failed')).toBe(1)
})

test('a parameter behind a coding, or an odd blank around it, does not hide it', () => {
  for (const value of ['gzip;', 'gzip; q=1', '\xa0gzip', 'GZIP\x0b', ',gzip,'])
    expect(Buffer.from(response(`Content-Encoding: ${value}\r\n`, gzipSync('hello')).decodedBody()).toString()).toBe('hello')
})

test('after some bombs a flow is no longer decompressed', () => {
  const bomb = gzipSync(Buffer.alloc(30_000_000))
  const account = { bombs: 0 }
  const outcomes = Array.from({ length: 5 }, () => {
    const message = response('Content-Encoding: gzip\r\n', bomb)
    message.account = account
    message.decodedBody()
    return message.anomalies.at(-1)
  })
  expect(outcomes).toEqual(['decode-bomb', 'decode-bomb', 'decode-bomb', 'decode-failed', 'decode-failed'])
})

test('more codings than the limit stay undone', () => {
  const message = response('Content-Encoding: gzip, gzip, gzip\r\n', Buffer.from('xyz'))
  expect(Buffer.from(message.decodedBody()).toString()).toBe('xyz')
  expect(message.anomalies).toEqual(['decode-failed'])
})
