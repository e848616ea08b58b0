// HTTP meant to exhaust the reader, through the whole program and with a ceiling on memory. A neighbour speaks all the while and loses nothing;
// counters tell what was cut.

import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { Learner, Observer } from '../inventory/index.ts'
import { createPipeline, type Exchange } from '../reconstruct/index.ts'
import { Counters } from '../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../sensor/base/limits.ts'
import { TCP_ACK, TCP_SYN } from '../sensor/index.ts'

const MIB = 1024 * 1024
const ETHERNET = 1
const HEADER_BYTES = 14 + 20 + 20
/** The largest payload of one IPv4 packet, as segmentation offload makes them. */
const PAYLOAD_BYTES = 65_000

const NEIGHBOUR_PORT = 1000
const NEIGHBOUR_REQUEST = Buffer.from('GET /neighbour HTTP/1.1\r\nHost: h\r\n\r\n')
const NEIGHBOUR_RESPONSE = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n${'n'.repeat(1000)}`)

type Side = 'client' | 'server'

/** Packets of connections to one server, written into one frame again and again. */
class Hostile {
  readonly counters = new Counters()
  readonly told: string[] = []
  readonly #learner = new Learner()
  readonly #observer = new Observer({})
  readonly #frame = new Uint8Array(HEADER_BYTES + PAYLOAD_BYTES)
  readonly #view = new DataView(this.#frame.buffer)
  readonly #next = new Map<string, number>()
  readonly #pipeline = createPipeline({
    counters: this.counters,
    sink: { exchange: (exchange) => this.#exchange(exchange), flow: (summary) => this.#learner.addFlow(summary) },
  })
  readonly #before = process.memoryUsage.rss()
  #mostBytes = 0
  #nowUs = 1_700_000_000_000_000
  #neighbourly = 0

  /** Payload of any length, in packets as large as they get; empty opens the connection. */
  send(port: number, side: Side, payload: Uint8Array): this {
    if (payload.length === 0) this.#packet(port, side, TCP_SYN, payload)
    for (let at = 0; at < payload.length; at += PAYLOAD_BYTES) this.#packet(port, side, TCP_ACK, payload.subarray(at, at + PAYLOAD_BYTES))
    return this
  }

  open(port: number): this {
    return this.send(port, 'client', new Uint8Array(0)).send(port, 'server', new Uint8Array(0))
  }

  /** The neighbour has a word; memory is looked at. */
  neighbour(): this {
    if (this.#neighbourly === 0) this.open(NEIGHBOUR_PORT)
    this.#neighbourly++
    this.#mostBytes = Math.max(this.#mostBytes, process.memoryUsage.rss())
    return this.send(NEIGHBOUR_PORT, 'client', NEIGHBOUR_REQUEST).send(NEIGHBOUR_PORT, 'server', NEIGHBOUR_RESPONSE)
  }

  /** All the neighbour said was read, and memory has grown by less than `mib`. Returns what was told of the others. */
  finish(mib: number): string[] {
    this.neighbour()
    this.#pipeline.finish()
    this.#learner.finalise()
    const neighbours = this.told.filter((line) => line.includes('/neighbour'))
    expect(neighbours).toEqual(Array.from({ length: this.#neighbourly }, () => 'certain GET /neighbour 1000'))
    expect((this.#mostBytes - this.#before) / MIB).toBeLessThan(mib)
    return this.told.filter((line) => !line.includes('/neighbour'))
  }

  #exchange(exchange: Exchange): void {
    const { pairing, request, response } = exchange
    this.told.push([pairing, request?.method, request?.target().slice(0, 40), response?.bodyBytes ?? '-', ...exchange.anomalies].join(' '))
    const observation = this.#observer.observe(exchange)
    if (observation !== null) this.#learner.add(observation)
  }

  #packet(port: number, side: Side, flags: number, payload: Uint8Array): void {
    const view = this.#view
    const isClient = side === 'client'
    const [own, other] = [`${port} ${side}`, `${port} ${isClient ? 'server' : 'client'}`]
    const sequence = this.#next.get(own) ?? 1000
    this.#next.set(own, (sequence + payload.length + (flags === TCP_SYN ? 1 : 0)) % 2 ** 32)
    this.#frame.set([8, 0, 0x45], 12)
    view.setUint16(16, 40 + payload.length)
    view.setUint16(18, view.getUint16(18) + 1)
    view.setUint8(23, 6)
    view.setUint32(26, isClient ? 0x0a000001 : 0x0a000002)
    view.setUint32(30, isClient ? 0x0a000002 : 0x0a000001)
    view.setUint16(34, isClient ? port : 80)
    view.setUint16(36, isClient ? 80 : port)
    view.setUint32(38, sequence)
    view.setUint32(42, this.#next.get(other) ?? 0)
    view.setUint8(46, 0x50)
    view.setUint8(47, flags === TCP_SYN && !isClient ? TCP_SYN | TCP_ACK : flags)
    this.#frame.set(payload, HEADER_BYTES)
    const end = HEADER_BYTES + payload.length
    this.#pipeline.packets.packet(this.#frame, 0, end, end, (this.#nowUs += 10), ETHERNET, 0)
  }
}

const GET = Buffer.from('GET /x HTTP/1.1\r\nHost: h\r\n\r\n')

const CHUNK = 64_000
const CHUNKS = Math.ceil((1024 * MIB) / CHUNK)
test.each([
  ['of a known length', `Content-Length: ${CHUNKS * CHUNK}`, 'x'.repeat(CHUNK), ''],
  ['in chunks', 'Transfer-Encoding: chunked', `${CHUNK.toString(16)}\r\n${'x'.repeat(CHUNK)}\r\n`, '0\r\n\r\n'],
])('a body of 1 GiB %s is counted, and a prefix of it kept', (_, header, piece, end) => {
  const hostile = new Hostile().open(2000).send(2000, 'client', GET)
  hostile.send(2000, 'server', Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${header}\r\n\r\n`))
  const bytes = Buffer.from(piece)
  for (let sent = 0; sent < CHUNKS; sent++) {
    if (sent % 1000 === 0) hostile.neighbour()
    hostile.send(2000, 'server', bytes)
  }
  if (end !== '') hostile.send(2000, 'server', Buffer.from(end))
  hostile.send(2000, 'client', GET).send(2000, 'server', NEIGHBOUR_RESPONSE)
  expect(hostile.finish(100)).toEqual([`certain GET /x ${CHUNKS * CHUNK} limit-body`, 'certain GET /x 1000'])
  expect(hostile.counters.get('http.body-truncated')).toBe(1)
})

