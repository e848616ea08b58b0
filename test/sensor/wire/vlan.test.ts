import { expect, test } from 'vitest'
import { vlan } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, HELLO, helloPacket } from '../../support/decode-one.ts'

test.each([0x8100, 0x88a8, 0x9100, 0x9200])('tag protocol 0x%s', (etherType) => {
  expect(decodeOne(helloPacket({ wrap: [vlan(4095, etherType)] })).segments).toMatchObject([{ payload: HELLO, labels: ['vlan:4095'] }])
})

test('priority bits are no part of the id', () => {
  expect(decodeOne(helloPacket({ wrap: [vlan(0xe00c)] })).segments).toMatchObject([{ labels: ['vlan:12'] }])
})
