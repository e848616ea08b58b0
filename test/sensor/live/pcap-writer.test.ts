import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Counters } from '../../../sensor/base/counters.ts'
import { CaptureParser } from '../../../sensor/index.ts'
import { FILE_HEADER_BYTES, pcapFileHeader, pcapRecordHeader, RECORD_HEADER_BYTES } from '../../../sensor/live/pcap-writer.ts'

test('what is written is what our own reader reads', () => {
  const anyPacket = fc.record({ timeUs: fc.integer({ min: 0, max: 4_000_000_000_000_000 }), bytes: fc.uint8Array({ maxLength: 200 }) })
  fc.assert(
    fc.property(fc.array(anyPacket), fc.constantFrom(0, 1, 101, 113), (packets, linkType) => {
      const parts: Uint8Array[] = [pcapFileHeader(linkType, 262_144)]
      for (const { timeUs, bytes } of packets) {
        const head = Buffer.alloc(RECORD_HEADER_BYTES)
        expect(pcapRecordHeader(head, 0, timeUs, bytes.length, bytes.length + 5)).toBe(RECORD_HEADER_BYTES)
        parts.push(head, bytes)
      }
      const read: unknown[] = []
      const stream = Buffer.concat(parts)
      const parser = new CaptureParser(
        { packet: (bytes, start, end, length, timeUs, link) => read.push([[...bytes.slice(start, end)], length, timeUs, link]) },
        new Counters(),
      )
      expect(parser.push(stream, 0, stream.length)).toBe(stream.length)
      expect(read).toEqual(packets.map(({ timeUs, bytes }) => [[...bytes], bytes.length + 5, timeUs, linkType]))
    }),
  )
  expect(pcapFileHeader(1, 1).length).toBe(FILE_HEADER_BYTES)
})
