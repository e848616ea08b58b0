import { expect, test } from 'vitest'
import { Counters } from '../../../sensor/base/counters.ts'
import { Frame, IP_PROTOCOL, STOP } from '../../../sensor/wire/frame.ts'

test('dropping counts once and stops', () => {
  const counters = new Counters()
  expect(new Frame(counters.values).drop('decode.non-ip')).toBe(STOP)
  expect(counters.toRecord()).toEqual({ 'decode.non-ip': 1 })
})

test('going on sets the registers', () => {
  const frame = new Frame(new Counters().values)
  expect(frame.to(IP_PROTOCOL, 6, 34)).toBe(IP_PROTOCOL)
  expect(frame).toMatchObject({ protocol: 6, at: 34 })
})
