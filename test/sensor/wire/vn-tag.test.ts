import { expect, test } from 'vitest'
import { vlan, vnTag } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, helloPacket } from '../../support/decode-one.ts'

test('the virtual interface is shown without the bits in front', () => {
  expect(decodeOne(helloPacket({ wrap: [vnTag(0xc005), vlan(3)] })).segments).toMatchObject([{ labels: ['vn-tag:5', 'vlan:3'] }])
})
