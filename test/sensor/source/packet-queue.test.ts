import { expect, test } from 'vitest'
import { PacketQueue } from '../../../sensor/source/packet-queue.ts'
import { PacketRecorder } from '../../support/packet-recorder.ts'

const BYTES = Uint8Array.from({ length: 256 }, (_, at) => at)

function queue() {
  const recorder = new PacketRecorder()
  const waiting = new PacketQueue(recorder)
  const times = () => recorder.packets.map((packet) => packet.timestampUs)
  const put = (...timesUs: number[]) => {
    for (const timeUs of timesUs) waiting.packet(BYTES, timeUs % 200, (timeUs % 200) + 3, 3, timeUs, 1, 7)
  }
  return { waiting, recorder, times, put }
}

test('packets up to the time that may pass go straight through, until one must wait', () => {
  const { waiting, times, put } = queue()
  waiting.passUs = 10
  put(5, 10, 11, 6)
  expect(times()).toEqual([5, 10])
  expect(waiting.headUs).toBe(11)
  waiting.drain(10)
  expect(times()).toEqual([5, 10])
  waiting.drain(11)
  expect(times()).toEqual([5, 10, 11, 6])
  expect(waiting.isEmpty).toBe(true)
})

test('thousands wait with all that was told of them, also in several arrays', () => {
  const { waiting, recorder } = queue()
  const others = [BYTES, BYTES.slice(), BYTES.slice()].map((bytes) => bytes.fill(bytes === BYTES ? 1 : 2))
  for (let at = 0; at < 5000; at++)
    waiting.packet(others[Math.floor(at / 2000)] as Uint8Array, 10, 12, 4_000_000_000, 1e15 + at, at % 3, at)
  waiting.drain(1e15 + 2500)
  waiting.drain(Number.POSITIVE_INFINITY)
  expect(recorder.packets).toHaveLength(5000)
  expect(recorder.packets[0]).toEqual({ hex: '0101', originalLength: 4_000_000_000, timestampUs: 1e15, linkType: 0, interfaceId: 0 })
  expect(recorder.packets[4999]).toMatchObject({ hex: '0202', timestampUs: 1e15 + 4999, linkType: 1, interfaceId: 4999 })
})