test('10,000 pipelined requests without a response: the oldest are told alone, the last ones wait', () => {
  const hostile = new Hostile().open(2000)
  for (let at = 0; at < 10_000; at++) {
    if (at % 1000 === 0) hostile.neighbour()
    hostile.send(2000, 'client', Buffer.from(`GET /queue/${at}?padding=${'q'.repeat(1000)} HTTP/1.1\r\nHost: h\r\n\r\n`))
  }
  expect(hostile.finish(150)).toHaveLength(10_000)
  expect(hostile.counters.get('http.no-response-pipeline-limit')).toBe(10_000 - DEFAULT_LIMITS.pipelinedRequests)
})

const ZEROS = Buffer.alloc(64 * MIB)
test.each([
  ['gzip', gzipSync(ZEROS, { level: 9 })],
  ['br', brotliCompressSync(ZEROS, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
])('a %s bomb of 64 MiB in each of many answers is told as one, and not unpacked', (coding, bomb) => {
  const hostile = new Hostile()
  const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: ${coding}\r\nContent-Length: ${bomb.length}\r\n\r\n`
  const answer = Buffer.concat([Buffer.from(head), bomb])
  for (let flow = 0; flow < 50; flow++) {
    hostile.open(2000 + flow)
    for (let at = 0; at < 5; at++) hostile.send(2000 + flow, 'client', GET).send(2000 + flow, 'server', answer)
    hostile.neighbour()
  }
  expect(hostile.finish(150)).toHaveLength(250)
  expect(hostile.counters.get('http.decode-bombs')).toBe(50 * DEFAULT_LIMITS.bombsPerFlow)
})

test('100,000 header fields: the first are kept, the rest is skipped, and the next exchange is read', () => {
  const hostile = new Hostile().open(2000)
  const fields = Array.from({ length: 100_000 }, (_, at) => `X-Field-${at}: ${at}\r\n`)
  // short enough to find its end, and far beyond it
  for (const count of [8000, 100_000]) {
    const head = `GET /fields/${count} HTTP/1.1\r\nHost: h\r\n${fields.slice(0, count).join('')}\r\n`
    hostile.neighbour().send(2000, 'client', Buffer.from(head))
    hostile.send(2000, 'server', NEIGHBOUR_RESPONSE).neighbour()
  }
  for (let at = 0; at < 3; at++) hostile.send(2000, 'client', GET).send(2000, 'server', NEIGHBOUR_RESPONSE)
  const told = hostile.finish(100)
  expect(told.slice(0, 2)).toEqual([8000, 100_000].map((count) => `certain GET /fields/${count} 1000 limit-head limit-header-count`))
  expect(told.slice(2)).toEqual(['likely GET /x 1000', 'likely GET /x 1000', 'likely GET /x 1000'])
  expect(hostile.counters.get('http.head-truncated')).toBe(2)
})

test.each([
  ['first', 0],
  ['later', 3],
])('a start line of 10 MiB that comes %s is skipped, every byte of it is counted, and the next exchange is read', (_, before) => {
  const hostile = new Hostile().neighbour().open(2000)
  const exchange = () => hostile.send(2000, 'client', GET).send(2000, 'server', NEIGHBOUR_RESPONSE)
  for (let at = 0; at < before; at++) exchange()
  const line = Buffer.from(`GET /long/${'a/'.repeat(5 * MIB)} HTTP/1.1\r\nHost: h\r\n\r\n`)
  hostile.send(2000, 'client', line).send(2000, 'server', NEIGHBOUR_RESPONSE).neighbour()
  for (let at = 0; at < 3; at++) exchange()
  const told = hostile.finish(100)
  expect(told.slice(before)).toEqual(['half   1000', 'likely GET /x 1000', 'likely GET /x 1000', 'likely GET /x 1000'])
  expect(hostile.counters.get('http.resync-bytes-skipped')).toBe(line.length)
})
