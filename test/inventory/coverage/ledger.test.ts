import { expect, test } from 'vitest'
import { createLedger } from '../../../inventory/coverage/ledger.ts'
import type { Coverage, ServerCoverage } from '../../../inventory/model.ts'

const server = (overrides: Partial<ServerCoverage> = {}): ServerCoverage => ({
  address: '10.0.0.5:443',
  hosts: new Map(),
  flows: 10,
  oneSidedFlows: 0,
  bytes: new Map([['http/1', 1000]]),
  gapBytes: 0,
  requests: 10,
  responses: 10,
  exchanges: 10,
  serverNames: new Map(),
  firstUs: 1,
  lastUs: 2,
  ...overrides,
})

const coverage = (counters: Record<string, number>, ...servers: ServerCoverage[]): Coverage => ({
  counters: new Map(Object.entries(counters)),
  servers: new Map(servers.map((one) => [one.address, one])),
})

const SEEN = { 'capture.packets': 1000, 'tcp.flows-syn': 10, 'tcp.payload-bytes': 100_000, 'http.requests': 10, 'http.responses': 10 }

test('nothing amiss, nothing said', () => {
  const ledger = createLedger(coverage(SEEN, server()))
  expect(ledger.diagnosis).toEqual([])
  expect(ledger.rows[0]).toMatchObject({ readShare: 1, encryptedShare: 0, diagnosis: [] })
})

test('the encrypted share is told per server, in words', () => {
  const [row] = createLedger(
    coverage(
      SEEN,
      server({
        bytes: new Map([
          ['http/1', 130],
          ['tls', 870],
        ]),
      }),
    ),
  ).rows
  expect(row?.diagnosis).toEqual(['87 % of the bytes to 10.0.0.5:443 were TLS: nothing inside was read'])
})

test.each<[string, Record<string, number>, RegExp]>([
  ['no packets', {}, /no packets arrived/],
  ['kernel drops', { ...SEEN, 'capture.kernel-dropped': 250 }, /the kernel dropped 20 %/],
  ['snap length', { ...SEEN, 'capture.truncated-packets': 500 }, /50 % of the packets were cut/],
  ['one direction', { ...SEEN, 'tcp.one-sided-flows': 9 }, /90 % of the connections were captured in one direction/],
  ['only TLS', { ...SEEN, 'http.requests': 0, 'http.responses': 0, 'tls.flows': 10 }, /10 connections were TLS/],
  ['loss', { ...SEEN, 'tcp.gap-bytes-acked': 100_000 }, /50 % of the bytes were lost/],
  ['no TCP', { 'capture.packets': 5 }, /no TCP/],
])('%s', (_, counters, sentence) => {
  expect(createLedger(coverage(counters, server())).diagnosis.join('\n')).toMatch(sentence)
})

test('a part is never rounded up to all of it', () => {
  const [row] = createLedger(
    coverage(
      SEEN,
      server({
        bytes: new Map([
          ['http/1', 1],
          ['tls', 99_999],
        ]),
      }),
    ),
  ).rows
  expect(row?.diagnosis[0]).toMatch(/^> 99\.9 %/)
})

test('exchanges that could not be read whole are told as a share; requests that nobody answered are not among them', () => {
  const counters = {
    ...SEEN,
    'http.exchanges': 90,
    'http.exchanges-with-gaps': 5,
    'http.no-response-gap': 4,
    'http.orphan-responses': 6,
    'http.no-response-close': 50,
  }
  expect(createLedger(coverage(counters))).toMatchObject({ lostExchanges: 15, lostShare: 0.15 })
  expect(createLedger(coverage(counters)).diagnosis).toContainEqual(
    expect.stringMatching(/^about 15 % of the exchanges \(15\) could not be read whole/),
  )
})

test('answers that are told of no operation are counted', () => {
  const { diagnosis } = createLedger(coverage({ ...SEEN, 'inventory.refused-dropped': 1200 }, server()))
  expect(diagnosis[0]).toContain('1,200 refused, failed or unanswered requests went to more paths than are kept apart')
})

test('requests without a place in the inventory are told', () => {
  const { diagnosis } = createLedger(coverage({ ...SEEN, 'inventory.unplaced-requests': 12 }, server()))
  expect(diagnosis).toEqual(['12 requests are of no operation: their target is no path (`*`, a tunnel), not UTF-8, cut, or too deep'])
})

test('bodies that were passed over are told', () => {
  const { diagnosis } = createLedger(coverage({ ...SEEN, 'inventory.bodies-passed-over': 1234 }, server()))
  expect(diagnosis).toEqual(['1,234 bodies of operations that were known well were counted and not read: --depth full reads all'])
})

test('what was left undone for lack of time is told', () => {
  const counters = {
    ...SEEN,
    'live.overloads': 1,
    'live.sampling-ms': 1200,
    'live.headers-ms': 800,
    'live.shedding-ms': 12_000,
    'tcp.shed-flows': 3000,
    'tcp.closed-shed': 400,
    'inventory.bodies-passed-over': 9,
  }
  expect(createLedger(coverage(counters, server())).diagnosis).toEqual([
    'for 14 s the sensor could not keep up: for 1.2 s one body in eight of each operation was read, for 13 s none, for 12 s half of the connections were left out (3,400)',
    '9 bodies for which there was no time, or of operations that were known well were counted and not read: --depth full reads all that there is time for',
  ])
})
