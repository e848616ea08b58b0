import { expect, test } from 'vitest'
import { createLearningPipeline } from '../../cli/learning-pipeline.ts'
import { CaptureBuilder } from '../../fixtures/build/packet-builder.ts'
import { CaptureParser } from '../../sensor/index.ts'

test('packets in, what was learned out; each exchange is told', () => {
  const capture = new CaptureBuilder()
  capture
    .connection()
    .handshake()
    .request('GET /a HTTP/1.1\r\nHost: a.example\r\n\r\n')
    .respond('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
    .close()
  let told = 0
  const settings = { depth: 'full', patterns: [], providers: [], rules: {}, known: new Map() } as const
  const pipeline = createLearningPipeline({ settings, wire: {}, onExchange: () => void told++ })
  const parser = new CaptureParser(pipeline.packets, pipeline.counters)
  parser.push(capture.bytes(), 0, capture.bytes().length)
  expect(pipeline.look()?.learner.exchanges).toBe(1)
  const { learner, counters } = pipeline.finish()
  expect([learner.exchanges, told, pipeline.count('inventory.exchanges'), counters.get('http.exchanges')]).toEqual([1, 1, 1, 1])
  pipeline.abandon()
})
