import { expect, test } from 'vitest'
import { HeldEvents } from '../../../reconstruct/http1/held-events.ts'
import { MessagePool } from '../../../reconstruct/message-pool.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'

const bytes = Buffer.from('0123456789')

test('events come back in order, with bytes of their own', () => {
  const pool = new MessagePool(DEFAULT_LIMITS, new Counters())
  const held = new HeldEvents(pool)
  const lent = Buffer.from(bytes)
  held.begin(lent, 4, 10, 4, -1, 100)
  expect(held.data(lent, 0, 3, 10, 5, 101, true)).toBe(true)
  held.gap(7, 102)
  held.finished(103)
  lent.fill(0)
  expect(held.active).toBe(true)
  expect(held.take().map((event) => (event.kind === 'data' ? Buffer.from(event.bytes).toString() : event.kind))).toEqual([
    '456789',
    '012',
    'gap',
    'finished',
  ])
  expect(held.active).toBe(false)
  expect(pool.heldBytes).toBe(0)
})

test('neither more than the bound nor longer than a hole is waited for', () => {
  const held = new HeldEvents(new MessagePool({ ...DEFAULT_LIMITS, heldResponseBytes: 15 }, new Counters()))
  held.begin(bytes, 10, 10, 0, -1, 0)
  expect(held.data(bytes, 0, 10, 0, -1, 1, true)).toBe(true)
  expect(held.data(bytes, 0, 10, 10, -1, 2, true)).toBe(false)
  expect(held.data(bytes, 0, 1, 10, -1, DEFAULT_LIMITS.holeAgeUs + 1, true)).toBe(false)
})
