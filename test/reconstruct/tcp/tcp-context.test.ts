import { expect, test } from 'vitest'
import { GAP_SLOT, TCP_SLOT, TcpContext } from '../../../reconstruct/tcp/tcp-context.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'

test('counting by slot is counting by name', () => {
  const counters = new Counters()
  const openReader = () => {
    throw new Error('no reader')
  }
  const context = new TcpContext({ limits: DEFAULT_LIMITS, counters, openReader, encapsulation: () => [] })
  context.count(TCP_SLOT.delivered, 7)
  context.count(GAP_SLOT.acked, 2)
  context.count(GAP_SLOT.acked, 3)
  expect(counters.toRecord()).toEqual({ 'tcp.delivered-bytes': 7, 'tcp.gap-bytes-acked': 5 })
})

test('every cause of a gap and every use has a slot of its own', () => {
  const slots = [...Object.values(TCP_SLOT), ...Object.values(GAP_SLOT)]
  expect(new Set(slots).size).toBe(slots.length)
  for (const slot of slots) expect(slot).toBeGreaterThanOrEqual(0)
})
