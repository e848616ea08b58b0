// Many flows: telling them apart, silence, bounds, faults, ends and windows.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Transcript, Wire } from './tcp-harness.ts'

describe('telling flows apart', () => {
  test('by each part of the key', () => {
    const wire = new Wire()
    const flows = [{}, { client: 2 }, { port: 40_001 }, { serverPort: 81 }, { tenant: 5 }, { ipv6: true }, { ipv6: true, client: 2 }]
    for (const flow of flows) wire.handshake(flow)
    for (const [index, flow] of flows.entries()) wire.client(0, `q${index}`, 0, flow)
    for (const [index, flow] of flows.entries()) wire.server(0, `r${index}`, 2, flow)
    expect(wire.readers.map((reader) => reader.stream(0) + reader.stream(1))).toEqual(flows.map((_, index) => `q${index}r${index}`))
    expect(wire.readers.map((reader) => reader.flow.ref.id)).toEqual([1, 2, 3, 4, 5, 6, 7])
    wire.finish()
  })

  test('addresses are made into text', () => {
    const wire = new Wire().handshake({ ipv6: true }).client(0, 'x', 0, { ipv6: true }).handshake().client(0, 'x')
    expect(wire.readers[0]?.flow.ref).toEqual({
      id: 1,
      clientAddress: 'a0a:a0a:a0a:a0a:a0a:a0a:a0a:1',
      clientPort: 40_000,
      serverAddress: 'a0a:a0a:a0a:a0a:a0a:a0a:a0a:ac8',
      serverPort: 80,
      encapsulation: [],
    })
    expect(wire.readers[1]?.flow.ref).toMatchObject({ clientAddress: '10.10.0.1', serverAddress: '10.10.10.200' })
    wire.finish()
  })
})

describe('silence', () => {
  test.each([
    ['a SYN without answer', 10, (wire: Wire) => wire.send({ from: 'client', seq: -1, flags: 'S' })],
    ['a handshake without data', 60, (wire: Wire) => wire.handshake()],
    ['a half-closed flow', 60, (wire: Wire) => wire.handshake().client(0, 'x', 0, { flags: 'FA' })],
    ['a flow with data', 300, (wire: Wire) => wire.handshake().client(0, 'x')],
    ['a closed flow', 5, (wire: Wire) => wire.handshake().client(0, 'x').send({ from: 'server', seq: 0, flags: 'R' })],
  ] as const)('%s is forgotten after %d s', (_, seconds, open) => {
    const wire = new Wire()
    open(wire)
    wire.table.tick(wire.nowUs + seconds * 1_000_000 - 1)
    expect(wire.table.size).toBe(1)
    wire.table.tick(wire.nowUs + seconds * 1_000_000 + 1_000_001)
    expect(wire.table.size).toBe(0)
    wire.finish()
  })

  test('a flow whose reader is busy is kept for 900 s', () => {
    const wire = new Wire().handshake().client(0, 'x')
    for (const reader of wire.readers) reader.busy = true
    wire.table.tick(wire.nowUs + 899_000_000)
    expect(wire.table.size).toBe(1)
    wire.table.tick(wire.nowUs + 902_000_000)
    expect(wire.take()).toEqual(['> 0 x (0)', 'end idle'])
    wire.finish()
  })

  test('the end of a silent flow does not depend on ticks', () => {
    const results = [false, true].map((ticks) => {
      const wire = new Wire().handshake().client(3, 'def').send({ from: 'server', seq: 0, ack: 6 })
      for (let ms = 0; ms < 301_000; ms += 100) if (ticks) wire.table.tick(wire.nowUs + ms * 1000)
      wire.wait(301_000_000).client(0, 'new').finish()
      return wire.take()
    })
    expect(results[1]).toEqual(results[0])
    expect(results[0]?.slice(0, 3)).toEqual(['> gap 3 acked', '> 3 def (0)', 'end idle'])
  })

  test('packet times that run backwards do not hurt', () => {
    const wire = new Wire().handshake().client(0, 'a').wait(-200_000).client(1, 'b').wait(-7200_000_000).client(2, 'c').server(0, 'z', 3)
    expect(wire.take()).toEqual(['> 0 a (0)', '> 1 b (0)', '> 2 c (0)', '< 0 z (3)'])
    wire.server(5, 'y', 3)
    wire.table.tick(wire.nowUs + 6_000_000)
    expect(wire.take()).toEqual(['< gap 4 timeout', '< 5 y (3)'])
    wire.table.tick(wire.nowUs + 400_000_000)
    expect(wire.take()).toEqual(['end idle'])
    wire.finish()
  })

  test('time stamps of zero work', () => {
    const wire = new Wire()
    wire.nowUs = 0
    wire.handshake({ at: 0 }).client(0, 'a', 0, { at: 0 }).finish()
    expect(wire.take()).toEqual(['> 0 a (0)', 'end eof'])
  })
})

