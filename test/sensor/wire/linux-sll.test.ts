import { expect, test } from 'vitest'
import { concat, u16 } from '../../../fixtures/build/byte-writer.ts'
import { ETHERTYPE_IPV4 } from '../../../fixtures/build/ip-packets.ts'
import { vlan } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, HELLO, helloPacket, patched } from '../../support/decode-one.ts'

test('a VLAN tag behind the cooked header is shown', () => {
  expect(decodeOne(helloPacket({ link: 'sll', wrap: [vlan(7)] })).segments).toMatchObject([{ payload: HELLO, labels: ['vlan:7'] }])
})

test('protocol 4 means that LLC follows, protocol 1 is Novell', () => {
  const packet = helloPacket({ link: 'sll' })
  const llc = concat(packet.bytes.subarray(0, 14), u16(4, 0xaaaa, 0x0300, 0, ETHERTYPE_IPV4), packet.bytes.subarray(16))
  expect(decodeOne({ ...packet, bytes: llc, originalLength: llc.length }).segments).toMatchObject([{ payload: HELLO }])
  expect(decodeOne(patched(packet, 14, 0, 1)).counters.toRecord()).toEqual({ 'decode.non-ip': 1 })
})
