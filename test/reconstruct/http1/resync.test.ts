import { expect, test } from 'vitest'
import { REQUEST } from '../../../reconstruct/http1/grammar.ts'
import { Resync } from '../../../reconstruct/http1/resync.ts'

const scan = (text: string, segmentStart = false, linesToo = true) => {
  const resync = new Resync(REQUEST)
  resync.begin()
  const bytes = Buffer.from(text, 'latin1')
  return [resync.scan(bytes, 0, bytes.length, segmentStart, linesToo), resync.at]
}
const REQUEST_TEXT = 'GET /a HTTP/1.1\r\nHost: x\r\n\r\n'

test.each([
  [`tail of a body\r\n${REQUEST_TEXT}`, false, true, 'message', 16],
  [REQUEST_TEXT, true, true, 'message', 0],
  [REQUEST_TEXT, false, true, 'nothing', REQUEST_TEXT.length],
  [`x\n${REQUEST_TEXT}`, false, false, 'nothing', REQUEST_TEXT.length + 2],
  ['x\nGET /a HT', false, true, 'perhaps', 2],
  ['x\nHTTP/1.1 200 OK\r\nA: b\r\n', false, true, 'nothing', 25],
  ['see GET /a HTTP/1.1\r\nfor more\r\n', true, true, 'nothing', 31],
])('%j (segment start %s, lines %s) is %s at %i', (text, segmentStart, linesToo, found, at) => {
  expect(scan(text, segmentStart, linesToo)).toEqual([found, at])
})

test('a line that begins a packet counts if the packet before ended one', () => {
  const resync = new Resync(REQUEST)
  resync.begin()
  resync.scan(Buffer.from('junk\r\n'), 0, 6, false, true)
  const bytes = Buffer.from(REQUEST_TEXT)
  expect(resync.scan(bytes, 0, bytes.length, false, true)).toBe('message')
  expect(resync.skipped).toBe(6)
  resync.scan(Buffer.from('junk\r\n'), 0, 6, false, true)
  resync.gap()
  expect(resync.scan(bytes, 0, bytes.length, false, true)).toBe('nothing')
})
