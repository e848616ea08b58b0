import { expect, test } from 'vitest'
import { HeadReader } from '../../../reconstruct/http1/head-reader.ts'
import { MessagePool } from '../../../reconstruct/message-pool.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'

const HEAD = 'GET /a HTTP/1.1\r\nHost: x\r\n\r\n'

function readIn(pieces: string[], limits = DEFAULT_LIMITS, takesOld = false) {
  const pool = new MessagePool(limits, new Counters())
  const message = pool.acquire('request', 0)
  const reader = new HeadReader('request', limits)
  reader.begin()
  const consumed = pieces.map((piece) => {
    const bytes = Buffer.from(piece, 'latin1')
    let at = 0
    do at = reader.read(message, bytes, at, bytes.length, takesOld)
    while (reader.verdict === 'more' && at < bytes.length)
    return at
  })
  return { verdict: reader.verdict, consumed, used: message.used, anomalies: message.anomalies, cut: reader.cut }
}

test('cut anywhere, a head is read up to its end and not a byte further', () => {
  for (let at = 1; at < HEAD.length; at++) {
    const { verdict, consumed, used } = readIn([HEAD.slice(0, at), `${HEAD.slice(at)}body`])
    expect({ verdict, consumed, used }).toEqual({ verdict: 'head', consumed: [at, HEAD.length - at], used: HEAD.length })
  }
  expect(readIn([`${HEAD}body`])).toMatchObject({ verdict: 'head', consumed: [HEAD.length] })
})

test('what is no head is refused as soon as its first line is complete', () => {
  expect(readIn(['GET /a', ' b c\r\n']).verdict).toBe('none')
  expect(readIn(['GET {}', '"\r\nx']).verdict).toBe('none')
})

test('an oversized head is cut and its end found; an endless one is given up', () => {
  const limits = { ...DEFAULT_LIMITS, headBytes: 60, headScanBytes: 200 }
  const big = `GET /a HTTP/1.1\r\nX: ${'x'.repeat(100)}\r\n\r\n`
  for (let at = 20; at < big.length; at++) {
    const { verdict, used, cut, anomalies } = readIn(
      [big.slice(0, at), big.slice(at)].flatMap((piece) => [piece.slice(0, 60), piece.slice(60)]).filter((piece) => piece !== ''),
      limits,
    )
    if (verdict !== 'head') continue
    expect({ used, cut, anomalies }).toEqual({ used: 60, cut: true, anomalies: ['limit-head'] })
  }
  expect(readIn([`GET /${'x'.repeat(55)}`, 'x'.repeat(200)], limits).verdict).toBe('endless')
})

test('HTTP/0.9 is one line, where it is taken', () => {
  expect(readIn(['GET /old\r\n'], DEFAULT_LIMITS, true)).toMatchObject({ verdict: 'head', used: 10 })
  expect(readIn(['GET /o', 'ld\r\n'], DEFAULT_LIMITS, true)).toMatchObject({ verdict: 'head', used: 10 })
  expect(readIn(['GET /old\r\n'], DEFAULT_LIMITS, false).verdict).toBe('none')
})
