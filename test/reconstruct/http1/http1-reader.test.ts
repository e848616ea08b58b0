import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { C2S, type Direction, S2C } from '../../../reconstruct/exchange.ts'
import { Conversation, cutSteps, expectLedger, loseBytes, type Played, play, type Told } from '../../support/conversation.ts'

const GET = (target: string, extra = '') => `GET ${target} HTTP/1.1\r\nHost: shop.test\r\n${extra}\r\n`
const OK = (body: string, extra = '') => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n${extra}\r\n${body}`
const brief = ({ pairing, request, status, responseBody }: Told) => `${pairing} ${request} -> ${status} ${responseBody}`

/** Everything that framing knows, on one connection. */
function richScript(): Conversation {
  return new Conversation()
    .client(GET('/a'))
    .server(OK('hello', 'Content-Type: text/plain\r\n'))
    .client('POST /b HTTP/1.1\r\nHost: shop.test\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n')
    .server('HTTP/1.1 100 Continue\r\n\r\n')
    .client('4;ext=1\r\nwiki\r\n5\r\npedia\r\n0\r\nTrailer: x\r\n\r\n')
    .server('HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n')
    .client(GET('/p1'), 'HEAD /p2 HTTP/1.1\r\nHost: shop.test\r\n\r\n', GET('/p3'), 'PUT /p4 HTTP/1.1\nContent-Length: 3\n\nxyz\r\n')
    .server(OK('one'), 'HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n')
    .server('HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n')
    .client(GET('/folded', 'X-Long: one\r\n two\r\n'))
    .server(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${gzipSync('zipped').length}\r\n\r\n`, gzipSync('zipped'))
    .client(GET('/last'))
    .server('HTTP/1.0 200 OK\r\n\r\nuntil the very end')
    .fin(S2C)
}

const EXPECTED = [
  'certain GET /a -> 200 hello',
  'certain POST /b -> 201 abc0123456789abcdef',
  'certain GET /p1 -> 200 one',
  'certain HEAD /p2 -> 200 ',
  'certain GET /p3 -> 304 ',
  'certain PUT /p4 -> 204 ',
  'certain GET /folded -> 200 zipped',
  'certain GET /last -> 200 until the very end',
]

test('a connection that does everything is read message by message', () => {
  const played = play(richScript().steps)
  expect(played.exchanges.map(brief)).toEqual(EXPECTED)
  expect(played.exchanges[1]).toMatchObject({ requestBody: 'wikipedia', interim: [100], anomalies: ['chunk-extension'] })
  expect(played.exchanges[5]).toMatchObject({ requestBody: 'xyz', interim: [103], anomalies: ['bare-lf'] })
  expect(played.flows).toMatchObject([{ kind: 'http/1', requests: 8, responses: 8, exchanges: 8, ended: true }])
  expectLedger(played)
})

test('every cut into two gives the same exchanges', () => {
  const { steps } = richScript()
  const whole = play(steps)
  const longest = Math.max(...steps.map((step) => (step.do === 'data' ? step.bytes.length : 0)))
  for (let at = 1; at < longest; at++) {
    const cut = play(cutSteps(steps, () => [at]))
    expect(cut.exchanges, `cut at ${at}`).toEqual(whole.exchanges)
    expect(cut.counters.toRecord()).toEqual(whole.counters.toRecord())
  }
})

test('bytes one by one give the same exchanges', () => {
  const { steps } = richScript()
  const single = play(cutSteps(steps, ({ bytes }) => Array.from(bytes.keys())))
  expect(single.exchanges).toEqual(play(steps).exchanges)
})

test('any cut into pieces gives the same exchanges', () => {
  const { steps } = richScript()
  const whole = play(steps)
  fc.assert(
    fc.property(fc.infiniteStream(fc.integer({ min: 1, max: 40 })), (lengths) => {
      const cut = play(
        cutSteps(steps, ({ bytes }) => {
          const marks: number[] = []
          for (let at = lengths.next().value as number; at < bytes.length; at += lengths.next().value as number) marks.push(at)
          return marks
        }),
      )
      expect(cut.exchanges).toEqual(whole.exchanges)
    }),
    { numRuns: 60 },
  )
})

