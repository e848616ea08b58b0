import { expect, test } from 'vitest'
import { u8 } from '../../../fixtures/build/byte-writer.ts'
import { type IpFields, ipPacket, tcpSegment } from '../../../fixtures/build/ip-packets.ts'
import { CaptureBuilder } from '../../../fixtures/build/packet-builder.ts'
import { SegmentCollector } from '../../support/collect-segments.ts'

const ENDS = { source: '10.0.0.1', destination: '10.0.0.2' }
const TCP = tcpSegment(
  { sourcePort: 1, destinationPort: 2, sequence: 3, acknowledgement: 4, flags: 16 },
  ENDS.source,
  ENDS.destination,
  u8(104, 105),
)

const decode = (fields: Partial<IpFields>) => {
  const capture = new CaptureBuilder({ link: 'raw' }).ip(ipPacket({ ...ENDS, protocol: 6, ...fields }, TCP))
  return new SegmentCollector().decode(capture.packets)
}

test('options are passed over', () => {
  expect(decode({ options: u8(1, 1, 1, 1, 0x94, 4, 0, 0) }).segments).toMatchObject([{ payload: 'hi', sourcePort: 1 }])
})

test('a total length of 0 (segmentation offload) means all that was captured', () => {
  const decoded = decode({ statedLength: 0 })
  expect(decoded.segments).toMatchObject([{ payload: 'hi', payloadWireBytes: 2 }])
  expect(decoded.counters.get('decode.zero-total-length')).toBe(1)
})

test('bytes behind the total length are padding', () => {
  expect(decode({ statedLength: 41 }).segments).toMatchObject([{ payload: 'h', payloadWireBytes: 1 }])
})

test('bytes that the total length tells of and the capture lacks are told', () => {
  expect(decode({ statedLength: 1040 }).segments).toMatchObject([{ payload: 'hi', payloadWireBytes: 1000 }])
})

test.each([
  ['a total length inside the header', { statedLength: 19 }, 'decode.bad-ip-header'],
  ['a total length inside the TCP header', { statedLength: 39 }, 'decode.bad-tcp-header'],
] as const)('%s is counted', (_, fields, id) => {
  expect(decode(fields).counters.toRecord()).toEqual({ [id]: 1 })
})

test('a header length below five words is counted', () => {
  const part = ipPacket({ ...ENDS, protocol: 6 }, TCP)
  const bytes = part.bytes.slice()
  bytes[0] = 0x44
  const capture = new CaptureBuilder({ link: 'raw' }).ip({ ...part, bytes })
  expect(new SegmentCollector().decode(capture.packets).counters.toRecord()).toEqual({ 'decode.bad-ip-header': 1 })
})
