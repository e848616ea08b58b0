import { expect, test } from 'vitest'
import { createLearningPipeline } from '../../cli/learning-pipeline.ts'
import { WorkerPipeline } from '../../cli/workers/worker-pipeline.ts'
import { CaptureBuilder } from '../../fixtures/build/packet-builder.ts'
import type { TcpConnection } from '../../fixtures/build/tcp-connection.ts'
import { OVERLOAD, type OverloadLevel } from '../../sensor/base/overload.ts'
import { CaptureParser } from '../../sensor/index.ts'

const SETTINGS = { depth: 'full', patterns: [], providers: [], rules: {}, known: new Map() } as const

test('packets in, what was learned out; each exchange is told', () => {
  const capture = new CaptureBuilder()
  capture
    .connection()
    .handshake()
    .request('GET /a HTTP/1.1\r\nHost: a.example\r\n\r\n')
    .respond('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
    .close()
  let told = 0
  const pipeline = createLearningPipeline({ settings: SETTINGS, wire: {}, onExchange: () => void told++ })
  const parser = new CaptureParser(pipeline.packets, pipeline.counters)
  parser.push(capture.bytes(), 0, capture.bytes().length)
  expect(pipeline.look()?.learner.exchanges).toBe(1)
  const { learner, counters } = pipeline.finish()
  expect([learner.exchanges, told, pipeline.count('inventory.exchanges'), counters.get('http.exchanges')]).toEqual([1, 1, 1, 1])
  pipeline.abandon()
})

/**
 * Forty connections are open when the level begins, a hundred and sixty come behind it, each with four calls of one operation: exchanges, bodies
 * that were read and that were not, connections that were let go and that were not opened.
 */
function learnedAt(workers: number, level: OverloadLevel) {
  const capture = new CaptureBuilder()
  let clientPort = 10_000
  const connections = (length: number) => Array.from({ length }, () => capture.connection({ clientPort: clientPort++ }).handshake())
  const call = (open: TcpConnection) => {
    for (let i = 0; i < 4; i++)
      open
        .request('GET /a HTTP/1.1\r\nHost: a.example\r\n\r\n')
        .respond('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"id": 2}')
  }
  const open = connections(40)
  const before = capture.bytes().length
  for (const each of [...open, ...connections(160)]) call(each)
  const bytes = capture.bytes()
  const options = { settings: SETTINGS, wire: {} }
  const pipeline = workers === 1 ? createLearningPipeline({ ...options, onExchange: () => {} }) : new WorkerPipeline(workers, options)
  const parser = new CaptureParser(pipeline.packets, pipeline.counters)
  parser.push(bytes, 0, before)
  pipeline.setLevel(level)
  parser.push(bytes, before, bytes.length)
  const { learner, counters } = pipeline.finish()
  const operation = [...(learner.finalise().services.get('a.example')?.operations.values() ?? [])][0]
  return {
    exchanges: learner.exchanges,
    read: operation?.responses.get(200)?.bodies.get('application/json')?.schema?.n ?? 0,
    passedOver: counters.get('inventory.bodies-passed-over'),
    letGo: counters.get('tcp.closed-shed'),
    shed: counters.get('tcp.shed-flows'),
  }
}

test.each([1, 2])('overload leaves undone what its level says, in %i threads', (workers) => {
  expect(learnedAt(workers, OVERLOAD.none)).toEqual({ exchanges: 800, read: 800, passedOver: 0, letGo: 0, shed: 0 })
  const sample = learnedAt(workers, OVERLOAD.sample)
  expect(sample).toMatchObject({ exchanges: 800, read: 800 - sample.passedOver, letGo: 0, shed: 0 })
  expect(sample.passedOver).toBeGreaterThan(640)
  expect(sample.read).toBeGreaterThan(50)
  expect(learnedAt(workers, OVERLOAD.headers)).toMatchObject({ exchanges: 800, read: 0, letGo: 0, shed: 0 })
  // whole connections, about half of them, and of the others nothing
  const { letGo, shed, ...rest } = learnedAt(workers, OVERLOAD.shed)
  expect(rest).toMatchObject({ exchanges: 800 - 4 * (letGo + shed), read: 0 })
  expect(letGo).toBeGreaterThan(8)
  expect(letGo).toBeLessThan(32)
  expect(shed).toBeGreaterThan(50)
  expect(shed).toBeLessThan(110)
})
