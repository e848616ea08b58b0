import { expect, test } from 'vitest'
import { concat, u8 } from '../../../fixtures/build/byte-writer.ts'
import { writePcap } from '../../../fixtures/build/capture-writer.ts'
import { CaptureBuilder } from '../../../fixtures/build/packet-builder.ts'
import { parseCapture } from '../../support/parse-capture.ts'

const PACKET = { timestampUs: 1_700_000_000_123_456, bytes: u8(1, 2, 3), originalLength: 3, linkType: 1 }
const RECORD_AT = 24

const patch = (bytes: Uint8Array, at: number, ...values: number[]) => {
  const copy = bytes.slice()
  copy.set(values, at)
  return copy
}

test('both byte orders, both precisions and the modified variant give the same packets', () => {
  const capture = new CaptureBuilder()
  capture.connection().handshake().request('GET / HTTP/1.1\r\n\r\n')
  const expected = parseCapture(writePcap(capture.packets))
  expect(expected.packets).toHaveLength(5)
  for (const bigEndian of [false, true])
    for (const options of [{ bigEndian }, { bigEndian, precision: 'ns' as const }, { bigEndian, modified: true }])
      expect(parseCapture(writePcap(capture.packets, options))).toEqual(expected)
})

test('nanoseconds are rounded down', () => {
  const bytes = patch(writePcap([PACKET], { precision: 'ns' }), RECORD_AT + 4, ...[0xff, 0xc9, 0x9a, 0x3b])
  expect(parseCapture(bytes).packets[0]?.timestampUs).toBe(1_700_000_000_999_999)
})

test('the length of a frame check sequence is no part of the link type', () => {
  expect(parseCapture(patch(writePcap([PACKET]), 20, 1, 0, 0, 0x24)).packets[0]?.linkType).toBe(1)
})

test('times beyond 2106 in the unsigned sense, and zero, are kept', () => {
  expect(parseCapture(writePcap([{ ...PACKET, timestampUs: 0xffffffff * 1e6 }])).packets[0]?.timestampUs).toBe(0xffffffff * 1e6)
  expect(parseCapture(writePcap([{ ...PACKET, timestampUs: 0 }])).packets[0]?.timestampUs).toBe(0)
})

test('an impossible length ends the reading; what came before stays', () => {
  const two = writePcap([PACKET, PACKET])
  const broken = concat(patch(two, RECORD_AT + 19 + 8, 0xff, 0xff, 0xff, 0x7f), two)
  const parsed = parseCapture(broken)
  expect(parsed.packets).toHaveLength(1)
  expect(parsed.state).toBe('reading')
  expect(parsed.counters.toRecord()).toEqual({ 'capture.packets': 1, 'capture.bytes': 3, 'capture.malformed-records': 1 })
})

test('old writers put the two lengths the other way round', () => {
  const packet = { ...PACKET, originalLength: 60 }
  const swapped = (minor: number) => {
    const bytes = patch(writePcap([packet]), 6, minor, 0)
    bytes.set(bytes.slice(RECORD_AT + 8, RECORD_AT + 12), RECORD_AT + 12)
    bytes.set([60, 0, 0, 0], RECORD_AT + 8)
    return bytes
  }
  for (const minor of [2, 3]) expect(parseCapture(swapped(minor)).packets).toMatchObject([{ hex: '010203', originalLength: 60 }])
})
