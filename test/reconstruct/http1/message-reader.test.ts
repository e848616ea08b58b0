// The framing of one direction against http-parser-js, which is strict where we are lenient: on messages that keep
// the rules both must agree, however the bytes are cut.

import fc from 'fast-check'
import { HTTPParser } from 'http-parser-js'
import { expect, test } from 'vitest'
import { readFraming } from '../../../reconstruct/http1/body-framing.ts'
import type { MessageOwner } from '../../../reconstruct/http1/message-owner.ts'
import { MessageReader } from '../../../reconstruct/http1/message-reader.ts'
import { MessagePool } from '../../../reconstruct/message-pool.ts'
import type { PooledMessage } from '../../../reconstruct/pooled-message.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'

type Framed = { line: string; fields: string[]; body: string }

function ours(role: 'request' | 'response', input: Buffer, cuts: readonly number[]): Framed[] {
  const framed: Framed[] = []
  const pool = new MessagePool(DEFAULT_LIMITS, new Counters())
  const owner: MessageOwner = {
    takesOldRequest: false,
    head: (reader) => {
      readFraming(reader.message as PooledMessage, '', pool.counters, reader.framing)
      return 'go'
    },
    complete: (reader) => {
      const message = reader.message as PooledMessage
      const fields: string[] = []
      for (let i = 0; i < message.fieldCount; i++) fields.push(message.fieldName(i), message.fieldValue(i))
      const line = role === 'request' ? `${message.method} ${message.target()}` : String(message.status)
      framed.push({ line, fields, body: message.bytes.toString('latin1', message.headEnd, message.headEnd + message.keptBodyBytes) })
      pool.release(message)
      return 'go'
    },
    lost: () => expect.unreachable('the reader lost its place'),
    mayHaveNoBody: () => false,
    notMessage: () => 'junk',
  }
  const reader = new MessageReader(role, owner, pool, { keep: true })
  const marks = [0, ...[...new Set(cuts.map((cut) => cut % (input.length + 1)))].sort((a, b) => a - b), input.length]
  for (let i = 1; i < marks.length; i++) reader.data(input, marks[i - 1] as number, marks[i] as number, marks[i - 1] as number, -1, 0, true)
  reader.finish(true, 0)
  return framed
}

function theirs(role: 'request' | 'response', input: Buffer): Framed[] {
  const framed: Framed[] = []
  const parser = new HTTPParser(role === 'request' ? HTTPParser.REQUEST : HTTPParser.RESPONSE)
  let now: Framed = { line: '', fields: [], body: '' }
  parser[HTTPParser.kOnHeadersComplete] = ((info: { method: number; url: string; statusCode: number; headers: string[] }) => {
    const fields = info.headers.map((text, i) => (i % 2 === 0 ? text.toLowerCase() : text))
    now = { line: role === 'request' ? `${HTTPParser.methods[info.method]} ${info.url}` : String(info.statusCode), fields, body: '' }
  }) as never
  parser[HTTPParser.kOnBody] = ((bytes: Buffer, start: number, length: number) => {
    now.body += bytes.toString('latin1', start, start + length)
  }) as never
  parser[HTTPParser.kOnMessageComplete] = () => void framed.push(now)
  const result = parser.execute(input, 0, input.length)
  if (result instanceof Error) throw result
  return framed
}

const token = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/)
  .filter((name) => !/^(content-length|transfer-encoding|connection|upgrade|trailer)$/i.test(name))
const value = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/)
const fields = fc.array(fc.tuple(token, value), { maxLength: 5 }).map((list) => list.map(([name, text]) => `${name}: ${text}\r\n`).join(''))
const body = fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes).toString('latin1'))
const chunked = fc
  .array(
    body.filter((text) => text !== ''),
    { maxLength: 4 },
  )
  .map((parts) => `${parts.map((part) => `${part.length.toString(16)}\r\n${part}\r\n`).join('')}0\r\n\r\n`)
const content = fc.oneof(
  body.map((text) => `Content-Length: ${text.length}\r\n\r\n${text}`),
  chunked.map((text) => `Transfer-Encoding: chunked\r\n\r\n${text}`),
)
const request = fc
  .tuple(fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH'), fc.webPath(), fields, content)
  .map(([method, path, head, rest]) => `${method} ${path || '/'} HTTP/1.1\r\n${head}${rest}`)
const response = fc
  .tuple(fc.constantFrom(200, 201, 404, 500), fields, content)
  .map(([status, head, rest]) => `HTTP/1.1 ${status} Some Reason\r\n${head}${rest}`)

test.each([
  ['request', request],
  ['response', response],
] as const)('%s: the same messages as another parser finds, however the bytes are cut', (role, message) => {
  fc.assert(
    fc.property(fc.array(message, { minLength: 1, maxLength: 4 }), fc.array(fc.nat({ max: 2000 }), { maxLength: 8 }), (messages, cuts) => {
      const input = Buffer.from(messages.join(''), 'latin1')
      expect(ours(role, input, cuts)).toEqual(theirs(role, input))
    }),
    { numRuns: 400 },
  )
})

test('empty lines in front of a message are passed over, but not without end', () => {
  expect(ours('request', Buffer.from('\r\n\r\nGET / HTTP/1.1\r\n\r\n'), [1, 3])).toHaveLength(1)
  expect(() => ours('request', Buffer.from(`${'\r\n'.repeat(6)}GET / HTTP/1.1\r\n\r\n`), [])).toThrow('lost its place')
})
