import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { CaptureBuilder } from '../../../fixtures/build/packet-builder.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import type { ByteSource } from '../../../sensor/source/byte-source.ts'
import { OpenCapture } from '../../../sensor/source/open-capture.ts'
import { PacketRecorder } from '../../support/packet-recorder.ts'

const builder = new CaptureBuilder()
builder.connection().handshake().request('x'.repeat(100_000)).close()
const BYTES = builder.bytes()

function memorySource(bytes: Uint8Array): ByteSource & { readonly reads: number[] } {
  let at = 0
  const reads: number[] = []
  return {
    ...{ name: 'it', totalBytes: bytes.length, reads, close() {} },
    read(buffer, start, end) {
      const piece = bytes.subarray(at, at + end - start)
      buffer.set(piece, start)
      at += piece.length
      reads.push(piece.length)
      return piece.length
    },
  }
}

test('the end is told as often as it is asked for, and counted once', async () => {
  const counters = new Counters()
  const recorder = new PacketRecorder()
  const capture = new OpenCapture(memorySource(BYTES.subarray(0, -1)), recorder, { counters })
  while (await capture.readPiece()) {}
  expect(await capture.readPiece()).toBe(false)
  expect(recorder.packets).toHaveLength(builder.packets.length - 1)
  expect(counters.get('capture.file-truncated')).toBe(1)
  capture.close()
})

test('who stops the reading has not cut the capture', async () => {
  const counters = new Counters()
  const stop = new AbortController()
  const capture = new OpenCapture(memorySource(BYTES.subarray(0, -1)), new PacketRecorder(), { counters, signal: stop.signal })
  await capture.readPiece()
  stop.abort()
  expect(await capture.readPiece()).toBe(false)
  expect(counters.get('capture.file-truncated')).toBe(0)
  capture.close()
})

test('pieces are small until it is known that the bytes are not compressed, and stay small if they are', async () => {
  const sizes = async (bytes: Uint8Array): Promise<number[]> => {
    const source = memorySource(bytes)
    const capture = new OpenCapture(source, new PacketRecorder(), { counters: new Counters() })
    while (await capture.readPiece()) {}
    capture.close()
    return source.reads.filter((size) => size > 0)
  }
  expect(await sizes(BYTES)).toEqual([16_384, BYTES.length - 16_384])
  expect(Math.max(...(await sizes(gzipSync(BYTES, { level: 0 }))))).toBe(16_384)
})
