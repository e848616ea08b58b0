import * as fc from 'fast-check'
import { test } from 'vitest'
import { ipPacket, tcpSegment } from '../../../fixtures/build/ip-packets.ts'
import { CaptureBuilder } from '../../../fixtures/build/packet-builder.ts'
import { SegmentCollector } from '../../support/collect-segments.ts'

const badChecksums = (ends: { source: string; destination: string }, payload: Uint8Array, flip: number): number => {
  const segment = tcpSegment(
    { sourcePort: 1, destinationPort: 2, sequence: 3, acknowledgement: 4, flags: 16 },
    ends.source,
    ends.destination,
    payload,
  )
  if (flip >= 0) segment[flip % segment.length]! ^= 0x55
  const capture = new CaptureBuilder({ link: 'raw' }).ip(ipPacket({ ...ends, protocol: 6 }, segment))
  return new SegmentCollector().decode(capture.packets).counters.get('decode.checksum-bad-sampled')
}

test.each([
  { source: '10.1.2.3', destination: '255.255.255.255' },
  { source: 'fd00::1', destination: 'fe80::ffff' },
])('every payload has one right checksum, from $source', (ends) => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 50 }), (payload) => badChecksums(ends, payload, -1) === 0))
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 50 }),
      fc.nat({ max: 10 }),
      (payload, flip) => badChecksums(ends, payload, flip) === 1,
    ),
  )
})
