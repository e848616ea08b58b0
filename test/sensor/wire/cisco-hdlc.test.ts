import { expect, test } from 'vitest'
import { concat, u8 } from '../../../fixtures/build/byte-writer.ts'
import { decodeOne, HELLO, helloPacket, patched } from '../../support/decode-one.ts'

const packet = helloPacket({ link: 'cisco-hdlc' })

test('unicast and broadcast carry IP', () => {
  for (const address of [0x0f, 0x8f]) expect(decodeOne(patched(packet, 0, address)).segments).toMatchObject([{ payload: HELLO }])
})

test('a serial line switched to PPP is read too', () => {
  const bytes = concat(u8(0xff, 3, 0, 0x21), packet.bytes.subarray(4))
  expect(decodeOne({ ...packet, bytes }).segments).toMatchObject([{ payload: HELLO }])
})

test('another address is counted', () => {
  expect(decodeOne(patched(packet, 0, 1)).counters.toRecord()).toEqual({ 'decode.bad-link-header': 1 })
})
