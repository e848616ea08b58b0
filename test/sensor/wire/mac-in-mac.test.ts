import { expect, test } from 'vitest'
import { macInMac, vlan } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, HELLO, helloPacket } from '../../support/decode-one.ts'

test('the frame of the customer is looked into, with its own tags', () => {
  expect(decodeOne(helloPacket({ wrap: [vlan(9, 0x88a8), macInMac(0x012345), vlan(3)] })).segments).toMatchObject([
    { payload: HELLO, labels: ['vlan:9', 'mac-in-mac:74565', 'vlan:3'] },
  ])
})