test('without bodies the framing is the same and nothing of them is kept', () => {
  const played = play(richScript().steps, { depth: 'headers' })
  expect(played.exchanges.map(({ request, status }) => `${request} ${status}`)).toEqual(
    play(richScript().steps).exchanges.map(({ request, status }) => `${request} ${status}`),
  )
  expect(played.exchanges.every(({ requestBody }) => requestBody === '')).toBe(true)
})

describe('missing bytes', () => {
  const keepAlive = (): Conversation =>
    new Conversation()
      .client(GET('/first'))
      .server(OK('alpha'))
      .client('POST /second HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody')
      .server('HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbeta\r\n0\r\n\r\n')
      .client(GET('/third'))
      .server('HTTP/1.1 500 Oh\r\nContent-Length: 5\r\n\r\ngamma')
  const length = (steps: Conversation['steps'], direction: Direction) =>
    steps.reduce((sum, step) => (step.do === 'data' && step.direction === direction ? sum + step.bytes.length : sum), 0)
  const truth = new Map([
    ['GET /first', 200],
    ['POST /second', 404],
    ['GET /third', 500],
  ])

  function expectNoLie(played: Played, note: string): void {
    for (const { request, status, pairing } of played.exchanges) {
      if (request !== null) expect(truth.has(request), `${note}: invented ${request}`).toBe(true)
      if (request !== null && status !== null) expect(truth.get(request), `${note}: ${pairing} ${request} -> ${status}`).toBe(status)
    }
    expectLedger(played)
  }

  test.each([1, 2, 7, 30, 60, 100])('a gap of %i bytes anywhere never makes a pair that was not there', (size) => {
    const { steps } = keepAlive()
    for (const direction of [C2S, S2C] as const)
      for (let from = 0; from < length(steps, direction); from++)
        expectNoLie(play(loseBytes(steps, direction, from, from + size)), `direction ${direction}, bytes ${from} to ${from + size}`)
  })

  test('gaps in both directions never make a pair that was not there', () => {
    const { steps } = keepAlive()
    const start = fc.nat({ max: 220 })
    const size = fc.integer({ min: 1, max: 140 })
    fc.assert(
      fc.property(start, size, start, size, fc.boolean(), (c, cSize, s, sSize, acks) => {
        const lossy = loseBytes(loseBytes(steps, C2S, c, c + cSize), S2C, s, s + sSize)
        expectNoLie(play(lossy, { acks }), `client ${c}+${cSize}, server ${s}+${sSize}`)
      }),
      { numRuns: 2000 },
    )
  })

  test('a request behind a gap is found however small its pieces are', () => {
    const { steps } = new Conversation().client(GET('/a')).server(OK('a')).client(GET('/b', 'Accept: x\r\n')).server(OK('b'))
    const lost = loseBytes(steps, C2S, 5, 6)
    const whole = play(lost)
    expect(whole.exchanges.map(({ request }) => request)).toContain('GET /b')
    expect(play(cutSteps(lost, ({ bytes }) => Array.from(bytes.keys()))).exchanges).toEqual(whole.exchanges)
  })

  test('response 1 and request 2 lost: response 2 is not given to request 1', () => {
    const { steps } = keepAlive()
    const lost = loseBytes(loseBytes(steps, S2C, 0, OK('alpha').length), C2S, GET('/first').length, GET('/first').length + 48)
    const played = play(lost)
    expect(played.exchanges.find(({ request }) => request === 'GET /first')).toMatchObject({ pairing: 'half', status: null })
    expect(played.exchanges.map(brief)).toContain('certain GET /third -> 500 gamma')
  })

  test('a gap inside a body of known length costs only its bytes', () => {
    const body = 'x'.repeat(500)
    const { steps } = new Conversation().client(GET('/a')).server(OK(body)).client(GET('/b')).server(OK('next'))
    const played = play(loseBytes(steps, S2C, 100, 300))
    expect(played.exchanges.map(({ request, status, pairing, bodyBytes }) => [pairing, request, status, bodyBytes])).toEqual([
      ['certain', 'GET /a', 200, 500],
      ['certain', 'GET /b', 200, 4],
    ])
    expect(played.exchanges[0]).toMatchObject({ truncated: true, anomalies: ['gap-in-body'] })
    expect(played.counters.get('http.resyncs')).toBe(0)
  })

  test('pipelined requests behind a gap are not given away', () => {
    const { steps } = new Conversation().client(GET('/1'), GET('/2'), GET('/3')).server(OK('1'), OK('2'), OK('3'))
    const played = play(loseBytes(steps, C2S, GET('/1').length, 2 * GET('/1').length))
    const pairs = played.exchanges.filter(({ request, status }) => request !== null && status !== null)
    expect(pairs.map(brief)).toEqual(['certain GET /1 -> 200 1'])
    expectLedger(played)
  })
})

