import { expect, test } from 'vitest'
import { BodyReader } from '../../../reconstruct/http1/body-reader.ts'
import { nextState, type State } from '../../../reconstruct/http1/state.ts'
import { MessagePool } from '../../../reconstruct/message-pool.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'
import { Conversation, play } from '../../support/conversation.ts'

/** Reads pieces as the message reader does, until the body is complete or broken. */
function read(kind: 'length' | 'chunked' | 'close', length: number, pieces: string[], limits = DEFAULT_LIMITS) {
  const message = new MessagePool(limits, new Counters()).acquire('response', 0)
  const body = new BodyReader(limits, { keep: true })
  body.begin(kind, length)
  let state: State = kind === 'chunked' ? 'chunk-size' : kind
  let left = ''
  for (const piece of pieces) {
    const bytes = Buffer.from(piece, 'latin1')
    let at = 0
    while (at < bytes.length && state !== 'start' && state !== 'lost') {
      at = body.read(state, message, bytes, at, bytes.length, length)
      if (body.event !== null) state = nextState(state, body.event) as State
    }
    left += bytes.toString('latin1', at)
  }
  const kept = message.bytes.toString('latin1', 0, message.keptBodyBytes)
  return { state, kept, bodyBytes: message.bodyBytes, left, anomalies: [...message.anomalies] }
}

const CHUNKED = '3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: t\r\n\r\n'

test('chunks are joined however they are cut, and what follows is left alone', () => {
  const whole = read('chunked', -1, [`${CHUNKED}next`])
  expect(whole).toEqual({ state: 'start', kept: 'abcde', bodyBytes: 5, left: 'next', anomalies: ['chunk-extension'] })
  for (let at = 1; at < CHUNKED.length; at++) expect(read('chunked', -1, [CHUNKED.slice(0, at), `${CHUNKED.slice(at)}next`])).toEqual(whole)
  expect(read('chunked', -1, [...`${CHUNKED}next`])).toEqual(whole)
})

test('a counted body ends after its bytes', () => {
  expect(read('length', 4, ['ab', 'cdrest'])).toMatchObject({ state: 'start', kept: 'abcd', left: 'rest' })
})

test.each([
  ['3\r\nabc2\r\nde\r\n0\r\n\r\n', 'abcde', ['chunk-end-missing']],
  ['3\nabc\n0\n\n', 'abc', []],
  [' 3 \r\nabc\r\n0\r\n\r\n', 'abc', ['chunk-size-odd']],
  ['3x\r\nabc\r\n2 and more\r\nde\r\n0\r\n\r\n', 'abcde', ['chunk-size-odd']],
])('%j is read as most receivers do', (text, kept, anomalies) => {
  expect(read('chunked', -1, [text])).toMatchObject({ state: 'start', kept, anomalies })
})

test('a later chunk without a size is junk', () => {
  expect(read('chunked', -1, ['3\r\nabc\r\nwhat?\r\n'])).toMatchObject({ state: 'lost', kept: 'abc', anomalies: ['chunk-size-invalid'] })
})

test('a first chunk without a size: the body was not chunked', () => {
  for (const pieces of [['{"not":"chunked"}\n'], [...'{"not":"chunked"}\n']]) {
    expect(read('chunked', -1, pieces)).toMatchObject({ state: 'close', kept: '{"not":"chunked"}\n', anomalies: ['chunk-size-invalid'] })
    expect(read('chunked', 5, pieces)).toMatchObject({ state: 'start', kept: '{"not' })
  }
})

test('a first line that only begins like a size is body', () => {
  for (const text of ['Bad Request\n', 'define(function () {})\n'])
    for (const pieces of [[text], [...text]]) expect(read('chunked', -1, pieces)).toMatchObject({ state: 'close', kept: text })
})

test('past the limit bytes are counted, and the last four remembered', () => {
  const limits = { ...DEFAULT_LIMITS, bodyBytes: 5 }
  for (const pieces of [['0123456789'], [...'0123456789']]) {
    const message = new MessagePool(limits, new Counters()).acquire('response', 0)
    const body = new BodyReader(limits, { keep: true })
    body.begin('length', 10)
    for (const piece of pieces) body.read('length', message, Buffer.from(piece), 0, piece.length, -1)
    expect(message).toMatchObject({ bodyBytes: 10, keptBodyBytes: 5, anomalies: ['limit-body'] })
    expect(message.tail >>> 0).toBe(Buffer.from('6789').readUInt32LE())
  }
})

test('missing bytes are skipped where it is known that they belong to the body', () => {
  const skip = (kind: 'length' | 'close' | 'chunked', state: State, missing: number) => {
    const message = new MessagePool(DEFAULT_LIMITS, new Counters()).acquire('response', 0)
    const body = new BodyReader(DEFAULT_LIMITS, { keep: true })
    body.begin(kind, 10)
    return [body.skip(state, message, missing), body.event, message.bodyBytes]
  }
  expect(skip('length', 'length', 4)).toEqual([0, null, 4])
  expect(skip('length', 'length', 10)).toEqual([0, 'complete', 10])
  expect(skip('length', 'length', 15)).toEqual([5, null, 10])
  expect(skip('close', 'close', 99)).toEqual([0, null, 99])
  expect(skip('chunked', 'chunk-size', 3)).toEqual([3, null, 0])
})

test('an event stream and a message of an MCP session may be longer than other bodies', () => {
  const limits = { ...DEFAULT_LIMITS, bodyBytes: 5, eventStreamBytes: 8 }
  const kept = (field: string): string | null | undefined => {
    const conversation = new Conversation()
      .client('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
      .server(`HTTP/1.1 200 OK\r\n${field}\r\nContent-Length: 10\r\n\r\n0123456789`)
    return play(conversation.steps, { limits }).exchanges[0]?.responseBody
  }
  expect(kept('Content-Type: application/json')).toBe('01234')
  expect(kept('Content-Type: text/event-stream; charset=utf-8')).toBe('01234567')
  expect(kept('Mcp-Session-Id: 7')).toBe('01234567')
})
