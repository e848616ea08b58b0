import { expect, test } from 'vitest'
import { Counters } from '../../../sensor/base/counters.ts'
import { PacketIntake } from '../../../sensor/source/packet-intake.ts'
import { PacketRecorder } from '../../support/packet-recorder.ts'

function take(...packets: readonly [captured: number, original: number, us: number][]) {
  const recorder = new PacketRecorder()
  const counters = new Counters()
  const intake = new PacketIntake(recorder, counters)
  for (const [captured, original, us] of packets) intake.packet(new Uint8Array(100), 10, 10 + captured, original, us, 1, 0)
  return { packets: recorder.packets, counts: counters.toRecord(), latestUs: intake.latestUs }
}

test('packets, bytes and truncations are counted', () => {
  expect(take([5, 5, 1], [7, 9, 2]).counts).toEqual({ 'capture.packets': 2, 'capture.bytes': 12, 'capture.truncated-packets': 1 })
})

test('an original length below the captured one is raised to it', () => {
  expect(take([5, 3, 1]).packets[0]?.originalLength).toBe(5)
})

test('time that runs backwards is counted, not corrected', () => {
  const { packets, counts, latestUs } = take([1, 1, 10], [1, 1, 5], [1, 1, 10], [1, 1, 11])
  expect(packets.map((packet) => packet.timestampUs)).toEqual([10, 5, 10, 11])
  expect(counts['capture.clock-backwards']).toBe(1)
  expect(latestUs).toBe(11)
})
