import { describe, expect, test } from 'vitest'
import { CaptureBuilder } from '../../../fixtures/build/packet-builder.ts'
import { geneve, vlan, vxlan } from '../../../fixtures/build/wrappers.ts'
import { DEFAULT_LIMITS } from '../../../sensor/base/limits.ts'
import { TCP_ACK, TCP_SYN } from '../../../sensor/packet.ts'
import { SegmentCollector } from '../../support/collect-segments.ts'
import { cutTo, decodeOne, HELLO, helloPacket, hexPacket, patched } from '../../support/decode-one.ts'

test('a connection comes out segment by segment, in capture order', () => {
  const capture = new CaptureBuilder({ startUs: 5_000_000 })
  capture.connection({ clientSequence: 0xfffffff0 }).handshake().request(HELLO).respond('HTTP/1.1 204 X\r\n\r\n')
  const { segments, counters } = new SegmentCollector().decode(capture.packets)
  expect(segments.slice(0, 4)).toMatchObject([
    { source: '10.0.0.1', destination: '10.0.0.2', flags: TCP_SYN, sequence: 0xfffffff0, timestampUs: 5_000_000 },
    { source: '10.0.0.2', destination: '10.0.0.1', flags: TCP_SYN | TCP_ACK, acknowledgement: 0xfffffff1, timestampUs: 5_001_000 },
    { flags: TCP_ACK, payload: '' },
    { payload: HELLO, sequence: 0xfffffff1, ipId: 3 },
  ])
  expect(segments).toHaveLength(7)
  expect(counters.toRecord()).toEqual({ 'decode.checksum-sampled': 7 })
})

test('Ethernet padding is not payload', () => {
  const capture = new CaptureBuilder()
  capture.connection().handshake()
  for (const segment of new SegmentCollector().decode(capture.packets).segments)
    expect(segment).toMatchObject({ payload: '', payloadWireBytes: 0 })
})

test('a wrong checksum is counted, and the segment used all the same', () => {
  const packet = helloPacket()
  const decoded = decodeOne(patched(packet, packet.bytes.length - 1, 0x7f))
  expect(decoded.segments).toHaveLength(1)
  expect(decoded.counters.get('decode.checksum-bad-sampled')).toBe(1)
})

test('checksums are verified for the first thousand packets and then by sample; never on cut packets', () => {
  const collector = new SegmentCollector()
  const packet = helloPacket()
  collector.decode(new Array(3000).fill(packet))
  expect(collector.counters.get('decode.checksum-sampled')).toBe(1002)
  expect(decodeOne(cutTo(packet, 60)).counters.get('decode.checksum-sampled')).toBe(0)
})

describe('what is not TCP over IP is counted', () => {
  test.each([
    ['ARP', hexPacket(1, `ffffffffffff 020000000001 0806 0001080006040001${'00'.repeat(20)}`), 'decode.non-ip'],
    ['an unknown EtherType', hexPacket(1, `ffffffffffff 020000000001 88e5 ${'00'.repeat(46)}`), 'decode.unsupported-ethertype'],
    ['spanning tree', hexPacket(1, `0180c2000000 020000000001 0026 424203 ${'00'.repeat(35)}`), 'decode.non-ip'],
    ['half an Ethernet header', hexPacket(1, 'ffffffffffff 0200'), 'decode.bad-link-header'],
    ['nothing', hexPacket(1, ''), 'decode.bad-link-header'],
    ['ICMP', patched(helloPacket(), 14 + 9, 1), 'decode.not-tcp'],
    ['UDP', patched(helloPacket(), 14 + 9, 17), 'decode.not-tcp'],
    ['IPv5', patched(helloPacket(), 14, 0x55), 'decode.bad-ip-header'],
  ] as const)('%s', (_, packet, id) => {
    const decoded = decodeOne(packet)
    expect(decoded.segments).toEqual([])
    expect(decoded.counters.toRecord()).toEqual({ [id]: 1 })
  })
})

test('tunnels are followed eight deep and no deeper', () => {
  const tags = (count: number) => new Array(count).fill(0).map((_, index) => vlan(index + 1))
  expect(decodeOne(helloPacket({ wrap: tags(8) })).segments).toHaveLength(1)
  const deeper = decodeOne(helloPacket({ wrap: tags(9) }))
  expect(deeper.segments).toEqual([])
  expect(deeper.counters.get('decode.tunnel-depth')).toBe(1)
})

test('tenants part flows only if asked to, by VLAN and network id, the same in every packet', () => {
  const first = helloPacket({ wrap: [vxlan(1)] })
  const second = helloPacket({ wrap: [vxlan(2)] })
  expect(new SegmentCollector().decode([first, second]).segments.map((segment) => segment.tenant)).toEqual([0, 0])
  const parted = new SegmentCollector({ tenantsInFlowKey: true }).decode([first, second, first]).segments.map((segment) => segment.tenant)
  expect(parted[0]).toBe(parted[2])
  expect(parted[0]).not.toBe(parted[1])
  expect(parted[0]).not.toBe(0)
})

test('the ports of VXLAN and GENEVE can be chosen', () => {
  const packet = helloPacket({ wrap: [vxlan(77, 5555)] })
  expect(decodeOne(packet).counters.toRecord()).toEqual({ 'decode.not-tcp': 1 })
  expect(decodeOne(packet, { vxlanPorts: [5555] }).segments).toMatchObject([{ labels: ['vxlan:77'] }])
  expect(decodeOne(helloPacket({ wrap: [geneve(5)] }), { genevePorts: [7777] }).segments).toEqual([])
})

test('too many kinds of wrapping are counted, and the segments still come', () => {
  const collector = new SegmentCollector({ limits: { ...DEFAULT_LIMITS, encapsulationLabels: 2 } })
  collector.decode([1, 2, 3, 1].map((id) => helloPacket({ wrap: [vlan(id)] })))
  expect(collector.segments.map((segment) => segment.labels)).toEqual([['vlan:1'], ['vlan:2'], [], ['vlan:1']])
  expect(collector.counters.get('decode.encapsulation-labels-full')).toBe(1)
})

test('a length that lies behind the frame is a truncation, the missing bytes are told', () => {
  const packet = helloPacket()
  const { segments } = decodeOne({ ...cutTo(packet, packet.bytes.length - 5), originalLength: packet.bytes.length - 5 })
  expect(segments).toMatchObject([{ payload: HELLO.slice(0, -5), payloadWireBytes: HELLO.length }])
})
