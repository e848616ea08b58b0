import { expect, test } from 'vitest'
import { concat, u8, u16 } from '../../../fixtures/build/byte-writer.ts'
import { ipPacket, tcpSegment } from '../../../fixtures/build/ip-packets.ts'
import { mpls } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, hexPacket } from '../../support/decode-one.ts'

const ENDS = { source: '10.0.0.1', destination: '10.0.0.2' }
const IP = ipPacket(
  { ...ENDS, protocol: 6 },
  tcpSegment({ sourcePort: 1, destinationPort: 2, sequence: 3, acknowledgement: 4, flags: 16 }, ENDS.source, ENDS.destination, u8(104)),
)
const packet = (...parts: Uint8Array[]) => {
  const bytes = concat(...parts)
  return { bytes, originalLength: bytes.length, linkType: 9, timestampUs: 0 }
}

test.each([
  ['address and control', u8(0xff, 3, 0, 0x21)],
  ['no address and control', u8(0, 0x21)],
  ['a compressed protocol', u8(0x21)],
  ['address, control and a compressed protocol', u8(0xff, 3, 0x21)],
])('%s', (_, head) => {
  expect(decodeOne(packet(head, IP.bytes)).segments).toMatchObject([{ payload: 'h' }])
})

test('MPLS inside PPP', () => {
  expect(decodeOne(packet(u8(0xff, 3), u16(0x281), mpls(5)(IP).bytes)).segments).toMatchObject([{ labels: ['mpls:5'] }])
})

test('link control is not IP', () => {
  expect(decodeOne(hexPacket('ppp', 'ff03c021 01010004')).counters.toRecord()).toEqual({ 'decode.non-ip': 1 })
})
