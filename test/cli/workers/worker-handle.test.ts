import { afterEach, expect, test } from 'vitest'
import { WorkerHandle } from '../../../cli/workers/worker-handle.ts'
import { MARK } from '../../../cli/workers/worker-terms.ts'
import type { LearningSettings } from '../../../inventory/index.ts'
import { createReadingEnd } from '../../../reconstruct/index.ts'
import { Counters } from '../../../sensor/base/counters.ts'

const settings: LearningSettings = { depth: 'full', patterns: [], providers: [], rules: {}, known: new Map() }
let handle: WorkerHandle
afterEach(() => handle.stop())

function start(changes: Partial<LearningSettings> = {}) {
  const counters = new Counters()
  handle = new WorkerHandle({ settings: { ...settings, ...changes }, workers: 1, counters, onFault: undefined })
  return { reading: createReadingEnd({ rings: [handle.ring] }), counters }
}

test('an answer is there once the thread has come to the mark, and is taken once', () => {
  const { reading } = start()
  expect(handle.answer()).toBeNull()
  reading.mark(MARK.finish)
  const bytes = handle.awaitAnswer()
  expect(handle.answer()).toBe(bytes)
  handle.taken()
  expect(handle.answer()).toBeNull()
  handle.leave()
})

test('a fault in the thread is thrown here, with its reason', () => {
  const { reading } = start({ patterns: [{ type: 'x', pattern: '(', validator: null }] })
  reading.mark(MARK.look)
  expect(() => handle.awaitAnswer()).toThrow(/a worker thread has died: error parsing regexp/)
})

test('a full ring makes the writer wait, and that is counted', () => {
  const { reading, counters } = start()
  for (let number = 0; number < 400_000; number++) reading.tick(number * 1_000_000)
  expect(counters.get('workers.waits')).toBeGreaterThan(0)
  expect(counters.get('workers.waited-ms')).toBeGreaterThan(0)
})
