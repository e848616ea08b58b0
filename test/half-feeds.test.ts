// A tap gives each direction of a link on a port of its own, a host has several interfaces: captures of the same hours are joined by time,
// however long they are and however they are named.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type WrittenPacket, writePcap, writePcapng } from '../fixtures/build/capture-writer.ts'
import { CaptureBuilder } from '../fixtures/build/packet-builder.ts'
import { createPipeline } from '../reconstruct/index.ts'
import { Counters } from '../sensor/base/counters.ts'
import { mergeCaptures } from '../sensor/index.ts'
import { scratchFolder } from './support/inventory-files.ts'
import { earshot } from './support/memory-io.ts'
import { exchangeLine, runPipeline } from './support/pipeline-run.ts'

const folder = scratchFolder('half-feeds')

/** Connections that overlap, one begun every few seconds. */
function traffic(connections: number, everyUs: number): CaptureBuilder {
  const build = new CaptureBuilder()
  for (let at = 0; at < connections; at++) {
    const open = build
      .connection({ clientPort: 20_000 + (at % 40_000), client: `10.0.${at % 7}.9`, server: '10.0.9.1', mss: 700 })
      .handshake()
    for (const item of [at % 90, 3])
      open
        .request(`GET /things/${item}?page=${at % 5} HTTP/1.1\r\nHost: api.example\r\n\r\n`)
        .respond(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1029\r\n\r\n{"name":"${'x'.repeat(1018)}"}`)
    open.close()
    build.wait(everyUs)
  }
  return build
}

const isFromClient = ({ bytes }: WrittenPacket): boolean => bytes[26 + 2] !== 9

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

async function canonical(...captures: string[]): Promise<string> {
  const db = join(folder, `${captures.length}-${captures[0]?.split('/').at(-1)}.db`)
  const { code, err } = await earshot('replay', ...captures, '--db', db, '--quiet')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return (await earshot('export', 'canonical', '--db', db)).out
}

test('two half feeds of some hours give the inventory of the whole, named in either order', async () => {
  const { packets } = traffic(2000, 6_000_000)
  const [from, to] = [packets[0], packets.at(-1)].map((packet) => packet?.timestampUs as number) as [number, number]
  expect((to - from) / 3.6e9).toBeGreaterThan(3)
  const whole = await canonical(file('whole.pcap', writePcap(packets)))
  const client = file('client.pcap', writePcap(packets.filter(isFromClient)))
  const server = file('server.pcapng.gz', gzipSync(writePcapng(packets.filter((packet) => !isFromClient(packet)))))
  expect(JSON.parse(whole).services).toBeDefined()
  expect(await canonical(client, server)).toBe(whole)
  expect(await canonical(server, client)).toBe(whole)
}, 90_000)

test('however a capture is split over files, by packet, and in whatever order they are named, it is the same exchanges', async () => {
  const build = traffic(25, 90_000)
  build.shuffle(4)
  const { exchanges } = runPipeline(build.bytes())
  expect(exchanges).toHaveLength(50)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(3), { minLength: 1, maxLength: 40 }),
      fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
      async (of, order) => {
        const files = order.map((part) =>
          file(`split-${part}.pcap`, writePcap(build.packets.filter((_, at) => of[at % of.length] === part))),
        )
        const told: string[] = []
        const counters = new Counters()
        const sink = { exchange: (exchange: Parameters<typeof exchangeLine>[0]) => void told.push(exchangeLine(exchange)), flow() {} }
        const pipeline = createPipeline({ counters, sink })
        await mergeCaptures(files, pipeline.packets, { counters, onRefused: (_, error) => expect.fail(error.message) })
        pipeline.finish()
        expect(told.sort()).toEqual(exchanges)
      },
    ),
    { numRuns: 25 },
  )
})
