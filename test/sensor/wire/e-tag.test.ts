import { expect, test } from 'vitest'
import { eTag, vlan } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, helloPacket } from '../../support/decode-one.ts'

test('the channel is shown without the group bits in front', () => {
  expect(decodeOne(helloPacket({ wrap: [eTag(0x3005), vlan(3)] })).segments).toMatchObject([{ labels: ['e-tag:5', 'vlan:3'] }])
})
