// What the ledger says was lost, against what was: packets of a capture are lost at random, and each exchange is looked at.

import { expect, test } from 'vitest'
import type { WrittenPacket } from '../../../fixtures/build/capture-writer.ts'
import { CaptureBuilder } from '../../../fixtures/build/packet-builder.ts'
import { seededRandom } from '../../../fixtures/build/random.ts'
import { createLedger } from '../../../inventory/coverage/ledger.ts'
import { createPipeline } from '../../../reconstruct/index.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { CaptureParser } from '../../../sensor/index.ts'

const EXCHANGES = 2000
const OPEN_AT_ONCE = 5

interface Traffic {
  readonly build: CaptureBuilder
  /** For each packet the exchange whose bytes it carries, or -1. */
  readonly exchangeOf: readonly number[]
}

/** Connections in turns, with one exchange or some on each; the number of an exchange is in its target. */
function traffic(perConnection: number, bodyBytes: number): Traffic {
  const random = seededRandom(perConnection + bodyBytes)
  const build = new CaptureBuilder()
  const exchangeOf: number[] = []
  const mark = (exchange: number) => {
    for (let at = exchangeOf.length; at < build.packets.length; at++)
      exchangeOf[at] = payloadBytes(build.packets[at] as WrittenPacket) > 0 ? exchange : -1
  }
  for (let exchange = 0, port = 1024; exchange < EXCHANGES; build.wait(50_000)) {
    const open = Array.from({ length: OPEN_AT_ONCE }, () => build.connection({ clientPort: port++, stepUs: 300 }).handshake())
    mark(-1)
    for (let round = 0; round < perConnection; round++) {
      for (const connection of open) {
        const sent = random() < 0.3 ? 'b'.repeat(random() * 4000) : ''
        const answer = 'a'.repeat(random() ** 3 * bodyBytes)
        connection.request(`POST /things/${exchange} HTTP/1.1\r\nHost: h\r\nContent-Length: ${sent.length}\r\n\r\n${sent}`)
        connection.respond(
          random() < 0.3
            ? `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${(answer.length + 1).toString(16)}\r\n${answer}.\r\n0\r\n\r\n`
            : `HTTP/1.1 200 OK\r\nContent-Length: ${answer.length}\r\n\r\n${answer}`,
        )
        mark(exchange++)
      }
    }
    for (const connection of open) connection.close()
    mark(-1)
  }
  return { build, exchangeOf }
}

/** Of a packet of the builder: Ethernet, IPv4 and TCP without options. */
const payloadBytes = ({ bytes }: WrittenPacket): number => (((bytes[16] as number) << 8) | (bytes[17] as number)) - 40

/** Shares of the exchanges that were lost: in truth, and as the ledger says. */
function sharesLost({ build, exchangeOf }: Traffic, loss: number, seed: number) {
  const random = seededRandom(seed)
  const touched = new Set<number>()
  const lossy = new CaptureBuilder()
  lossy.packets = build.packets.filter((_, at) => {
    const isLost = random() < loss
    if (isLost) touched.add(exchangeOf[at] as number)
    return !isLost
  })
  const counters = new Counters()
  const paired = new Set<number>()
  const pipeline = createPipeline({
    counters,
    sink: {
      flow() {},
      exchange({ pairing, request }) {
        if (pairing !== 'half') paired.add(Number(request?.target().split('/')[2]))
      },
    },
  })
  const bytes = lossy.bytes()
  new CaptureParser(pipeline.packets, counters).push(bytes, 0, bytes.length)
  pipeline.finish()
  const total = Math.max(...exchangeOf) + 1
  const lost = Array.from({ length: total }, (_, exchange) => exchange).filter((exchange) => touched.has(exchange) || !paired.has(exchange))
  const ledger = createLedger({ counters: new Map(Object.entries(counters.toRecord())), servers: new Map() })
  return {
    truth: lost.length / total,
    told: ledger.lostShare,
    toldCount: ledger.lostExchanges / total,
    diagnosis: ledger.diagnosis.join('\n'),
  }
}

test.each([
  ['one small exchange a connection', 1, 900],
  ['eight exchanges of mixed size', 8, 20_000],
  ['forty exchanges with large answers', 40, 30_000],
])('the share of exchanges lost is told within one point: %s', (_, perConnection, bodyBytes) => {
  const made = traffic(perConnection, bodyBytes)
  expect(sharesLost(made, 0, 1)).toEqual({ truth: 0, told: 0, toldCount: 0, diagnosis: '' })
  for (const [seed, loss] of [0.005, 0.01, 0.01, 0.02, 0.05].entries()) {
    const { truth, told, toldCount, diagnosis } = sharesLost(made, loss, seed)
    expect(truth).toBeGreaterThan(loss)
    expect(Math.abs(told - truth), `${loss}: ${told} told, ${truth} true`).toBeLessThan(0.01)
    expect(Math.abs(toldCount - truth)).toBeLessThan(0.01)
    expect(diagnosis).toContain(`about ${(100 * told).toFixed(told < 0.1 ? 1 : 0)} % of the exchanges`)
  }
})
