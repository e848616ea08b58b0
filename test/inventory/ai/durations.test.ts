import { expect, it } from 'vitest'
import { addDuration, mergeDurations, percentileMs } from '../../../inventory/ai/durations.ts'

it('tells percentiles to within a fifth', () => {
  const durations = new Map<number, number>()
  for (let ms = 1; ms <= 100; ms++) addDuration(durations, ms * 1000)
  expect(Math.abs((percentileMs(durations, 0.5) ?? 0) - 50)).toBeLessThan(10)
  expect(Math.abs((percentileMs(durations, 0.95) ?? 0) - 95)).toBeLessThan(19)
  expect(percentileMs(new Map(), 0.5)).toBeNull()
})

it('adds up', () => {
  const [a, b] = [new Map<number, number>(), new Map<number, number>()]
  addDuration(a, 0)
  addDuration(b, 8_000_000)
  mergeDurations(a, b)
  expect(percentileMs(a, 1)).toBe(8400)
})
