import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Flow } from '../../../reconstruct/tcp/flow.ts'
import { FlowStore } from '../../../reconstruct/tcp/flow-store.ts'
import type { TcpSegment } from '../../../sensor/index.ts'
import { Wire } from './tcp-harness.ts'

const wire = new Wire()
const segmentOf = (options: { client?: number; port?: number; from?: 'client' | 'server'; tenant?: number; ipv6?: boolean }): TcpSegment =>
  wire.segmentOf(options, new Uint8Array(), 'S')

describe.each([
  ['IPv4', 1, false],
  ['IPv6', 4, true],
] as const)('%s', (_, words, ipv6) => {
  test('both directions have the same key, and the sender its own side', () => {
    const store = new FlowStore(words, 1)
    const clientSide = store.setKey(segmentOf({ ipv6 }))
    const slot = store.insert()
    expect(store.find()).toBe(slot)
    expect(store.setKey(segmentOf({ ipv6, from: 'server' }))).toBe(clientSide ^ 1)
    expect(store.find()).toBe(slot)
    expect(store.address(slot, clientSide).port).toBe(40_000)
    for (const other of [{ tenant: 1 }, { port: 40_001 }, { client: 2 }]) {
      store.setKey(segmentOf({ ipv6, ...other }))
      expect(store.find()).toBe(-1)
    }
  })

  test('any order of inserting, removing and compacting finds what a map finds, whatever the seed', () => {
    const anyStep = fc.record({ kind: fc.constantFrom('insert', 'insert', 'remove', 'compact'), client: fc.nat(40), port: fc.nat(12) })
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 300 }), fc.integer(), (steps, seed) => {
        const store = new FlowStore(words, seed)
        const model = new Map<string, number>()
        for (const { kind, client, port } of steps) {
          const name = `${client}:${port}`
          store.setKey(segmentOf({ ipv6, client, port }))
          expect(store.find()).toBe(model.get(name) ?? -1)
          if (kind === 'compact') store.compact()
          if (kind === 'insert' && !model.has(name)) {
            const slot = store.insert()
            expect([...model.values()]).not.toContain(slot)
            store.setFlow(slot, { name } as unknown as Flow)
            model.set(name, slot)
          }
          const slot = model.get(name)
          if (kind === 'remove' && slot !== undefined) {
            store.remove(slot)
            model.delete(name)
          }
          expect(store.size).toBe(model.size)
        }
        for (const [name, slot] of model) expect(store.flows[slot]).toEqual({ name })
      }),
      { numRuns: 60 },
    )
  })
})

test('a store that was full is walked no further than its last flow once compacted', () => {
  const store = new FlowStore(1, 9)
  const slots = Array.from({ length: 5000 }, (_, client) => {
    store.setKey(segmentOf({ client }))
    const slot = store.insertHalfOpen(segmentOf({ client }), 0)
    store.lastUs[slot] = client
    return slot
  })
  expect(store.size).toBe(5000)
  expect(slots.map((slot) => store.lastUs[slot])).toEqual(Array.from({ length: 5000 }, (_, client) => client))
  for (const slot of slots.slice(3)) store.remove(slot)
  store.compact()
  expect(store.slotsEnd).toBe(3)
  store.setKey(segmentOf({ client: 60_000 }))
  expect(store.insert()).toBe(3)
})

test('a half-open flow keeps what its SYN said', () => {
  const store = new FlowStore(1, 9)
  const segment = { ...segmentOf({}), sequence: 4_000_000_000, encapsulationId: 6 }
  const side = store.setKey(segment)
  const slot = store.insertHalfOpen(segment, side)
  expect(store.isHalfOpen(slot)).toBe(true)
  expect(store.synOf(slot)).toEqual({ side, sequence: 4_000_000_000 | 0, encapsulationId: 6 })
  store.remove(slot)
  expect(store.isFree(slot)).toBe(true)
})
