import { expect, test } from 'vitest'
import { ayiya } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, HELLO, helloPacket, patched } from '../../support/decode-one.ts'

const AYIYA_AT = 42

test('an IPv6 packet behind identity and signature', () => {
  expect(decodeOne(helloPacket({ wrap: [ayiya()], ipv6: true })).segments).toMatchObject([{ payload: HELLO, labels: ['ayiya'] }])
})

test.each([
  ['a heartbeat', 2, [0x10]],
  ['a query', 2, [0x12]],
  ['nothing that is IP', 3, [59]],
])('%s carries no packet', (_, at, bytes) => {
  expect(decodeOne(patched(helloPacket({ wrap: [ayiya()] }), AYIYA_AT + at, ...bytes)).counters.toRecord()).toEqual({ 'decode.not-tcp': 1 })
})

test('an identity longer than the packet is counted', () => {
  expect(decodeOne(patched(helloPacket({ wrap: [ayiya()] }), AYIYA_AT, 0xf1)).counters.toRecord()).toEqual({ 'decode.bad-link-header': 1 })
})
