import { readFileSync } from 'node:fs'
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { runFlowWorker } from '../../../cli/workers/flow-worker.ts'
import { type FromWorker, MARK, type ToWorker } from '../../../cli/workers/worker-terms.ts'
import { mergeLearned } from '../../../inventory/index.ts'
import { createReadingEnd, RingWriter, ringMemory } from '../../../reconstruct/index.ts'
import { COUNTER_IDS, Counters } from '../../../sensor/base/counters.ts'
import { CaptureParser } from '../../../sensor/index.ts'

const settings = { depth: 'full', patterns: [], providers: [], rules: {}, known: new Map() } as const

/** A worker that finds all there is for it in its ring. */
function prepare() {
  const ring = ringMemory(1 << 20)
  const { port1, port2 } = new MessageChannel()
  const counters = new SharedArrayBuffer(COUNTER_IDS.length * 8)
  const answers = new SharedArrayBuffer(4)
  const writer = new RingWriter(ring, { wait: () => expect.fail('the ring is full') })
  const reading = createReadingEnd({ rings: [writer] })
  const run = (): FromWorker[] => {
    runFlowWorker({ ring, settings, workers: 1, counters, answers, port: port2 })
    const said: FromWorker[] = []
    for (let next = receiveMessageOnPort(port1); next !== undefined; next = receiveMessageOnPort(port1))
      said.push(next.message as FromWorker)
    port1.close()
    return said
  }
  const tell = (message: ToWorker) => port1.postMessage(message)
  return { reading, run, tell, answers: new Int32Array(answers), counters: new Counters(new Float64Array(counters)) }
}

test('it answers at each mark with what it has learned since the last window', () => {
  const { reading, run, tell, answers, counters } = prepare()
  const bytes = new Uint8Array(readFileSync('fixtures/mcp/capture.pcap'))
  const parser = new CaptureParser(reading.packets, new Counters())
  const half = parser.push(bytes, 0, bytes.length / 2)
  reading.mark(MARK.look)
  reading.mark(MARK.window)
  tell({ kind: 'restart', known: new Map() })
  reading.mark(MARK.restart)
  parser.push(bytes, half, bytes.length)
  reading.mark(MARK.finish)
  const said = run().flatMap((message) => (message.kind === 'learned' ? [mergeLearned([message.bytes], settings)] : []))
  expect(said.length).toBe(3)
  expect(answers[0]).toBe(3)
  const [look, window, finish] = said.map(({ learner }) => learner.exchanges)
  expect(look).toBeGreaterThan(0)
  expect(window).toBe(look)
  expect(look! + finish!).toBe(counters.get('inventory.exchanges'))
  expect(said[2]?.counters.get('http.exchanges')).toBe(counters.get('http.exchanges'))
})

test('a fault of its own is told and ends it', () => {
  const { reading, run } = prepare()
  reading.mark(MARK.restart)
  expect(run()).toMatchObject([{ kind: 'failed', fault: { message: expect.stringContaining('begin anew') } }])
})
