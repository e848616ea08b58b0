import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  couldBeRequest,
  couldBeStatus,
  isKnownMethod,
  MORE,
  minorVersion,
  NO,
  newStartLine,
  REQUEST,
  readRequestLine,
  readStatusLine,
  recogniseStartLine,
  STATUS,
} from '../../../reconstruct/http1/grammar.ts'

const bytesOf = (text: string) => Buffer.from(text, 'latin1')

describe('a request line, leniently', () => {
  const read = (text: string) => {
    const bytes = bytesOf(text)
    const line = newStartLine()
    if (!readRequestLine(bytes, 0, bytes.length, line)) return null
    const part = (from: number, to: number) => bytes.toString('latin1', from, to)
    return [
      part(0, line.methodEnd),
      part(line.targetStart, line.targetEnd),
      part(line.versionStart, line.versionEnd),
      line.odd,
      line.oddVersion,
    ]
  }

  test.each([
    ['GET / HTTP/1.1', ['GET', '/', 'HTTP/1.1', false, false]],
    ['get /a?b=c HTTP/1.0', ['get', '/a?b=c', 'HTTP/1.0', false, false]],
    ['GET  /  HTTP/1.1', ['GET', '/', 'HTTP/1.1', true, false]],
    ['GET\t/ HTTP/1.1', ['GET', '/', 'HTTP/1.1', true, false]],
    ['GET /a b HTTP/1.1 ', ['GET', '/a b', 'HTTP/1.1', true, false]],
    ['GET / HTTP/1.2', ['GET', '/', 'HTTP/1.2', false, true]],
    ['GET / http/1.1', ['GET', '/', 'http/1.1', false, true]],
    ['GET /old', ['GET', '/old', '', false, false]],
    ['GET', null],
    ['GET ', null],
    [' GET / HTTP/1.1', null],
    ['G(T / HTTP/1.1', null],
    [`${'M'.repeat(40)} / HTTP/1.1`, null],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })
})

describe('a status line, leniently', () => {
  const read = (text: string) => {
    const bytes = bytesOf(text)
    const line = newStartLine()
    return readStatusLine(bytes, 0, bytes.length, line) ? [line.status, line.odd, line.oddVersion] : null
  }

  test.each([
    ['HTTP/1.1 200 OK', [200, false, false]],
    ['HTTP/1.0 404', [404, false, false]],
    ['HTTP/1.1\t200 OK', [200, true, false]],
    ['HTTP/1.1 200OK', [200, true, false]],
    ['HTTP/1.01 200 OK', [200, false, true]],
    ['http/1.1 200 OK', [200, false, true]],
    ['HTTP/1.1 2xx OK', [2, true, false]],
    ['HTTP/1.1 20 OK', [20, true, false]],
    ['HTTP/1.1 OK', null],
    ['ICY 200 OK', null],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })
})

describe('a start line, strictly', () => {
  const recognise = (text: string, next = false) => recogniseStartLine(bytesOf(text), 0, text.length, next)

  test.each([
    ['GET / HTTP/1.1\r\n', REQUEST],
    ['OPTIONS * HTTP/1.1\n', REQUEST],
    ['GET http://a.test/ HTTP/1.1\r\n', REQUEST],
    ['CONNECT a.test:443 HTTP/1.1\r\n', REQUEST],
    ['HTTP/1.1 200 OK\r\n', STATUS],
    ['HTTP/1.0 404\r\n', STATUS],
    ['get / HTTP/1.1\r\n', NO],
    ['WEIRD / HTTP/1.1\r\n', NO],
    ['GET nowhere HTTP/1.1\r\n', NO],
    ['GET / HTTP/1.2\r\n', NO],
    ['GET / RTSP/1.0\r\n', NO],
    ['HTTP/1.1 999 No\r\n', NO],
    ['HTTP/1.1 2000\r\n', NO],
    ['', MORE],
    ['GET / HTTP/1.1', MORE],
  ])('%j', (text, expected) => {
    expect(recognise(text)).toBe(expected)
  })

  test('with the next line asked for, prose that quotes a start line is refused', () => {
    expect(recognise('GET / HTTP/1.1\r\nHost: x\r\n', true)).toBe(REQUEST)
    expect(recognise('GET / HTTP/1.1\r\n\r\n', true)).toBe(REQUEST)
    expect(recognise('GET / HTTP/1.1\r\nis (what a) browser sends\r\n', true)).toBe(NO)
    expect(recognise('GET / HTTP/1.1\r\nHos', true)).toBe(MORE)
  })

  test('cut anywhere, what is one may still become one', () => {
    for (const text of [
      'DELETE /items/1 HTTP/1.1\r\nHost: x\r\n\r\n',
      'HTTP/1.1 200 OK\r\nA: b\r\n\r\n',
      'GET https://a.test/ HTTP/1.0\nA:',
    ]) {
      const whole = recognise(text, true)
      for (let length = 1; length <= text.length; length++) expect([MORE, whole]).toContain(recognise(text.slice(0, length), true))
    }
  })
})

test('prefixes of start lines could be start lines; other bytes could not', () => {
  const could = (text: string) => couldBeRequest(bytesOf(text), 0, text.length)
  for (const text of ['G', 'GET', 'GET ', 'GET /abc', 'x-method\t/']) expect(could(text)).toBe(true)
  for (const text of [' GET', '{"a":1}', 'GET\r\n', 'M'.repeat(33), '<html>']) expect(could(text)).toBe(false)
  expect(couldBeStatus(bytesOf('HT'), 0, 2)).toBe(true)
  expect(couldBeStatus(bytesOf('HX'), 0, 2)).toBe(false)
})

test('only exactly HTTP/1.0 and HTTP/1.1 have a minor version', () => {
  expect(['HTTP/1.0', 'HTTP/1.1', 'HTTP/1.2', 'http/1.1', 'HTTP/1.'].map((text) => minorVersion(bytesOf(text), 0, text.length))).toEqual([
    0, 1, -1, -1, -1,
  ])
  expect(isKnownMethod(bytesOf('PATCH'), 0, 5)).toBe(true)
  expect(isKnownMethod(bytesOf('WEIRD'), 0, 5)).toBe(false)
})

test('no bytes make the grammar throw or read past its end', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (bytes, next) => {
      const line = newStartLine()
      expect([NO, MORE, REQUEST, STATUS]).toContain(recogniseStartLine(bytes, 0, bytes.length, next))
      if (readRequestLine(bytes, 0, bytes.length, line)) expect(line.versionEnd).toBeLessThanOrEqual(bytes.length)
      readStatusLine(bytes, 0, bytes.length, line)
    }),
  )
})
