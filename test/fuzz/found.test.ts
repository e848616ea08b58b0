// What the fuzzer found, one test each, so that it stays found.

import { expect, test } from 'vitest'
import { CaptureBuilder } from '../../fixtures/build/packet-builder.ts'
import { createPipeline } from '../../reconstruct/index.ts'
import { Counters } from '../../sensor/base/counters.ts'
import { CaptureParser, TCP_ACK, TCP_URG } from '../../sensor/index.ts'
import { Ledger } from '../support/ledger.ts'

function breachesOf(capture: CaptureBuilder): string[] {
  const counters = new Counters()
  const ledger = new Ledger(counters)
  const pipeline = createPipeline({ counters, sink: ledger })
  const bytes = capture.bytes()
  const parser = new CaptureParser(pipeline.packets, counters)
  parser.finish(bytes.length - parser.push(bytes, 0, bytes.length))
  pipeline.finish()
  expect(counters.get('http.exchanges')).toBeGreaterThan(0)
  return ledger.breaches()
}

test('a clock that falls back between request and response does not make an exchange end before it begins', () => {
  const capture = new CaptureBuilder()
  const connection = capture.connection().handshake().request('GET / HTTP/1.1\r\nHost: h\r\n\r\n')
  capture.wait(-1_000_000)
  connection.respond('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
  expect(breachesOf(capture)).toEqual([])
})

test('a byte taken out of the stream as urgent data is accounted for', () => {
  const capture = new CaptureBuilder()
  const connection = capture.connection().handshake().request('GET / HTTP/1.1\r\nHost: h\r\n\r\n')
  connection.respond('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
  connection.segment('client-to-server', '!', { flags: TCP_ACK | TCP_URG, urgentPointer: 1 })
  expect(breachesOf(capture)).toEqual([])
})
