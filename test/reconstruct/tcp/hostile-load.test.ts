// Loads meant to exhaust the flow table, each with a ceiling on memory. Other flows lose nothing, and counters tell what was cut.

import { expect, test } from 'vitest'
import type { StreamReader } from '../../../reconstruct/stream.ts'
import { FlowTable } from '../../../reconstruct/tcp/flow-table.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'
import { TCP_ACK, TCP_SYN, type TcpSegment } from '../../../sensor/index.ts'

const MIB = 1024 * 1024

/** A table, and one segment whose registers are set for each packet, as a decoder does. */
class Load {
  readonly counters = new Counters()
  readBytes = 0
  readonly #reader: StreamReader = {
    data: (_direction, _bytes, start, end) => {
      this.readBytes += end - start
    },
    gap() {},
    finished() {},
    end() {},
    summarise() {},
    busy: false,
    worthKeeping: true,
  }
  readonly table = new FlowTable({
    limits: DEFAULT_LIMITS,
    counters: this.counters,
    openReader: () => this.#reader,
    encapsulation: () => [],
  })
  readonly #bytes = new Uint8Array(70_000).fill(120)
  readonly #view = new DataView(this.#bytes.buffer)
  readonly #segment: TcpSegment = {
    bytes: this.#bytes,
    timestampUs: 1_700_000_000_000_000,
    interfaceId: 0,
    ipVersion: 4,
    sourceAddress: 0,
    destinationAddress: 4,
    ipId: 0,
    sourcePort: 0,
    destinationPort: 80,
    sequence: 0,
    acknowledgement: 0,
    flags: 0,
    checksum: 0,
    urgentPointer: 0,
    payloadStart: 8,
    payloadEnd: 8,
    payloadWireBytes: 0,
    encapsulationId: 0,
    tenant: 0,
  }

  client(flow: number, flags: number, sequence: number, payload = 0, laterUs = 5): void {
    const segment = this.#segment
    this.#view.setUint32(0, 0x0a000000 + flow)
    this.#view.setUint32(4, 0xc0a80001)
    segment.sourcePort = 1024 + (flow % 60_000)
    segment.sequence = sequence >>> 0
    segment.flags = flags
    segment.ipId = (segment.ipId + 1) & 0xffff
    segment.payloadEnd = 8 + payload
    segment.payloadWireBytes = payload
    segment.timestampUs += laterUs
    this.table.segment(segment)
  }
}

/** Largest resident set above what it was before, in MiB, looked at now and then. */
function growth(run: (look: () => void) => void): number {
  const before = process.memoryUsage.rss()
  let peak = before
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  run(look)
  look()
  return (peak - before) / MIB
}

test('one million half-open SYNs cost the flows of others nothing', () => {
  const load = new Load()
  const grown = growth((look) => {
    load.client(16_000_000, TCP_SYN, 0)
    for (let flow = 0; flow < 1_000_000; flow++) {
      load.client(flow, TCP_SYN, 7 * flow)
      if (flow % 1000 === 0) load.client(16_000_000, TCP_ACK, 1 + flow / 10, 100)
      if (flow % 50_000 === 0) look()
    }
    expect(load.table.size).toBeLessThanOrEqual(DEFAULT_LIMITS.flows)
    load.table.finish()
  })
  expect(load.readBytes).toBe(100_000)
  expect(load.counters.get('tcp.flows-syn')).toBe(1_000_001)
  expect(load.counters.get('tcp.closed-evicted') + load.counters.get('tcp.closed-eof') + load.counters.get('tcp.closed-idle')).toBe(
    1_000_001,
  )
  expect(grown).toBeLessThan(250)
})

test('100,000 slow flows with a byte now and then, and a hole each, stay within the bounds', () => {
  const load = new Load()
  const flows = 100_000
  const grown = growth((look) => {
    for (let flow = 0; flow < flows; flow++) load.client(flow, TCP_SYN, 0)
    for (let round = 0; round < 6; round++) {
      for (let flow = 0; flow < flows; flow++) load.client(flow, TCP_ACK, 10 + round, 1)
      look()
    }
    for (let flow = 0; flow < flows; flow++) load.client(flow, TCP_ACK, 1, 9)
    look()
    expect(load.table.queuedBytes).toBe(0)
    load.table.finish()
  })
  expect(load.counters.get('tcp.gap-bytes-limit')).toBeGreaterThan(0)
  expect(load.readBytes + load.counters.get('tcp.late-after-gap-bytes')).toBe(flows * 15)
  expect(grown).toBeLessThan(300)
}, 90_000)

test('a flow that carries 1 GiB is handed through without keeping any of it', () => {
  const load = new Load()
  const grown = growth(() => {
    load.client(1, TCP_SYN, 2 ** 31)
    for (let sent = 0; sent < 1024 * MIB; sent += 65_536) load.client(1, TCP_ACK, 2 ** 31 + 1 + sent, 65_536)
    load.table.finish()
  })
  expect(load.readBytes).toBe(1024 * MIB)
  expect(grown).toBeLessThan(30)
})

test('64 MiB out of order in one flow, and 256 MiB over many, are bounded', () => {
  const load = new Load()
  const grown = growth((look) => {
    load.client(1, TCP_SYN, 0)
    for (let sent = 0; sent < 64 * MIB; sent += 65_536) load.client(1, TCP_ACK, 2 + sent * 2, 65_536)
    expect(load.table.queuedBytes).toBeLessThanOrEqual(DEFAULT_LIMITS.outOfOrderBytes)
    for (let flow = 2; flow < 300; flow++) {
      load.client(flow, TCP_SYN, 0)
      for (let sent = 0; sent < 900 * 1024; sent += 65_536) load.client(flow, TCP_ACK, 2 + sent, 65_536)
      look()
      expect(load.table.queuedBytes).toBeLessThanOrEqual(DEFAULT_LIMITS.outOfOrderTotalBytes)
    }
    load.table.finish()
  })
  expect(load.counters.get('tcp.gap-bytes-limit')).toBeGreaterThan(0)
  expect(load.counters.get('tcp.delivered-bytes')).toBe(load.counters.get('tcp.payload-bytes'))
  expect(load.counters.get('tcp.out-of-order-peak-bytes')).toBeLessThanOrEqual(DEFAULT_LIMITS.outOfOrderTotalBytes + 65_536)
  expect(grown).toBeLessThan(300)
})
