import { expect, test } from 'vitest'
import { nsh, vlan, vxlan, vxlanGpe } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, HELLO, helloPacket, patched } from '../../support/decode-one.ts'

const VXLAN_AT = 42

test('the network id is 24 bits', () => {
  expect(decodeOne(helloPacket({ wrap: [vxlan(0xffffff), vlan(2)] })).segments).toMatchObject([{ labels: ['vxlan:16777215', 'vlan:2'] }])
})

test('without a valid network id it is some other protocol on that port', () => {
  expect(decodeOne(patched(helloPacket({ wrap: [vxlan(1)] }), VXLAN_AT, 0)).counters.toRecord()).toEqual({ 'decode.not-tcp': 1 })
})

test('the generic protocol extension tells what it carries', () => {
  expect(decodeOne(helloPacket({ wrap: [vxlanGpe(7), nsh(1)] })).segments).toMatchObject([
    { payload: HELLO, labels: ['vxlan-gpe:7', 'nsh:1'] },
  ])
  expect(decodeOne(patched(helloPacket({ wrap: [vxlanGpe(7)] }), VXLAN_AT + 3, 99)).counters.toRecord()).toEqual({ 'decode.non-ip': 1 })
})
