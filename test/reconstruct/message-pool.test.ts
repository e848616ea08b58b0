import { expect, test } from 'vitest'
import { MessagePool } from '../../reconstruct/message-pool.ts'
import { Counters } from '../../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../../sensor/base/limits.ts'

const pool = (messageTotalBytes = DEFAULT_LIMITS.messageTotalBytes) =>
  new MessagePool({ ...DEFAULT_LIMITS, messageTotalBytes }, new Counters())

test('a message comes back empty', () => {
  const messages = pool()
  const first = messages.acquire('request', 1)
  first.append(Buffer.from('GET / HTTP/1.1'), 0, 14)
  first.note('bare-lf')
  messages.release(first)
  const again = messages.acquire('response', 2)
  expect(again).toBe(first)
  expect(again).toMatchObject({ kind: 'response', used: 0, anomalies: [], firstUs: 2 })
})

test('all messages together hold no more than the bound', () => {
  const messages = pool(10_000)
  const held = Array.from({ length: 4 }, () => messages.acquire('request', 0))
  const bytes = Buffer.alloc(4000)
  const kept = held.map((message) => message.append(bytes, 0, bytes.length))
  expect(kept.filter((length) => length > 0)).toHaveLength(1)
  expect(messages.heldBytes).toBeLessThanOrEqual(10_000)
  for (const message of held) messages.release(message)
  expect(messages.heldBytes).toBe(0)
})
