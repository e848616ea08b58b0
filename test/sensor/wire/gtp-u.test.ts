import { expect, test } from 'vitest'
import { concat, u8, u16, u32 } from '../../../fixtures/build/byte-writer.ts'
import { ipPacket, udpDatagram } from '../../../fixtures/build/ip-packets.ts'
import { gtpU, type Wrapper } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, HELLO, helloPacket, patched } from '../../support/decode-one.ts'

const GTP_AT = 42
const fromPort: Wrapper = (inner) =>
  ipPacket(
    { source: '192.0.2.2', destination: '192.0.2.1', protocol: 17 },
    udpDatagram(2152, 50_000, concat(u8(0x30, 255), u16(inner.bytes.length), u32(0xfffffffe), inner.bytes)),
  )

test('answers from the port are read too, and large tunnel ids shown', () => {
  expect(decodeOne(helloPacket({ wrap: [fromPort] })).segments).toMatchObject([{ payload: HELLO, labels: ['gtp-u:4294967294'] }])
})

test('echo requests and GTP prime are counted', () => {
  const packet = helloPacket({ wrap: [gtpU(1)] })
  expect(decodeOne(patched(packet, GTP_AT + 1, 1)).counters.toRecord()).toEqual({ 'decode.not-tcp': 1 })
  expect(decodeOne(patched(packet, GTP_AT, 0x20)).counters.toRecord()).toEqual({ 'decode.not-tcp': 1 })
})

test('an extension header of length 0 does not hold the decoder up', () => {
  const packet = helloPacket({ wrap: [gtpU(1, { extension: true })] })
  expect(decodeOne(patched(packet, GTP_AT + 12, 0)).counters.toRecord()).toEqual({ 'decode.bad-link-header': 1 })
})
