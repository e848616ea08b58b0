import { expect, test } from 'vitest'
import { asEthernet } from '../../../fixtures/build/link-frames.ts'
import { geneve, gre, nvgre, type Wrapper } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, helloPacket } from '../../support/decode-one.ts'

const bareEthernet: Wrapper = (inner) => asEthernet(inner)

test('the upper 24 bits of the key are the subnet', () => {
  expect(decodeOne(helloPacket({ wrap: [nvgre(0xffffff)] })).segments).toMatchObject([{ labels: ['nvgre:16777215'] }])
})

test('an Ethernet frame in GRE without key, or in GENEVE, shows only those', () => {
  expect(decodeOne(helloPacket({ wrap: [gre(), bareEthernet] })).segments).toMatchObject([{ labels: ['gre'] }])
  expect(decodeOne(helloPacket({ wrap: [nvgre(5), geneve(6), bareEthernet] })).segments).toMatchObject([
    { labels: ['nvgre:5', 'geneve:6'] },
  ])
})