/** A conversation in which every status tells which request it answers, with or without pipelining, and some of it lost. */
const lossyConversation = fc
  .record({
    bursts: fc.array(
      fc.array(fc.record({ kind: fc.nat({ max: 3 }), size: fc.nat({ max: 60 }), interim: fc.nat({ max: 9 }) }), {
        minLength: 1,
        maxLength: 4,
      }),
      { minLength: 1, maxLength: 6 },
    ),
    pipelining: fc.boolean(),
    losses: fc.array(
      fc.record({ direction: fc.constantFrom(C2S, S2C), whole: fc.boolean(), at: fc.nat(), size: fc.integer({ min: 1, max: 200 }) }),
      { minLength: 1, maxLength: 3 },
    ),
    joinedAt: fc.nat({ max: 12 }),
  })
  .map(({ bursts, pipelining, losses, joinedAt }) => {
    const conversation = new Conversation()
    const chunked = (text: string) => `${text === '' ? '' : `${text.length.toString(16)}\r\n${text}\r\n`}0\r\n\r\n`
    let id = 0
    for (const burst of pipelining ? bursts : bursts.flat().map((one) => [one])) {
      const first = id
      for (const { kind, size } of burst) {
        id++
        const text = 'q'.repeat(size)
        if (kind === 0) conversation.client(`HEAD /${id} HTTP/1.1\r\nHost: x\r\n\r\n`)
        else if (kind === 1) conversation.client(GET(`/${id}`))
        else if (kind === 2) conversation.client(`POST /${id} HTTP/1.1\r\nContent-Length: ${size}\r\n\r\n${text}`)
        else conversation.client(`POST /${id} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n${chunked(text)}`)
      }
      burst.forEach(({ kind, size, interim }, index) => {
        const line = `HTTP/1.1 ${201 + first + index} Yes\r\n`
        if (interim === 0) conversation.server('HTTP/1.1 100 Continue\r\n\r\n')
        if (kind === 0) conversation.server(`${line}Content-Length: 30\r\n\r\n`)
        else if (size % 2 === 0) conversation.server(`${line}Content-Length: ${size}\r\n\r\n${'z'.repeat(size)}`)
        else conversation.server(`${line}Transfer-Encoding: chunked\r\n\r\n${chunked('z'.repeat(size))}`)
      })
    }
    let { steps } = conversation
    for (const { direction, whole, at, size } of losses) {
      const said = steps.flatMap((step) => (step.do === 'data' && step.direction === direction ? [step] : []))
      const step = said[at % Math.max(1, said.length)]
      if (step === undefined) continue
      const from = whole ? step.offset : step.offset + (at % step.bytes.length)
      steps = loseBytes(steps, direction, from, whole ? step.offset + step.bytes.length : from + size)
    }
    const fromStart = joinedAt > 3
    return { steps: fromStart ? steps : steps.slice(joinedAt + 1), fromStart, pipelining }
  })

test('whatever is lost of a conversation, no wrong pair is certain; without pipelining none is made at all', () => {
  fc.assert(
    fc.property(lossyConversation, ({ steps, fromStart, pipelining }) => {
      const played = play(steps, { fromStart })
      expectLedger(played)
      for (const { pairing, request, status } of played.exchanges) {
        if (request === null || status === null) continue
        const right = status === 200 + Number(request.split('/')[1])
        expect(right || (pipelining && pairing !== 'certain'), `${pairing} ${request} -> ${status}`).toBe(true)
      }
    }),
    { numRuns: 3000 },
  )
})

