import { expect, test } from 'vitest'
import { C2S } from '../../reconstruct/exchange.ts'
import { clientHello } from '../support/client-hello.ts'
import { Conversation, cutSteps, play } from '../support/conversation.ts'

const ASK = 'GET /a HTTP/1.1\r\nHost: x\r\n\r\n'
const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

test('a TLS flow is counted, and its hello read however it is cut', () => {
  const hello = clientHello({ serverName: 'API.example.test', alpn: ['h2', 'http/1.1'] })
  for (const cut of [[], [1], [5], [9, 40], [60, 61, 62]]) {
    const played = play(cutSteps(new Conversation().client(hello).server('\x16\x03\x03\x00\x04\x02abc').steps, () => cut))
    expect(played.flows).toMatchObject([
      { kind: 'tls', serverName: 'api.example.test', alpn: ['h2', 'http/1.1'], bytes: [hello.length, 9] },
    ])
    expect(played.counters.toRecord()).toEqual({ 'tls.flows': 1, 'tls.bytes': hello.length + 9 })
  }
})

test('a first request whose URL is longer than many packets is read, however it is cut', () => {
  for (const length of [3000, 6000, 12_000]) {
    const target = `/search?q=${'x'.repeat(length)}`
    const steps = new Conversation().client(`GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`).server(ANSWER).steps
    for (const mss of [536, 1460, 9000]) {
      const cuts = Array.from({ length: Math.ceil(length / mss) }, (_, i) => (i + 1) * mss)
      const played = play(cutSteps(steps, () => cuts))
      expect(played.exchanges).toMatchObject([{ pairing: 'certain', request: `GET ${target}`, status: 200 }])
    }
  }
})

test('a plain server that is spoken TLS to answers in HTTP', () => {
  const played = play(
    new Conversation()
      .client(clientHello({ serverName: 'x.test', alpn: [] }))
      .server('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n').steps,
  )
  expect(played.exchanges).toMatchObject([{ pairing: 'half', request: null, status: 400 }])
})

test('HTTP/2 is recognised and counted', () => {
  const played = play(
    new Conversation().client('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', '\0\0\0\x04\0\0\0\0\0').server('\0\0\0\x04\0\0\0\0\0').steps,
  )
  expect(played.flows).toMatchObject([{ kind: 'http/2', requests: 0 }])
  expect(played.counters.toRecord()).toEqual({ 'http2.flows': 1, 'http2.bytes': 42 })
})

test('what nobody knows is counted, and may still turn into HTTP', () => {
  const other = play(new Conversation().server('SSH-2.0-x\r\n').client('SSH-2.0-y\r\n').steps)
  expect(other.flows).toMatchObject([{ kind: 'other', bytes: [11, 11] }])
  expect(other.counters.toRecord()).toEqual({ 'http.not-http-flows': 1, 'http.not-http-bytes': 22 })
  const socks = play(new Conversation().client('\x05\x01\x00').server('\x05\x00').client(ASK).server(ANSWER).steps)
  expect(socks.exchanges).toMatchObject([{ request: 'GET /a', status: 200 }])
})

test('a flow without payload is empty', () => {
  expect(play([]).flows).toMatchObject([{ kind: 'empty', ended: true }])
})

test('content outweighs the handshake: the side that asks is the client', () => {
  const { steps } = new Conversation().client(ASK).server(ANSWER)
  const played = play(steps, { guessedWrong: true, roleKnown: true })
  expect(played.flipped).toBe(true)
  expect(played.exchanges).toMatchObject([{ pairing: 'certain', request: 'GET /a', status: 200 }])
  expect(played.flows).toMatchObject([{ bytes: [ASK.length, ANSWER.length] }])
})

test('bytes are counted once, whatever had to be kept first', () => {
  const { steps } = new Conversation().client(ASK).server(ANSWER)
  for (let cut = 1; cut < ANSWER.length; cut++)
    expect(play(cutSteps(steps, () => [cut])).flows[0]?.bytes).toEqual([ASK.length, ANSWER.length])
  const lossy = play(new Conversation().client('GE').gap(C2S, 3).client('x').steps)
  expect(lossy.flows).toMatchObject([{ kind: 'other', bytes: [3, 0], gapBytes: [3, 0] }])
})

const get = (target: string) => `GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`
const ok = (body: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`
const MIDWAY = { fromStart: false, roleKnown: false } as const

test('joined midway, the rest of a body in front of a request is no part of it', () => {
  const { steps } = new Conversation()
    .server('HTTP/1.1 100 Continue\r\n\r\n')
    .client('abcdef')
    .server(ok('stored'))
    .client(get('/after'))
    .server(ok('after'))
  const whole = play(steps, MIDWAY)
  expect(whole.exchanges.map(({ pairing, request, status }) => `${pairing} ${request} ${status}`)).toEqual([
    'half null 200',
    'likely GET /after 200',
  ])
  expect(
    play(
      cutSteps(steps, ({ bytes }) => Array.from(bytes.keys())),
      MIDWAY,
    ).exchanges,
  ).toEqual(whole.exchanges)
})

test('joined midway, the rest of a response in front of the answer makes the pair doubtful', () => {
  const { steps } = new Conversation().client(get('/1'), get('/2')).server('tail\r\n', ok('earlier'), ok('one'), ok('two'))
  expect(play(steps, MIDWAY).exchanges.filter(({ request, status }) => request !== null && status !== null)).toEqual([])
})

test('joined midway, between messages nothing is lost', () => {
  const { steps } = new Conversation().client(get('/1')).server(ok('one')).client(get('/2')).server(ok('two'))
  const joined = play(steps, MIDWAY)
  expect(joined.exchanges.map(({ pairing, request, status }) => `${pairing} ${request} ${status}`)).toEqual([
    'likely GET /1 200',
    'certain GET /2 200',
  ])
})
