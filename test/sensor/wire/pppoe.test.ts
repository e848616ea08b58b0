import { expect, test } from 'vitest'
import { pppoe } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, HELLO, helloPacket, patched } from '../../support/decode-one.ts'

const packet = helloPacket({ wrap: [pppoe(9)] })

test('the session is shown', () => {
  expect(decodeOne(packet).segments).toMatchObject([{ payload: HELLO, labels: ['pppoe:9'] }])
})

test('control codes and other versions carry nothing', () => {
  expect(decodeOne(patched(packet, 15, 0xa7)).counters.toRecord()).toEqual({ 'decode.non-ip': 1 })
  expect(decodeOne(patched(packet, 14, 0x21)).counters.toRecord()).toEqual({ 'decode.bad-link-header': 1 })
})
