import { expect, test } from 'vitest'
import { asEthernet } from '../../../fixtures/build/link-frames.ts'
import { mpls, vlan, type Wrapper } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, HELLO, helloPacket } from '../../support/decode-one.ts'

const bareEthernet: Wrapper = (inner) => asEthernet(inner)

test('below the stack: IP, an Ethernet pseudowire with and without control word', () => {
  for (const wrap of [[mpls(16)], [mpls(16, { controlWord: true })], [mpls(16), bareEthernet], [mpls(16), bareEthernet, vlan(7)]])
    expect(decodeOne(helloPacket({ wrap })).segments).toMatchObject([{ payload: HELLO }])
})

test('a stack deeper than the limit is counted', () => {
  const decoded = decodeOne(helloPacket({ wrap: [mpls(1, { below: [2, 3, 4, 5, 6, 7, 8, 9] })] }))
  expect(decoded.counters.toRecord()).toEqual({ 'decode.tunnel-depth': 1 })
})

test('the largest label', () => {
  expect(decodeOne(helloPacket({ wrap: [mpls(0xfffff)] })).segments).toMatchObject([{ labels: ['mpls:1048575'] }])
})
