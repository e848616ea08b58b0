import fc from 'fast-check'
import { expect, test } from 'vitest'
import { C2S, type Direction, S2C } from '../../reconstruct/exchange.ts'
import { PROTOCOLS } from '../../reconstruct/protocols.ts'

function recognise(text: string, direction: Direction = C2S, roleKnown = true, first = true): string {
  const bytes = Buffer.from(text, 'latin1')
  for (const protocol of PROTOCOLS) {
    const verdict = protocol.recognise(bytes, 0, bytes.length, { direction, roleKnown, first })
    if (verdict !== 'no') return `${protocol.kind} ${verdict}`
  }
  return 'nothing'
}

test.each([
  ['GET / HTTP/1.1\r\n', C2S, 'http/1 client'],
  ['HTTP/1.1 200 OK\r\n', S2C, 'http/1 server'],
  ['GET / HTTP/1.1\r\n', S2C, 'http/1 client'],
  ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', C2S, 'http/2 client'],
  ['PRI * HTTP/2.0\r\n', C2S, 'http/2 more'],
  ['\x16\x03\x01\x00\x05\x01abcd', C2S, 'tls client'],
  ['\x16\x03\x03\x00\x05\x02abcd', S2C, 'tls server'],
  ['\x17\x03\x03\x01\x00abcd', S2C, 'tls server'],
  ['WEIRD / HTTP/1.1\r\nHost: x\r\n\r\n', C2S, 'http/1 client'],
  ['REQ /copycat HTTP/1.0\r\n\r\n', C2S, 'nothing'],
  ['GET /old\r\n', C2S, 'http/1 client'],
  ['HTTP/1.1\t200 OK\r\n', S2C, 'http/1 server'],
  [`GET /${'a'.repeat(2100)}`, C2S, 'http/1 client'],
  [`GET /${'a'.repeat(1900)}`, C2S, 'http/1 more'],
  [`HTTP/1.1 200 ${'a'.repeat(2100)}`, S2C, 'http/1 server'],
  ['SSH-2.0-OpenSSH_9.6\r\n', S2C, 'nothing'],
  ['EHLO mail.test\r\n', C2S, 'nothing'],
  ['\x00\x00\x00\x01', C2S, 'nothing'],
] as const)('%j from direction %i is %s', (text, direction, verdict) => {
  expect(recognise(text, direction)).toBe(verdict)
})

test('where the role is a guess or bytes came before, only a strict start line counts', () => {
  expect(recognise('WEIRD / HTTP/1.1\r\nHost: x\r\n\r\n', C2S, false)).toBe('nothing')
  expect(recognise('GET / HTTP/1.1\r\nno header here\r\n', C2S, true, false)).toBe('nothing')
  expect(recognise('GET / HTTP/1.1\r\nHost: x\r\n', C2S, true, false)).toBe('http/1 client')
})

test.each(PROTOCOLS.map((protocol) => [protocol.kind, protocol] as const))(
  '%s: once told "no", more bytes do not change it',
  (_kind, protocol) => {
    const place = { direction: C2S, roleKnown: true, first: true } as const
    const start = fc.constantFrom('', 'GET /', 'HTTP/1.1 2', 'PRI * HTTP', '\x16\x03\x01')
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 40 }), (text, tail) => {
        const bytes = Buffer.concat([Buffer.from(text, 'latin1'), tail])
        let refused = false
        for (let length = 1; length <= bytes.length; length++) {
          const verdict = protocol.recognise(bytes, 0, length, place)
          if (refused) expect(verdict).toBe('no')
          refused = verdict === 'no'
        }
      }),
    )
  },
)
