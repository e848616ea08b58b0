import { expect, test } from 'vitest'
import { decodeOne, HELLO, helloPacket, patched } from '../../support/decode-one.ts'

test('the EtherType stands behind the global routing header', () => {
  const packet = helloPacket({ link: 'ip-over-infiniband' })
  expect(decodeOne(packet).segments).toMatchObject([{ payload: HELLO }])
  expect(decodeOne(patched(packet, 40, 0x08, 0x06)).counters.toRecord()).toEqual({ 'decode.non-ip': 1 })
})
