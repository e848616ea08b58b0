import { expect, test } from 'vitest'
import { decodeOne, HELLO, helloPacket, patched } from '../../support/decode-one.ts'

test('a length in place of the EtherType leads to LLC', () => {
  expect(decodeOne(helloPacket({ link: 'ethernet-llc-snap' })).segments).toMatchObject([{ payload: HELLO }])
})

test('EtherTypes between length and 0x600 carry nothing', () => {
  expect(decodeOne(patched(helloPacket(), 12, 0x05, 0xff)).counters.toRecord()).toEqual({ 'decode.non-ip': 1 })
})
