import { expect, test } from 'vitest'
import { decodeOne, HELLO, helloPacket, patched } from '../../support/decode-one.ts'

test('the protocol comes first', () => {
  const packet = helloPacket({ link: 'sll2' })
  expect(decodeOne(packet).segments).toMatchObject([{ payload: HELLO }])
  expect(decodeOne(patched(packet, 0, 0x08, 0x06)).counters.toRecord()).toEqual({ 'decode.non-ip': 1 })
})
