import { expect, test } from 'vitest'
import { createCoverage, decodeCoverage, encodeCoverage, foldFlow, mergeCoverage } from '../../../inventory/learn/coverage.ts'
import type { FlowSummary } from '../../../reconstruct/index.ts'

function flow(described: Partial<FlowSummary> = {}): FlowSummary {
  return {
    flow: { id: 1, clientAddress: '10.0.0.7', clientPort: 4000, serverAddress: '10.0.0.1', serverPort: 443, encapsulation: [] },
    kind: 'tls',
    bytes: [100, 900],
    gapBytes: [0, 50],
    requests: 0,
    responses: 0,
    exchanges: 0,
    serverName: 'api.example',
    alpn: [],
    firstUs: 10,
    lastUs: 20,
    ended: true,
    ...described,
  }
}

test('summaries of a flow add up; it counts once, when it ends', () => {
  const coverage = createCoverage()
  foldFlow(coverage, flow({ ended: false, lastUs: 15 }))
  foldFlow(coverage, flow({ firstUs: 15, lastUs: 30 }))
  expect(coverage.servers.get('10.0.0.1:443')).toMatchObject({
    flows: 1,
    oneSidedFlows: 0,
    gapBytes: 100,
    firstUs: 10,
    lastUs: 30,
    bytes: new Map([['tls', 2000]]),
    serverNames: new Map([['api.example', 1]]),
  })
})

test('a flow with bytes in one direction only is one-sided; IPv6 addresses stand in brackets', () => {
  const coverage = createCoverage()
  foldFlow(coverage, flow({ bytes: [100, 0], flow: { ...flow().flow, serverAddress: '2001:db8::1' } }))
  expect(coverage.servers.get('[2001:db8::1]:443')?.oneSidedFlows).toBe(1)
})

test('ledgers add up in any order, high-water marks by the larger', () => {
  const make = (peak: number, bytes: number) => {
    const coverage = createCoverage()
    coverage.counters.set('tcp.out-of-order-peak-bytes', peak).set('tcp.gaps', peak)
    foldFlow(coverage, flow({ bytes: [bytes, 1] }))
    return coverage
  }
  const [ab, ba] = [createCoverage(), createCoverage()]
  for (const [into, list] of [
    [ab, [make(5, 1), make(7, 2)]],
    [ba, [make(7, 2), make(5, 1)]],
  ] as const)
    for (const each of list) mergeCoverage(into, each)
  expect(ab).toEqual(ba)
  expect(ab.counters).toEqual(
    new Map([
      ['tcp.out-of-order-peak-bytes', 7],
      ['tcp.gaps', 12],
    ]),
  )
  expect(decodeCoverage(encodeCoverage(ab))).toEqual(ab)
})
