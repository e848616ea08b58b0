// Any segmentation, reordering within the window, and duplication of a capture gives the same exchanges; any loss gives a subset.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CaptureBuilder } from '../fixtures/build/packet-builder.ts'
import { runPipeline } from './support/pipeline-run.ts'

interface Step {
  readonly method: 'GET' | 'POST' | 'HEAD' | 'DELETE'
  readonly path: string
  readonly requestBytes: number
  readonly status: 200 | 201 | 204 | 304 | 404 | 500
  readonly responseBytes: number
  readonly chunked: boolean
  readonly interim: boolean
}

const step: fc.Arbitrary<Step> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'HEAD', 'DELETE'),
  path: fc.stringMatching(/^\/[a-z]{1,12}(\/[0-9]{1,6})?$/),
  requestBytes: fc.integer({ min: 0, max: 3000 }),
  status: fc.constantFrom(200, 201, 204, 304, 404, 500),
  responseBytes: fc.integer({ min: 0, max: 5000 }),
  chunked: fc.boolean(),
  interim: fc.boolean(),
})

const connections = fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 })

/** Bytes that look like anything but a message, and differ by place. */
const filler = (bytes: number, seed: number): string =>
  Array.from({ length: bytes }, (_, at) => String.fromCharCode(97 + ((at * 7 + seed) % 26))).join('')

function requestText({ method, path, requestBytes }: Step, seed: number): string {
  const body = method === 'POST' ? filler(requestBytes, seed) : ''
  return `${method} ${path}?n=${seed} HTTP/1.1\r\nHost: api.example.test\r\n${method === 'POST' ? `Content-Length: ${body.length}\r\n` : ''}\r\n${body}`
}

function responseText({ method, status, responseBytes, chunked, interim }: Step, seed: number): string {
  const bodiless = method === 'HEAD' || status === 204 || status === 304
  const body = bodiless ? '' : filler(responseBytes, seed)
  const before = interim ? 'HTTP/1.1 100 Continue\r\n\r\n' : ''
  if (bodiless) return `${before}HTTP/1.1 ${status} X\r\n\r\n`
  if (!chunked) return `${before}HTTP/1.1 ${status} X\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  const chunks = body.match(/.{1,700}/gs) ?? []
  return `${before}HTTP/1.1 ${status} X\r\nTransfer-Encoding: chunked\r\n\r\n${chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('')}0\r\n\r\n`
}

interface Network {
  readonly mss: number
  readonly window: number
  readonly duplicates: readonly number[]
  readonly sequence: number
}

const network: fc.Arbitrary<Network> = fc.record({
  mss: fc.integer({ min: 1, max: 1460 }).map((mss) => Math.max(mss, 20)),
  window: fc.integer({ min: 1, max: 6 }),
  duplicates: fc.array(fc.nat(200), { maxLength: 20 }),
  sequence: fc.constantFrom(1000, 0xffff_ff00, 0xffff_ffff, 0x7fff_fff0),
})

function capture(traffic: readonly (readonly Step[])[], { mss, sequence }: Pick<Network, 'mss' | 'sequence'>): CaptureBuilder {
  const build = new CaptureBuilder()
  const open = traffic.map((_, at) =>
    build.connection({ clientPort: 40_000 + at, mss, clientSequence: sequence, serverSequence: sequence, stepUs: 50 }).handshake(),
  )
  const rounds = Math.max(...traffic.map((steps) => steps.length))
  for (let round = 0; round < rounds; round++) {
    for (const [at, steps] of traffic.entries()) {
      const one = steps[round]
      if (one) open[at]?.request(requestText(one, 10 * at + round)).respond(responseText(one, 10 * at + round))
    }
  }
  for (const connection of open) connection.close()
  return build
}

const plain = { mss: 1460, sequence: 1000 }

test('cut, reordered and duplicated, it is the same exchanges', () => {
  fc.assert(
    fc.property(connections, network, (traffic, how) => {
      const expected = runPipeline(capture(traffic, plain).bytes()).exchanges
      expect(expected).toHaveLength(traffic.flat().length)
      const bad = capture(traffic, how)
      for (const number of how.duplicates) if (number < bad.packets.length) bad.duplicate(number, Math.min(3, bad.packets.length - number))
      // the handshake stays in front: without it, who is the client is a matter of content
      const handshakes = 3 * traffic.length
      const front = bad.packets.splice(0, handshakes)
      bad.shuffle(how.window)
      bad.packets.unshift(...front)
      expect(runPipeline(bad.bytes()).exchanges).toEqual(expected)
    }),
    { numRuns: 150 },
  )
})

test('whatever is lost, nothing is invented, and no certain pair is wrong', () => {
  const pairOf = (line: string) => {
    const [client, , pairing, request, response] = JSON.parse(line)
    return {
      pairing,
      key: JSON.stringify([client, request?.slice(0, 2) ?? null, response?.[0] ?? null]),
      half: request === null || response === null,
    }
  }
  fc.assert(
    fc.property(
      connections,
      fc.array(fc.nat(150), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 200, max: 1460 }),
      (traffic, lost, mss) => {
        const whole = new Set(runPipeline(capture(traffic, plain).bytes()).exchanges.map((line) => pairOf(line).key))
        const targets = new Set([...whole].map((key) => JSON.stringify(JSON.parse(key)[1])))
        const run = runPipeline(
          capture(traffic, { ...plain, mss })
            .drop(...lost)
            .bytes(),
        )
        for (const line of run.exchanges) {
          const { pairing, key, half } = pairOf(line)
          if (pairing === 'certain' && !half) expect(whole).toContain(key)
          const request = JSON.stringify(JSON.parse(key)[1])
          if (request !== 'null') expect(targets).toContain(request)
        }
      },
    ),
    { numRuns: 150 },
  )
})
