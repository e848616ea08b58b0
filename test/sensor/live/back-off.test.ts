import { expect, test } from 'vitest'
import { BackOff } from '../../../sensor/live/back-off.ts'

test('waits double up to two seconds', () => {
  const backOff = new BackOff()
  const waits = Array.from({ length: 8 }, () => backOff.nextMs())
  expect(waits).toEqual([50, 100, 200, 400, 800, 1600, 2000, 2000])
})

test('a driver that ran well makes the next wait short again; one that died young does not', () => {
  const backOff = new BackOff()
  for (let i = 0; i < 5; i++) backOff.nextMs()
  backOff.ended(9_000)
  expect(backOff.nextMs()).toBe(1600)
  backOff.ended(10_000)
  expect(backOff.nextMs()).toBe(50)
})
