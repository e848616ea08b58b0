import { expect, test } from 'vitest'
import { concat, toBytes, u8 } from '../../../fixtures/build/byte-writer.ts'
import { PcapngWriter, writePcap, writePcapng } from '../../../fixtures/build/capture-writer.ts'
import { CaptureBuilder } from '../../../fixtures/build/packet-builder.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'
import { parseCapture } from '../../support/parse-capture.ts'

const HI = u8(104, 105)
const US = 1_700_000_000_123_456n

test('the same packets as pcap, in both byte orders and with nanoseconds', () => {
  const capture = new CaptureBuilder()
  capture.connection().handshake().request('GET / HTTP/1.1\r\n\r\n')
  const expected = parseCapture(writePcap(capture.packets))
  for (const bigEndian of [false, true])
    for (const precision of ['us', 'ns'] as const)
      expect(parseCapture(writePcapng(capture.packets, { bigEndian, precision }))).toEqual(expected)
})

test('each interface has its link type, unit and offset; sections begin anew, in their own byte order', () => {
  const bytes = new PcapngWriter()
    .section()
    .interface(1)
    .interface(113, { resolution: 3, offsetSeconds: 10 })
    .enhanced(1, 1500n, HI)
    .enhanced(0, US, HI, 60)
    .section({ bigEndian: true })
    .interface(101, { resolution: 9 })
    .enhanced(0, US * 1000n + 999n, HI)
    .bytes()
  expect(parseCapture(bytes, bytes.length, { interfaceBase: 100 }).packets).toMatchObject([
    { linkType: 113, interfaceId: 101, timestampUs: 11_500_000 },
    { linkType: 1, interfaceId: 100, timestampUs: Number(US), originalLength: 60 },
    { linkType: 101, interfaceId: 102, timestampUs: Number(US), hex: '6869' },
  ])
})

test('simple packets belong to the first interface, are cut by its snap length and have the latest time', () => {
  const bytes = new PcapngWriter()
    .section()
    .interface(101, { snapLength: 2 })
    .enhanced(0, US, HI)
    .simple(u8(1, 2, 3, 4), 4)
    .bytes()
  const parsed = parseCapture(bytes)
  expect(parsed.packets[1]).toEqual({ hex: '0102', originalLength: 4, timestampUs: Number(US), linkType: 101, interfaceId: 0 })
  expect(parsed.counters.get('capture.truncated-packets')).toBe(1)
})

test('obsolete packet blocks are read', () => {
  const bytes = new PcapngWriter().section().interface(101).obsolete(0, US, HI).bytes()
  expect(parseCapture(bytes).packets).toMatchObject([{ hex: '6869', timestampUs: Number(US), linkType: 101 }])
})

test('unknown blocks are passed over and counted, of any size', () => {
  const bytes = new PcapngWriter().section().interface(1).block(0x0bad, HI).block(4, new Uint8Array(700_000)).enhanced(0, US, HI).bytes()
  for (const piece of [bytes.length, 100_001]) {
    const parsed = parseCapture(bytes, piece)
    expect(parsed.packets).toHaveLength(1)
    expect(parsed.counters.toRecord()).toEqual({ 'capture.packets': 1, 'capture.bytes': 2, 'capture.unknown-blocks': 2 })
  }
})

test('TLS secrets are handed on, however long; other secrets are unknown', () => {
  const long = 'CLIENT_RANDOM 00 11\n'.repeat(20_000)
  for (const text of ['CLIENT_RANDOM 00 11\n', long]) {
    const logs: string[] = []
    const bytes = new PcapngWriter().section().secrets(toBytes(text)).bytes()
    parseCapture(bytes, 70_000, { onSecrets: (log) => logs.push(log) })
    expect(logs).toEqual([text])
  }
  const ssh = new PcapngWriter()
    .section()
    .block(10, u8(1, 2, 3, 4, 0, 0, 0, 0))
    .bytes()
  expect(parseCapture(ssh).counters.toRecord()).toEqual({ 'capture.unknown-blocks': 1 })
})

test('secrets over their limit are passed over', () => {
  const logs: string[] = []
  const bytes = new PcapngWriter().section().secrets(new Uint8Array(300_000)).bytes()
  parseCapture(bytes, bytes.length, { limits: { ...DEFAULT_LIMITS, secretsBytes: 1000 }, onSecrets: (log) => logs.push(log) })
  expect(logs).toEqual([])
})

test('what the capturing program says it dropped is counted', () => {
  const option = (code: number, value: number) => u8(code, 0, 8, 0, value, 0, 0, 0, 0, 0, 0, 0)
  const bytes = new PcapngWriter()
    .section()
    .interface(1)
    .block(5, concat(new Uint8Array(12), option(5, 7), option(7, 9), u8(0, 0, 0, 0)))
    .bytes()
  expect(parseCapture(bytes).counters.toRecord()).toEqual({ 'capture.interface-dropped': 7, 'capture.kernel-dropped': 9 })
})

test('a packet that contradicts itself costs itself only', () => {
  const odd = new PcapngWriter()
    .section()
    .interface(1)
    .enhanced(3, US, HI)
    .block(6, u8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 99, 0, 0, 0, 99, 0, 0, 0))
    .block(6, HI)
    .block(3, u8())
    .enhanced(0, US, HI)
  const parsed = parseCapture(odd.bytes())
  expect(parsed.packets).toHaveLength(1)
  expect(parsed.counters.get('capture.malformed-records')).toBe(4)
})

const good = () => new PcapngWriter().section().interface(1).enhanced(0, US, HI)
test.each([
  ['its two lengths differ', concat(good().bytes(), u8(6, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0))],
  ['its length is no multiple of four', concat(good().bytes(), u8(6, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0, 0, 17, 0, 0, 0))],
  ['its length is below twelve', concat(good().bytes(), u8(6, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0))],
  ['it is a packet over the limit', good().block(6, new Uint8Array(300_000)).bytes()],
  ['it begins a section of no byte order', concat(good().bytes(), u8(0x0a, 0x0d, 0x0d, 0x0a, 28, 0, 0, 0, 1, 2, 3, 4))],
])('a block ends the reading when %s', (_, bytes) => {
  const parsed = parseCapture(concat(bytes, good().bytes()))
  expect(parsed.packets).toHaveLength(1)
  expect(parsed.counters.get('capture.malformed-records')).toBe(1)
  expect(parsed.counters.get('capture.file-truncated')).toBe(0)
})

test('more interfaces than the limit end the reading', () => {
  const writer = new PcapngWriter().section()
  for (let count = 0; count < 4; count++) writer.interface(1)
  const parsed = parseCapture(writer.enhanced(0, US, HI).bytes(), 1000, { limits: { ...DEFAULT_LIMITS, captureInterfaces: 3 } })
  expect(parsed.packets).toEqual([])
  expect(parsed.counters.get('capture.malformed-records')).toBe(1)
})
