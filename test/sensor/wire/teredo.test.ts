import { expect, test } from 'vitest'
import { concat, u8, u16 } from '../../../fixtures/build/byte-writer.ts'
import { ipPacket, udpDatagram } from '../../../fixtures/build/ip-packets.ts'
import type { Wrapper } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, HELLO, helloPacket } from '../../support/decode-one.ts'

const teredo =
  (...head: Uint8Array[]): Wrapper =>
  (inner) =>
    ipPacket({ source: '192.0.2.2', destination: '192.0.2.1', protocol: 17 }, udpDatagram(3544, 50_000, concat(...head, inner.bytes)))
const AUTHENTICATION = concat(u16(1), u8(2, 3), new Uint8Array(5 + 9))
const ORIGIN = new Uint8Array(8)

test('with and without authentication and origin', () => {
  for (const head of [[], [ORIGIN], [AUTHENTICATION], [AUTHENTICATION, ORIGIN]])
    expect(decodeOne(helloPacket({ wrap: [teredo(...head)], ipv6: true })).segments).toMatchObject([{ payload: HELLO }])
})

test('anything but IPv6 on that port is some other protocol', () => {
  expect(decodeOne(helloPacket({ wrap: [teredo(u8(0x47))] })).counters.toRecord()).toEqual({ 'decode.not-tcp': 1 })
})
