import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CaptureBuilder } from '../../../fixtures/build/packet-builder.ts'
import type { FlowSummary } from '../../../reconstruct/index.ts'
import { exchangeLine, runPipeline } from '../../support/pipeline-run.ts'
import { playSplit, type Split } from '../../support/split-run.ts'
import { variedTraffic } from '../../support/varied-traffic.ts'

function runSplit(capture: Uint8Array, split: Split) {
  const exchanges: string[] = []
  const flows: FlowSummary[] = []
  const shares = Array.from({ length: split.workers }, () => 0)
  const counters = playSplit(
    capture,
    (worker) => ({
      exchange(exchange) {
        exchanges.push(exchangeLine(exchange))
        shares[worker]!++
      },
      flow: (summary) => void flows.push(summary),
    }),
    split,
  )
  return { exchanges: exchanges.sort(), flows: flowLines(flows), counters, shares }
}

const flowLines = (flows: readonly FlowSummary[]): string[] =>
  flows.map((flow) => JSON.stringify({ ...flow, flow: { ...flow.flow, id: 0 } })).sort()

test('however many workers there are, exchanges, flows and counts are those of one', () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 4 }), fc.constantFrom(8, 1 << 10, 1 << 13), (seed, workers, blockBytes) => {
      const capture = variedTraffic(seed).bytes()
      const one = runPipeline(capture)
      const split = runSplit(capture, { workers, blockBytes, ringBytes: 1 << 14 })
      expect(split.exchanges).toEqual(one.exchanges)
      expect(split.flows).toEqual(flowLines(one.flows))
      const { 'tcp.out-of-order-peak-bytes': _, ...counted } = one.counters.toRecord()
      expect(split.counters.toRecord()).toMatchObject(counted)
    }),
    { numRuns: 20 },
  )
})

test('time stamps that fall back a little, by hours, or leap ahead change nothing', () => {
  fc.assert(
    fc.property(
      fc.nat(1e6),
      fc.array(fc.constantFrom(0, 0, -200_000, -5_000_000, -7200_000_000, 7200_000_000), { minLength: 7 }),
      (seed, leaps) => {
        const build = variedTraffic(seed, 12)
        build.packets = build.packets.map((packet, at) => ({ ...packet, timestampUs: packet.timestampUs + leaps[at % leaps.length]! }))
        const one = runPipeline(build.bytes())
        const split = runSplit(build.bytes(), { workers: 3 })
        expect(split.exchanges).toEqual(one.exchanges)
        expect(split.flows.length).toBe(one.flows.length)
      },
    ),
    { numRuns: 15 },
  )
})

test('the work is shared out', () => {
  const build = new CaptureBuilder()
  for (let at = 0; at < 90; at++)
    build
      .connection({ clientPort: 20_000 + at })
      .handshake()
      .request('GET / HTTP/1.1\r\nHost: a.example\r\n\r\n')
      .respond('HTTP/1.1 204 No Content\r\n\r\n')
      .close()
  const { shares } = runSplit(build.bytes(), { workers: 3 })
  expect(shares.reduce((sum, share) => sum + share, 0)).toBe(90)
  for (const share of shares) expect(share).toBeGreaterThan(15)
})
