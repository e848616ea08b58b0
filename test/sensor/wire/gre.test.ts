import { expect, test } from 'vitest'
import { concat, u16 } from '../../../fixtures/build/byte-writer.ts'
import { ipPacket } from '../../../fixtures/build/ip-packets.ts'
import { gre, greVersion1, type Wrapper } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, HELLO, helloPacket, patched } from '../../support/decode-one.ts'

const IP_BYTES = 34

test.each([
  [{}, 'gre'],
  [{ checksum: true }, 'gre'],
  [{ key: 0 }, 'gre:0'],
  [{ key: 0xffffffff, sequence: 1 }, 'gre:4294967295'],
  [{ key: 5, sequence: 1, checksum: true }, 'gre:5'],
])('with %o', (options, label) => {
  expect(decodeOne(helloPacket({ wrap: [gre(options)] })).segments).toMatchObject([{ payload: HELLO, labels: [label] }])
})

test.each([[u16()], [u16(0, 0)]])('WCCP redirection, with and without its header', (header) => {
  const redirect: Wrapper = (inner) =>
    ipPacket({ source: '192.0.2.1', destination: '192.0.2.2', protocol: 47 }, concat(u16(0, 0x883e), header, inner.bytes))
  expect(decodeOne(helloPacket({ wrap: [redirect] })).segments).toMatchObject([{ payload: HELLO }])
})

test.each([
  ['version 2', patched(helloPacket({ wrap: [gre()] }), IP_BYTES, 0, 2), 'decode.bad-link-header'],
  ['source routes', patched(helloPacket({ wrap: [gre()] }), IP_BYTES, 0x40, 0), 'decode.bad-link-header'],
  ['an acknowledgement without payload', patched(helloPacket({ wrap: [greVersion1(1)] }), IP_BYTES, 0x20, 0x81), 'decode.non-ip'],
] as const)('%s is counted', (_, packet, id) => {
  expect(decodeOne(packet).counters.toRecord()).toEqual({ [id]: 1 })
})
