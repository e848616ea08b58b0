import { expect, test } from 'vitest'
import { CaptureBuilder } from '../../../fixtures/build/packet-builder.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'
import { CaptureParser } from '../../../sensor/source/capture-parser.ts'
import { ParserFeed } from '../../../sensor/source/parser-feed.ts'
import { PacketRecorder } from '../../support/packet-recorder.ts'

const builder = new CaptureBuilder()
builder.connection({ mss: 60_000 }).handshake().request('x'.repeat(150_000)).close()
const BYTES = builder.bytes()

function feed(chunkBytes: number) {
  const recorder = new PacketRecorder()
  const counters = new Counters()
  return {
    recorder,
    counters,
    feed: new ParserFeed(new CaptureParser(recorder, counters), { ...DEFAULT_LIMITS, readChunkBytes: chunkBytes }),
  }
}

test('records longer than the buffer make it grow', () => {
  const run = feed(64)
  run.feed.write(BYTES)
  run.feed.finish(false)
  expect(run.recorder.packets).toHaveLength(builder.packets.length)
  expect(run.counters.get('capture.file-truncated')).toBe(0)
  expect(run.feed.space().buffer.length).toBeLessThan(4 * DEFAULT_LIMITS.recordBytes)
})

test('a cut that the bytes do not show is counted all the same, once', () => {
  for (const length of [BYTES.length, BYTES.length - 1]) {
    const run = feed(1000)
    run.feed.write(BYTES.subarray(0, length))
    run.feed.finish(true)
    expect(run.counters.get('capture.file-truncated')).toBe(1)
  }
})

test('bytes read straight into the buffer', () => {
  const run = feed(200_000)
  let at = 0
  while (at < BYTES.length) {
    const { buffer, start } = run.feed.space()
    const count = Math.min(buffer.length - start, BYTES.length - at, 70_000)
    buffer.set(BYTES.subarray(at, at + count), start)
    run.feed.filledUpTo(start + count)
    at += count
  }
  expect(run.recorder.packets).toHaveLength(builder.packets.length)
})

test('while packets are held, their bytes stay where they lie', () => {
  const held: { bytes: Uint8Array; start: number; end: number }[] = []
  const copies: Uint8Array[] = []
  const sink = {
    packet(bytes: Uint8Array, start: number, end: number) {
      held.push({ bytes, start, end })
      copies.push(bytes.slice(start, end))
    },
  }
  const parser = new CaptureParser(sink, new Counters())
  const held64 = new ParserFeed(parser, { ...DEFAULT_LIMITS, readChunkBytes: 64 }, () => held.length > 0)
  held64.write(BYTES)
  expect(held.map(({ bytes, start, end }) => bytes.slice(start, end))).toEqual(copies)
})
