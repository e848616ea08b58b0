// All stages together, from captured packets to exchanges.

import { describe, expect, test } from 'vitest'
import { CaptureBuilder } from '../../fixtures/build/packet-builder.ts'
import { createPipeline, type FlowSummary, type PipelineOptions } from '../../reconstruct/index.ts'
import { Counters } from '../../sensor/base/counters.ts'

const REQUEST = 'GET /a HTTP/1.1\r\nHost: h\r\n\r\n'
const RESPONSE = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'

function open(options: Partial<PipelineOptions> = {}) {
  const exchanges: string[] = []
  const flows: FlowSummary[] = []
  const pipeline = createPipeline({
    counters: new Counters(),
    sink: {
      exchange: ({ pairing, request, response }) => {
        exchanges.push(`${pairing} ${request?.method ?? '-'} ${request?.target() ?? '-'} ${response?.status ?? '-'}`)
      },
      flow: (summary) => void flows.push(summary),
    },
    ...options,
  })
  const feed = (capture: CaptureBuilder) => {
    for (const { bytes, originalLength, timestampUs, linkType } of capture.packets) {
      pipeline.packets.packet(bytes, 0, bytes.length, originalLength, timestampUs, linkType, 0)
    }
  }
  return { pipeline, exchanges, flows, feed }
}

describe('the pipeline', () => {
  test('turns packets into exchanges and flow summaries', () => {
    const { pipeline, exchanges, flows, feed } = open()
    const capture = new CaptureBuilder()
    capture.connection().handshake().send('client-to-server', REQUEST).send('server-to-client', RESPONSE)
    feed(capture)
    pipeline.finish()
    expect(exchanges).toEqual(['certain GET /a 200'])
    expect(flows).toMatchObject([{ kind: 'http/1', exchanges: 1, bytes: [REQUEST.length, RESPONSE.length], gapBytes: [0, 0], ended: true }])
    expect(pipeline.counters.get('tcp.delivered-bytes')).toBe(REQUEST.length + RESPONSE.length)
  })

  test('any order of packets within the reorder window gives the same', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const { pipeline, exchanges, feed } = open()
      const capture = new CaptureBuilder({ seed })
      const connection = capture.connection({ mss: 20, clientSequence: 2 ** 32 - 40 }).handshake()
      for (let turn = 0; turn < 3; turn++) connection.send('client-to-server', REQUEST).send('server-to-client', RESPONSE)
      feed(capture.shuffle(8))
      pipeline.finish()
      expect(exchanges).toEqual(['certain GET /a 200', 'certain GET /a 200', 'certain GET /a 200'])
    }
  })

  test('time alone expires flows, and a window gives summaries that add up', () => {
    const { pipeline, flows, feed } = open()
    const capture = new CaptureBuilder()
    capture.connection().handshake().send('client-to-server', REQUEST).send('server-to-client', RESPONSE)
    feed(capture)
    pipeline.endWindow()
    pipeline.tick(capture.nowUs + 1000_000_000)
    pipeline.finish()
    expect(flows.map(({ ended, exchanges }) => [ended, exchanges])).toEqual([
      [false, 1],
      [true, 0],
    ])
    expect(pipeline.counters.get('tcp.closed-idle')).toBe(1)
  })
})
