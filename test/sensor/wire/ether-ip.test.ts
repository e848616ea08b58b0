import { expect, test } from 'vitest'
import { etherIp } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, helloPacket, patched } from '../../support/decode-one.ts'

test('only version 3 is read', () => {
  const packet = helloPacket({ wrap: [etherIp()] })
  expect(decodeOne(packet).segments).toHaveLength(1)
  expect(decodeOne(patched(packet, 34, 0x20)).counters.toRecord()).toEqual({ 'decode.bad-link-header': 1 })
})
