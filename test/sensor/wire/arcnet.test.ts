import { expect, test } from 'vitest'
import { decodeOne, HELLO, helloPacket, patched } from '../../support/decode-one.ts'

test('IP after RFC 1051 and RFC 1201', () => {
  for (const link of ['arcnet', 'arcnet-linux'] as const)
    expect(decodeOne(helloPacket({ link })).segments).toMatchObject([{ payload: HELLO }])
})

test('ARP, and packets in several frames, are counted', () => {
  expect(decodeOne(patched(helloPacket({ link: 'arcnet' }), 2, 241)).counters.toRecord()).toEqual({ 'decode.non-ip': 1 })
  expect(decodeOne(patched(helloPacket({ link: 'arcnet-linux' }), 5, 1)).counters.toRecord()).toEqual({ 'decode.non-ip': 1 })
})
