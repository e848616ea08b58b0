import { expect, test } from 'vitest'
import { concat, u8, u16 } from '../../../fixtures/build/byte-writer.ts'
import { type IpFields, ipPacket, tcpSegment } from '../../../fixtures/build/ip-packets.ts'
import { CaptureBuilder } from '../../../fixtures/build/packet-builder.ts'
import { isExtensionHeader } from '../../../sensor/wire/ipv6.ts'
import { SegmentCollector } from '../../support/collect-segments.ts'

const ENDS = { source: 'fd00::1', destination: 'fd00::2' }
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
/** An extension header of eight bytes or more. */
const extension = (next: number, words = 0) => concat(u8(next, words), new Uint8Array(6 + words * 8))

test('both addresses and the payload come out', () => {
  const { segments } = decode({})
  expect(segments).toMatchObject([{ payload: 'hi', source: `fd${'0'.repeat(29)}1`, ipId: 0 }])
})

test('extension headers are walked', () => {
  const options = concat(extension(60), extension(43, 1), extension(51), concat(u8(6, 4, 0, 0), new Uint8Array(20)))
  expect(decode({ protocol: 0, options: options }).segments).toMatchObject([{ payload: 'hi' }])
})

test('more extension headers than the limit are counted', () => {
  const options = concat(...new Array(8).fill(extension(60)), extension(6))
  expect(decode({ protocol: 60, options }).counters.toRecord()).toEqual({ 'decode.extension-header-limit': 1 })
})

test('an extension header that claims more than there is is counted', () => {
  expect(decode({ protocol: 60, options: u8(6, 255, 0, 0, 0, 0, 0, 0) }).counters.toRecord()).toEqual({ 'decode.bad-ip-header': 1 })
})

test('an atomic fragment is a whole packet', () => {
  expect(decode({ protocol: 44, options: concat(u8(6, 0), u16(0, 0, 1)) }).segments).toMatchObject([{ payload: 'hi' }])
  expect(decode({ protocol: 44, options: concat(u8(6, 0), u16(1, 0, 1)) }).segments).toEqual([])
})

test('a payload length of 0 means all that was captured', () => {
  const decoded = decode({ statedLength: 0 })
  expect(decoded.segments).toMatchObject([{ payload: 'hi', payloadWireBytes: 2 }])
  expect(decoded.counters.get('decode.zero-total-length')).toBe(1)
})

test('which protocols are extension headers', () => {
  expect([0, 6, 17, 43, 44, 50, 51, 60, 135].filter(isExtensionHeader)).toEqual([0, 43, 44, 60, 135])
})
