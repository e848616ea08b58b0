import { expect, test } from 'vitest'
import { packetTime } from '../../../reconstruct/tcp/packet-time.ts'

test('time goes on, never back, unless another clock has begun', () => {
  expect(packetTime(-1, 5, 100)).toBe(5)
  expect(packetTime(5, 9, 100)).toBe(9)
  expect(packetTime(9, 5, 100)).toBe(9)
  expect(packetTime(200, 101, 100)).toBe(200)
  expect(packetTime(200, 100, 100)).toBe(100)
})
