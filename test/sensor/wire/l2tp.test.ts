import { expect, test } from 'vitest'
import { concat, u8, u16 } from '../../../fixtures/build/byte-writer.ts'
import { ipPacket, udpDatagram } from '../../../fixtures/build/ip-packets.ts'
import type { Wrapper } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, HELLO, helloPacket } from '../../support/decode-one.ts'

const l2tp =
  (...head: Uint8Array[]): Wrapper =>
  (inner) =>
    ipPacket(
      { source: '192.0.2.2', destination: '192.0.2.1', protocol: 17 },
      udpDatagram(1701, 1701, concat(...head, u8(0xff, 3, 0, 0x21), inner.bytes)),
    )

test.each([
  ['nothing optional', [u16(2, 1, 4)]],
  ['length', [u16(0x4002, 99, 1, 4)]],
  ['sequence', [u16(0x0802, 1, 4, 0, 0)]],
  ['an offset', [u16(0x0202, 1, 4, 3), u8(0, 0, 0)]],
  ['everything', [u16(0x4a02, 99, 1, 4, 0, 0, 2, 0)]],
])('a data message with %s', (_, head) => {
  expect(decodeOne(helloPacket({ wrap: [l2tp(...head)] })).segments).toMatchObject([{ payload: HELLO, labels: ['l2tp:4'] }])
})

test.each([
  ['control messages', u16(0xc802, 12, 1, 0, 0, 0), 'decode.not-tcp'],
  ['version 3', u16(3, 0, 0, 4), 'decode.not-tcp'],
  ['an offset behind the packet', u16(0x0202, 1, 4, 9999), 'decode.bad-link-header'],
] as const)('%s are counted', (_, head, id) => {
  expect(decodeOne(helloPacket({ wrap: [l2tp(head)] })).counters.toRecord()).toEqual({ [id]: 1 })
})
