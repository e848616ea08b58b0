import { expect, test } from 'vitest'
import { concat, u8 } from '../../../fixtures/build/byte-writer.ts'
import { ipPacket, tcpSegment } from '../../../fixtures/build/ip-packets.ts'
import { CaptureBuilder } from '../../../fixtures/build/packet-builder.ts'
import { SegmentCollector } from '../../support/collect-segments.ts'

const ENDS = { source: '10.0.0.1', destination: '10.0.0.2' }
const TCP = tcpSegment(
  { sourcePort: 1, destinationPort: 2, sequence: 3, acknowledgement: 4, flags: 16 },
  ENDS.source,
  ENDS.destination,
  u8(104),
)
const decode = (words: number) => {
  const header = concat(u8(6, words), new Uint8Array(22))
  return new SegmentCollector().decode(
    new CaptureBuilder({ link: 'raw' }).ip(ipPacket({ ...ENDS, protocol: 51 }, concat(header, TCP))).packets,
  )
}

test('transport mode: TCP follows', () => {
  expect(decode(4).segments).toMatchObject([{ payload: 'h', labels: ['ah'] }])
})

test('an impossible length is counted', () => {
  for (const words of [0, 255]) expect(decode(words).counters.toRecord()).toEqual({ 'decode.bad-ip-header': 1 })
})
