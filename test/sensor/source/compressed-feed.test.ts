import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { toBytes } from '../../../fixtures/build/byte-writer.ts'
import { CaptureBuilder } from '../../../fixtures/build/packet-builder.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'
import { CaptureParser } from '../../../sensor/source/capture-parser.ts'
import { CompressedFeed } from '../../../sensor/source/compressed-feed.ts'
import { PacketRecorder } from '../../support/packet-recorder.ts'

const builder = new CaptureBuilder()
builder.connection().handshake().request('GET / HTTP/1.1\r\n\r\n').close()
const PLAIN = builder.bytes()

async function read(bytes: Uint8Array, piece: number) {
  const recorder = new PacketRecorder()
  const counters = new Counters()
  const feed = new CompressedFeed(new CaptureParser(recorder, counters), counters, DEFAULT_LIMITS)
  for (let at = 0; at < bytes.length; at += piece) await feed.write(bytes.subarray(at, at + piece))
  const state = await feed.finish()
  return { packets: recorder.packets.length, state, counts: counters, head: feed.head }
}

test.each([1, 3, 1000])('plain and compressed give the same packets, in pieces of %i bytes', async (piece) => {
  for (const bytes of [PLAIN, gzipSync(PLAIN)]) {
    const { packets, state, counts } = await read(bytes, piece)
    expect({ packets, state, cut: counts.get('capture.file-truncated') }).toEqual({
      packets: builder.packets.length,
      state: 'reading',
      cut: 0,
    })
  }
})

test('compressed text is no capture', async () => {
  expect((await read(gzipSync('hello, hello'), 1000)).state).toBe('failed')
})

test('the first six bytes are kept for messages', async () => {
  expect(Buffer.from((await read(toBytes('BZh91AY&SY'), 4)).head).toString()).toBe('BZh91A')
})

test('broken compression is counted, what came before stays', async () => {
  const bytes = gzipSync(PLAIN, { level: 0 })
  bytes.fill(0xff, bytes.length - 8)
  // zlib hands on nothing of the piece in which it finds a fault
  const { packets, counts } = await read(bytes, 50)
  expect(packets).toBeGreaterThan(builder.packets.length - 2)
  expect(counts.get('capture.malformed-records')).toBe(1)
})
