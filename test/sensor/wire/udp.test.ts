import { expect, test } from 'vitest'
import { Counters } from '../../../sensor/base/counters.ts'
import { Frame } from '../../../sensor/wire/frame.ts'
import { enterUdp, hasUdpHeader, udpDestinationPort, udpSourcePort } from '../../../sensor/wire/udp.ts'

const frameOf = (...bytes: number[]) => {
  const frame = new Frame(new Counters().values)
  frame.bytes = Uint8Array.from(bytes)
  frame.end = frame.wireEnd = bytes.length
  return frame
}

test('ports, and the length as the end of what is inside', () => {
  const frame = frameOf(0, 53, 0x12, 0xb5, 0, 10, 0, 0, 1, 2, 3)
  expect(hasUdpHeader(frame)).toBe(true)
  expect([udpSourcePort(frame), udpDestinationPort(frame)]).toEqual([53, 4789])
  enterUdp(frame)
  expect(frame).toMatchObject({ at: 8, end: 10, wireEnd: 10 })
})

test.each([0, 7, 99])('a length of %i means the rest of the packet', (length) => {
  const frame = frameOf(0, 53, 0x12, 0xb5, 0, length, 0, 0, 1, 2, 3)
  enterUdp(frame)
  expect(frame).toMatchObject({ at: 8, end: 11, wireEnd: 11 })
})

test('seven bytes are no header', () => {
  expect(hasUdpHeader(frameOf(0, 53, 0, 53, 0, 8, 0))).toBe(false)
})