describe('bounds', () => {
  test('a full table evicts closed flows first, then those never answered, then those without HTTP, then the longest idle', () => {
    const wire = new Wire({ limits: { flows: 5 } })
    wire.handshake({ port: 1 }).client(0, 'http', 0, { port: 1 })
    for (const reader of wire.readers) reader.worthKeeping = true
    wire.handshake({ port: 2 }).client(0, 'other', 0, { port: 2 })
    wire.handshake({ port: 3 }).client(0, 'http', 0, { port: 3 })
    for (const reader of wire.readers.slice(2)) reader.worthKeeping = true
    wire.handshake({ port: 4 }).client(0, 'gone', 0, { port: 4 }).send({ from: 'server', seq: 0, flags: 'R', port: 4 })
    wire.send({ from: 'client', seq: -1, flags: 'S', port: 5 })
    const evictedBy = (port: number) => {
      const before = wire.readers.map((reader) => reader.ended)
      wire.handshake({ port }).client(0, 'http', 0, { port })
      const now = wire.readers.findIndex((reader, index) => before[index] === false && reader.ended)
      for (const reader of wire.readers) reader.worthKeeping ||= reader.flow.ref.clientPort >= 6
      return now < 0 ? undefined : wire.readers[now]?.flow.ref.clientPort
    }
    expect(evictedBy(6)).toBe(4) // the one that was reset
    expect(wire.get('tcp.closed-evicted')).toBe(0)
    expect(evictedBy(7)).toBe(undefined) // the SYN
    expect(wire.get('tcp.closed-evicted')).toBe(1)
    expect([evictedBy(8), evictedBy(9), evictedBy(10)]).toEqual([2, 1, 3])
    expect(wire.table.size).toBe(5)
    wire.finish()
  })

  test('too much waiting over all flows gives up the largest queues first', () => {
    const wire = new Wire({ limits: { outOfOrderTotalBytes: 4000 } })
    for (const port of [1, 2, 3]) wire.handshake({ port }).client(9, 'b', 0, { port })
    wire.handshake({ port: 4 })
    wire.client(9, new Uint8Array(3200), 0, { port: 4 })
    expect(wire.readers.map((reader) => reader.flow.ref.clientPort)).toEqual([4])
    expect(wire.get('tcp.gap-bytes-limit')).toBe(9)
    expect(wire.table.queuedBytes).toBe(3)
    wire.finish()
  })
})

test('at the end of a window open flows tell their summary and go on', () => {
  const wire = new Wire().handshake().client(0, 'a').handshake({ port: 2 })
  wire.table.endWindow()
  wire.client(1, 'b')
  expect(wire.take()).toEqual(['> 0 a (0)', 'summary', '> 1 b (0)'])
  wire.finish()
})

describe('faults of our own', () => {
  const faulty = (options: { onFault?: (fault: unknown) => void }) =>
    new Wire({
      ...options,
      openReader: (flow, lines) => {
        const reader = new Transcript(lines, flow)
        if (flow.ref.clientPort === 1) {
          reader.onData = () => {
            throw new Error('our bug')
          }
        }
        return reader
      },
    })

  test('cost one flow when somebody listens', () => {
    const faults: unknown[] = []
    const wire = faulty({ onFault: (fault) => faults.push(fault) })
    wire.handshake({ port: 1 }).client(0, 'a', 0, { port: 1 }).client(1, 'b', 0, { port: 1 })
    wire.handshake({ port: 2 }).client(0, 'c', 0, { port: 2 })
    expect(wire.take()).toEqual(['> 0 a (0)', '> 0 c (0)'])
    expect(faults).toEqual([new Error('our bug')])
    expect(wire.get('tcp.flows-failed')).toBe(1)
    wire.finish()
  })

  test('are thrown otherwise', () => {
    const wire = faulty({}).handshake({ port: 1 })
    expect(() => wire.client(0, 'a', 0, { port: 1 })).toThrow('our bug')
  })
})

describe('lack of time', () => {
  const PORTS = Array.from({ length: 64 }, (_, i) => 40_000 + i)

  test('whole flows are left out: each is read from end to end or ends where it was left, both directions alike', () => {
    const wire = new Wire()
    for (const port of PORTS) wire.handshake({ port }).client(0, 'question', 0, { port }).server(0, 'answer', 8, { port })
    wire.table.shedsFlows = true
    for (const port of PORTS) wire.client(8, ' two', 6, { port }).server(6, ' two', 12, { port })
    const texts = wire.readers.map((reader) => `${reader.stream(0)}, ${reader.stream(1)}`)
    const left = texts.filter((text) => text === 'question, answer').length
    expect(left).toBeGreaterThan(16)
    expect(left).toBeLessThan(48)
    expect(texts.filter((text) => text === 'question two, answer two')).toHaveLength(64 - left)
    expect([wire.readers.filter(({ ended }) => ended).length, wire.get('tcp.closed-shed')]).toEqual([left, left])
    wire.finish()
  })

  test('every byte is accounted for, whenever it begins and ends, and what was left out is joined again in the middle', () => {
    const act = fc.record({
      port: fc.constantFrom(...PORTS),
      isServer: fc.boolean(),
      flags: fc.constantFrom('A', 'S', 'FA', 'R'),
      sheds: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 120 }), (acts) => {
        const wire = new Wire()
        const next = new Map<string, number>()
        for (const { port, isServer, flags, sheds } of acts) {
          wire.table.shedsFlows = sheds
          const key = `${port} ${isServer}`
          const seq = next.get(key) ?? 0
          next.set(key, seq + 5)
          wire[isServer ? 'server' : 'client'](seq, flags === 'S' ? '' : 'bytes', 0, { port, flags })
          wire.account()
        }
        wire.table.shedsFlows = false
        wire.handshake({ port: 50_000 }).client(0, 'x', 0, { port: 50_000 })
        wire.finish()
      }),
      { numRuns: 200 },
    )
  })
})
