import { expect, test } from 'vitest'
import { OverloadWatch } from '../../cli/overload-watch.ts'
import { Counters } from '../../sensor/base/counters.ts'

function watching() {
  const told: number[] = []
  const counters = new Counters()
  const pipeline = { counters, setLevel: (level: number) => void told.push(level) }
  let nowMs = 1_000_000
  const watch = new OverloadWatch({ pipeline, bufferBytes: 1_000_000, now: () => nowMs })
  /** Behind `ms` another piece is read; at a kilobyte each millisecond, a second of packets fills the buffer. */
  const read = (ms: number, behindMs: number, { capture = 'eth1', bytesPerMs = 1000 } = {}) => {
    nowMs += ms
    watch.read(capture, ms * bytesPerMs, (nowMs - behindMs) * 1000)
  }
  const beat = (ms: number) => {
    nowMs += ms
    watch.beat()
  }
  read(0, 0)
  return { watch, told, counters, read, beat }
}

const times = (counters: Counters) =>
  (['live.overloads', 'live.sampling-ms', 'live.headers-ms', 'live.shedding-ms'] as const).map((id) => counters.get(id))

test('a capture that stays behind takes the steps in order; the time at each is counted, and it comes back', () => {
  const { watch, told, counters, read } = watching()
  expect(watch.text).toBe('')
  read(1000, 700)
  for (let i = 0; i < 9; i++) read(100, 700)
  expect(told).toEqual([1, 2, 3])
  expect(watch.text).toBe('behind: half of the connections are left out')
  expect(times(counters)).toEqual([1, 200, 200, 100])
  for (let i = 0; i < 40; i++) read(100, 5)
  expect(told).toEqual([1, 2, 3, 2, 1, 0])
  expect(watch.text).toBe('')
  for (let i = 0; i < 5; i++) read(100, 700)
  expect(times(counters)[0]).toBe(2)
})

test('the slowest of several captures tells, also while another is quiet', () => {
  const { told, read } = watching()
  read(1000, 700)
  for (let i = 0; i < 10; i++) {
    read(50, 700, { bytesPerMs: 2000 })
    read(50, 1, { capture: 'eth2' })
  }
  expect(told).toEqual([1, 2, 3])
})

test('a link that falls silent has nothing that waits', () => {
  const { told, read, beat } = watching()
  read(1000, 700)
  for (let i = 0; i < 5; i++) read(100, 700)
  for (let i = 0; i < 10; i++) beat(250)
  expect(told).toEqual([1, 0])
})

test('what the driver of a quiet link holds back for a second is no overload', () => {
  const { told, read } = watching()
  for (let i = 0; i < 20; i++) read(1000, 1000, { bytesPerMs: 50 })
  expect(told).toEqual([])
})

test('packets of another clock, from before, or without a time, tell nothing', () => {
  const { watch, told, read } = watching()
  for (let i = 0; i < 10; i++) read(1000, 7_200_000)
  for (let i = 0; i < 10; i++) read(100, 7_200_000 - i * 200_000)
  for (let i = 0; i < 10; i++) watch.read('eth1', 1e9, 0)
  expect(told).toEqual([])
})
