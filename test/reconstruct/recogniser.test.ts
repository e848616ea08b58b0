import { expect, test } from 'vitest'
import { C2S, S2C } from '../../reconstruct/exchange.ts'
import { Recogniser } from '../../reconstruct/recogniser.ts'
import { DEFAULT_LIMITS } from '../../sensor/base/limits.ts'

const flow = { ref: {}, roleKnown: true, fromStart: true, flipRoles: () => {} } as never
const look = (recogniser: Recogniser, text: string, offset: number, segmentStart = true) => {
  const bytes = Buffer.from(`##${text}`)
  return recogniser.look(C2S, bytes, 2, bytes.length, offset, 0, 0, segmentStart)
}

test('first bytes that are cut anywhere are kept until they say what they are', () => {
  const request = 'GET /a HTTP/1.1\r\n'
  for (let cut = 1; cut < request.length; cut++) {
    const recogniser = new Recogniser(flow, DEFAULT_LIMITS)
    expect(look(recogniser, request.slice(0, cut), 0), `cut at ${cut}`).toBe('more')
    expect(look(recogniser, request.slice(cut), cut)).toBe('client')
    expect(recogniser.at).toBe(0)
    expect(recogniser.prefix(C2S).length).toBe(cut)
  }
})

test('a preamble line in front is passed over', () => {
  const recogniser = new Recogniser(flow, DEFAULT_LIMITS)
  const preamble = 'PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n'
  expect(look(recogniser, `${preamble}GET / HTTP/1.1\r\nHost: x\r\n\r\n`, 0)).toBe('client')
  expect(recogniser.at).toBe(preamble.length)
})

test('far into a flow only the first byte of a segment is looked at', () => {
  const recogniser = new Recogniser(flow, { ...DEFAULT_LIMITS, notHttpBytes: 100 })
  expect(look(recogniser, '\x00'.repeat(200), 0)).toBe('no')
  expect(look(recogniser, 'x\nGET / HTTP/1.1\r\nHost: x\r\n\r\n', 200)).toBe('no')
  expect(recogniser.passed).toBeGreaterThan(200)
  expect(look(recogniser, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', 300, false)).toBe('no')
  expect(look(recogniser, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', 400)).toBe('client')
})

test('bytes behind a gap are not the first', () => {
  const recogniser = new Recogniser(flow, DEFAULT_LIMITS)
  recogniser.gap(C2S)
  expect(recogniser.untouched(C2S)).toBe(false)
  expect(recogniser.untouched(S2C)).toBe(true)
  expect(look(recogniser, 'ET /first HTTP/1.1\r\nHost: x\r\n\r\n', 1)).toBe('no')
})
