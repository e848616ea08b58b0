import { expect, test } from 'vitest'
import { geneve } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, HELLO, helloPacket, patched } from '../../support/decode-one.ts'

const GENEVE_AT = 42

test('options of any length are passed over', () => {
  for (const optionBytes of [0, 4, 252])
    expect(decodeOne(helloPacket({ wrap: [geneve(1, optionBytes)] })).segments).toMatchObject([{ payload: HELLO }])
})

test('another version, or options behind the packet, is some other protocol', () => {
  for (const first of [0x40, 0x3f])
    expect(decodeOne(patched(helloPacket({ wrap: [geneve(1)] }), GENEVE_AT, first)).counters.toRecord()).toEqual({ 'decode.not-tcp': 1 })
})
