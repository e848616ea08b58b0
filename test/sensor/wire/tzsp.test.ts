import { expect, test } from 'vitest'
import { concat, u8 } from '../../../fixtures/build/byte-writer.ts'
import { ipPacket, udpDatagram } from '../../../fixtures/build/ip-packets.ts'
import { asEthernet } from '../../../fixtures/build/link-frames.ts'
import type { Wrapper } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, HELLO, helloPacket } from '../../support/decode-one.ts'

const tzsp =
  (...head: number[]): Wrapper =>
  (inner) =>
    ipPacket(
      { source: '192.0.2.2', destination: '192.0.2.1', protocol: 17 },
      udpDatagram(50_000, 37_008, concat(u8(...head), asEthernet(inner).bytes)),
    )

test('padding and tagged fields are passed over', () => {
  for (const tags of [[1], [0, 0, 1], [10, 3, 1, 1, 1, 0, 1]])
    expect(decodeOne(helloPacket({ wrap: [tzsp(1, 0, 0, 1, ...tags)] })).segments).toMatchObject([{ payload: HELLO, labels: ['tzsp'] }])
})

test('other versions and link types, and tags without end, are counted', () => {
  expect(decodeOne(helloPacket({ wrap: [tzsp(2, 0, 0, 1, 1)] })).counters.toRecord()).toEqual({ 'decode.not-tcp': 1 })
  expect(decodeOne(helloPacket({ wrap: [tzsp(1, 0, 0, 18, 1)] })).counters.toRecord()).toEqual({ 'decode.not-tcp': 1 })
  expect(decodeOne(helloPacket({ wrap: [tzsp(1, 0, 0, 1, 10, 255)] })).counters.toRecord()).toEqual({ 'decode.bad-link-header': 1 })
})