describe('joined midway', () => {
  test('a response whose request came before is told alone', () => {
    const { steps } = new Conversation().server(OK('early')).client(GET('/a')).server(OK('mine'))
    for (const guessedWrong of [false, true]) {
      const played = play(steps, { fromStart: false, roleKnown: false, guessedWrong })
      expect(played.exchanges.map(brief)).toEqual(['half null -> 200 early', 'certain GET /a -> 200 mine'])
      expect(played.flipped).toBe(guessedWrong)
    }
  })

  test('without acknowledgements the first pair is only likely', () => {
    const played = play(new Conversation().client(GET('/a')).server(OK('x')).steps, { fromStart: false, acks: false })
    expect(played.exchanges.map(brief)).toEqual(['likely GET /a -> 200 x'])
    expect(played.counters.get('http.pairs-likely')).toBe(1)
  })

  test('the middle of a body is passed over', () => {
    const played = play(new Conversation().server('tail of some body\r\n</html>').client(GET('/a')).server(OK('x')).steps, {
      fromStart: false,
      roleKnown: false,
    })
    expect(played.exchanges.map(brief)).toEqual(['likely GET /a -> 200 x'])
  })
})

test('a response captured before its request waits for it', () => {
  const [ask, answer, ...rest] = new Conversation()
    .client('HEAD /a HTTP/1.1\r\n\r\n')
    .server('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n')
    .client(GET('/b'))
    .server(OK('b')).steps
  const played = play([answer, ask, ...rest] as Conversation['steps'])
  expect(played.exchanges.map(brief)).toEqual(['certain HEAD /a -> 200 ', 'certain GET /b -> 200 b'])

  const [get, whole] = new Conversation().client(GET('/c')).server(OK('kept while waiting')).steps
  const waited = play(cutSteps([whole, get] as Conversation['steps'], () => [5, 38, 45]))
  expect(waited.exchanges.map(brief)).toEqual(['certain GET /c -> 200 kept while waiting'])
})

test('a final response before the body: the body was not sent', () => {
  const played = play(
    new Conversation()
      .client('POST /big HTTP/1.1\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n')
      .server('HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n')
      .client(GET('/next'))
      .server(OK('ok')).steps,
  )
  expect(played.exchanges.map(brief)).toEqual(['certain POST /big -> 413 ', 'certain GET /next -> 200 ok'])
  expect(played.exchanges[0]?.anomalies).toEqual(['body-not-sent', 'early-response'])
})

test('what follows an upgrade is opaque', () => {
  const played = play(
    new Conversation()
      .client(GET('/ws', 'Upgrade: websocket\r\nConnection: Upgrade\r\n'))
      .server('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\x81\x05hello')
      .client('\x81\x85mask!')
      .server(GET('/not-a-message')).steps,
  )
  expect(played.exchanges.map(brief)).toEqual(['certain GET /ws -> 101 '])
  expect(played.flows[0]).toMatchObject({ kind: 'opaque', exchanges: 1 })
  expect(played.counters.get('http.upgrades')).toBe(1)
})

test('a tunnel may carry HTTP again, or TLS', () => {
  const connect = () => new Conversation().client('CONNECT a.test:443 HTTP/1.1\r\n\r\n').server('HTTP/1.1 200 OK\r\n\r\n')
  expect(play(connect().client('GE', 'T /inner HTTP/1.1\r\n\r\n').server(OK('in')).steps).exchanges.map(brief)).toEqual([
    'certain CONNECT a.test:443 -> 200 ',
    'likely GET /inner -> 200 in',
  ])
  expect(play(connect().client('\x16\x03\x01\x00\x05abcde').steps).flows[0]).toMatchObject({ kind: 'opaque' })
})

test('junk behind a message is skipped, and reading goes on at the next start line', () => {
  const played = play(
    new Conversation()
      .client(GET('/a'))
      .server(`${OK('x')}garbage that is no message\r\n`)
      .client(GET('/b'))
      .server(OK('y')).steps,
  )
  expect(played.exchanges.map(brief)).toEqual(['certain GET /a -> 200 x', 'certain GET /b -> 200 y'])
  expect(played.counters.get('http.resyncs')).toBe(1)
})

