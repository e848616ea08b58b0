import { expect, test } from 'vitest'
import { decodeOne, HELLO, helloPacket, hexPacket } from '../../support/decode-one.ts'

test('the version decides, not the link type', () => {
  expect(decodeOne({ ...helloPacket({ link: 'raw', ipv6: true }), linkType: 228 }).segments).toMatchObject([{ payload: HELLO }])
})

test('an empty packet is counted', () => {
  expect(decodeOne(hexPacket('raw', '')).counters.toRecord()).toEqual({ 'decode.bad-ip-header': 1 })
})
