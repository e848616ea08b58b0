import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findHeadEnd, findLineFeed, readCutHead, readHead } from '../../../reconstruct/http1/head.ts'
import { MessagePool } from '../../../reconstruct/message-pool.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'

const pool = new MessagePool(DEFAULT_LIMITS, new Counters())

function read(text: string, limits = DEFAULT_LIMITS) {
  const message = pool.acquire('request', 0)
  const bytes = Buffer.from(text, 'latin1')
  message.append(bytes, 0, bytes.length)
  const good = readHead(message, message.used, limits)
  const fields = Array.from({ length: message.fieldCount }, (_, index) => [message.fieldName(index), message.fieldValue(index)])
  return { good, fields, target: message.target(), anomalies: [...message.anomalies] }
}

test('the end of a head is found as by a slow search', () => {
  const slow = (bytes: Uint8Array) => {
    const text = Buffer.from(bytes).toString('latin1')
    const ends = ['\n\n', '\n\r\n'].map((mark) => text.indexOf(mark) + (text.includes(mark) ? mark.length : 0)).filter((end) => end > 0)
    return ends.length > 0 ? Math.min(...ends) : -1
  }
  const piece = fc.constantFrom(10, 13, 65)
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (list) => {
      expect(findHeadEnd(Uint8Array.from(list), 0, list.length)).toBe(slow(Uint8Array.from(list)))
    }),
    { numRuns: 2000 },
  )
})

test('fields are names and values without the blanks around them', () => {
  const { fields, anomalies } = read('GET / HTTP/1.1\r\nHost: a.test\r\nX-Empty:\r\nX-Blank: \t v \t\r\nX-Colon: a:b\r\n\r\n')
  expect(fields).toEqual([
    ['host', 'a.test'],
    ['x-empty', ''],
    ['x-blank', 'v'],
    ['x-colon', 'a:b'],
  ])
  expect(anomalies).toEqual([])
})

test.each([
  ['GET / HTTP/1.1\nHost: x\n\n', ['bare-lf']],
  ['GET / HTTP/1.1\r\nno colon\r\nA: b\r\n\r\n', ['header-without-colon']],
  ['GET / HTTP/1.1\r\nA : b\r\n\r\n', ['space-before-colon']],
  ['GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n', ['folded-header']],
  ['GET / HTTP/1.1\r\nA: b\0c\r\n\r\n', ['nul-byte']],
  ['GET / HTTP/1.1\r\nA: b\rc\r\n\r\n', ['bare-cr']],
  ['GET / HTTP/7.1\r\n\r\n', ['odd-version']],
  ['GET /a b HTTP/1.1\r\n\r\n', ['odd-request-line']],
])('%j is odd: %j', (text, anomalies) => {
  const head = read(text)
  expect(head.good).toBe(true)
  expect(head.anomalies).toEqual(anomalies)
})

test('a line that goes on is read with the line it goes on, also where that has no colon', () => {
  const names = (text: string) => read(`GET / HTTP/1.1\r\n${text}\r\n`).fields
  expect(names('X-One: a\r\nX-Two\r\n :b\r\n c\r\n')).toEqual([
    ['x-one', 'a'],
    ['x-two', 'b c'],
  ])
  expect(names('X-One: a\r\nno field\r\n b\r\n c: d\r\nX-Two: e\r\n')).toEqual([
    ['x-one', 'a'],
    ['x-two', 'e'],
  ])
})

test('limits cut the target and the list of fields, and say so', () => {
  const limits = { ...DEFAULT_LIMITS, startLineBytes: 5, headerFields: 2 }
  const head = read('GET /123456789 HTTP/1.1\r\nA: 1\r\nB: 2\r\nC: 3\r\n\r\n', limits)
  expect(head.target).toBe('/1234')
  expect(head.fields).toHaveLength(2)
  expect(head.anomalies).toEqual(['limit-start-line', 'limit-header-count'])
})

test('a head that was cut gives the fields whose lines are whole', () => {
  expect(read('GET / HTTP/1.1\r\nA: 1\r\nB: 2').fields).toEqual([['a', '1']])
  const cut = pool.acquire('request', 0)
  cut.append(Buffer.from('GET / HTTP/1.'), 0, 13)
  expect(readCutHead(cut, DEFAULT_LIMITS)).toBe(false)
})

test('a line feed is found, or not', () => {
  expect(findLineFeed(Buffer.from('ab\nc'), 0, 4)).toBe(2)
  expect(findLineFeed(Buffer.from('ab\nc'), 0, 2)).toBe(-1)
})