test('of two lengths the one counts that lets the rest make sense', () => {
  const two = (body: string) => `POST /two HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 9\r\n\r\n${body}`
  for (const [body, sent] of [
    ['123456789', '123456789'],
    ['123', '123'],
  ] as const) {
    const { steps } = new Conversation().client(two(body) + GET('/next')).server(OK('a'), OK('b'))
    for (const at of Array.from({ length: two(body).length }, (_, i) => i + 1)) {
      const played = play(cutSteps(steps, () => [at]))
      expect(played.exchanges.map(brief).sort()).toEqual(['certain GET /next -> 200 b', 'certain POST /two -> 200 a'])
      expect(played.exchanges.find(({ request }) => request === 'POST /two')).toMatchObject({
        requestBody: sent,
        anomalies: ['content-length-conflict'],
      })
    }
  }
})

test('too many waiting requests: the oldest are told without a response', () => {
  const conversation = new Conversation()
  for (let i = 0; i < 300; i++) conversation.client(GET(`/${i}`))
  const played = play(conversation.steps)
  expect(played.counters.get('http.no-response-pipeline-limit')).toBe(300 - 256)
  expect(played.exchanges).toHaveLength(300)
  expectLedger(played)
})

test.each([
  ['close', 'fin'],
  ['reset', 'reset'],
  ['idle', 'idle'],
  ['eof', 'eof'],
] as const)('an unanswered request is told with its reason: %s', (reason, end) => {
  const played = play(new Conversation().client(GET('/a')).steps, { end })
  expect(played.exchanges.map(brief)).toEqual(['half GET /a -> null null'])
  expect(played.counters.get(`http.no-response-${reason}`)).toBe(1)
})

test('a flow of which only the client was captured says so', () => {
  const played = play(new Conversation().client(GET('/a'), GET('/b')).steps, { fromStart: false })
  expect(played.counters.get('http.no-response-one-sided')).toBe(2)
})

test('a body over the limit is kept as a prefix and framed to its end', () => {
  const played = play(
    new Conversation()
      .client(GET('/a'))
      .server(OK('x'.repeat(5000)))
      .client(GET('/b'))
      .server(OK('y')).steps,
    { limits: { bodyBytes: 1000 } },
  )
  expect(played.exchanges[0]).toMatchObject({ bodyBytes: 5000, anomalies: ['limit-body'] })
  expect(played.exchanges[0]?.responseBody).toHaveLength(1000)
  expect(played.exchanges[1]).toMatchObject({ request: 'GET /b', status: 200 })
  expect(played.counters.get('http.body-truncated')).toBe(1)
})

test('a head over the limit is cut and its end is still found', () => {
  const big = `X-Big: ${'x'.repeat(5000)}\r\n`
  const played = play(
    cutSteps(new Conversation().client(GET('/a', big)).server(OK('x')).client(GET('/b')).server(OK('y')).steps, () => [50, 1500]),
    { limits: { headBytes: 1000 } },
  )
  expect(played.exchanges.map(brief)).toEqual(['certain GET /a -> 200 x', 'certain GET /b -> 200 y'])
  expect(played.exchanges[0]?.anomalies).toContain('limit-head')
})

test('no bytes at all make the reader throw, and the ledger always adds up', () => {
  const fragment = fc.oneof(
    fc.constantFrom(
      GET('/x'),
      OK('abc'),
      'HTTP/1.1 ',
      'GET ',
      '\r\n',
      '\r\n\r\n',
      'Content-Length: 7\r\n',
      'Transfer-Encoding: chunked\r\n\r\n',
      '5\r\nabcde\r\n',
      '0\r\n\r\n',
      'HTTP/1.1 100 C\r\n\r\n',
      'HEAD / HTTP/1.0\r\n\r\n',
    ),
    fc.uint8Array({ maxLength: 30 }),
  )
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ side: fc.constantFrom('client', 'server') as fc.Arbitrary<'client' | 'server'>, part: fragment }) },
    { weight: 1, arbitrary: fc.record({ side: fc.constantFrom(C2S, S2C), missing: fc.integer({ min: 1, max: 50 }) }) },
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), fc.boolean(), fc.boolean(), (script, fromStart, roleKnown) => {
      const conversation = new Conversation()
      for (const one of script) 'missing' in one ? conversation.gap(one.side, one.missing) : conversation[one.side](one.part)
      expectLedger(
        play(
          conversation.steps.filter((one) => one.do !== 'data' || one.bytes.length > 0),
          { fromStart, roleKnown },
        ),
      )
    }),
    { numRuns: 3000 },
  )
})
