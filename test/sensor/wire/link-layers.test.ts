// The contract of every link layer in the table.

import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LINK_FRAMES, type LinkFrameName } from '../../../fixtures/build/link-frames.ts'
import { LINK_LAYERS } from '../../../sensor/wire/link-layers.ts'
import { SegmentCollector } from '../../support/collect-segments.ts'
import { cutTo, decodeOne, HELLO, helloPacket } from '../../support/decode-one.ts'

const NAMES = Object.keys(LINK_FRAMES) as LinkFrameName[]
const ONLY_IPV6: readonly LinkFrameName[] = ['ipv6']
const ONLY_IPV4: readonly LinkFrameName[] = ['ipv4', 'arcnet', 'arcnet-linux']

test('no link type is claimed twice', () => {
  const types = LINK_LAYERS.flatMap((layer) => layer.linkTypes)
  expect(new Set(types).size).toBe(types.length)
})

test('every link layer is named in the README', () => {
  const readme = readFileSync('sensor/README.md', 'utf8')
  expect(LINK_LAYERS.map((layer) => layer.name).filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
})

test('every link type has an example frame', () => {
  const examples = new Set(NAMES.map((name) => LINK_FRAMES[name].linkType as number))
  expect(LINK_LAYERS.flatMap((layer) => layer.linkTypes).filter((type) => !examples.has(type))).toEqual([])
})

describe.each(NAMES)('%s', (link) => {
  const packets = [
    ...(ONLY_IPV6.includes(link) ? [] : [helloPacket({ link })]),
    ...(ONLY_IPV4.includes(link) ? [] : [helloPacket({ link, ipv6: true })]),
  ]

  test('carries TCP to the sink', () => {
    for (const packet of packets) {
      const { segments } = decodeOne(packet)
      expect(segments).toMatchObject([{ sourcePort: 40_000, destinationPort: 80, payload: HELLO, payloadWireBytes: HELLO.length }])
    }
  })

  test('cut anywhere, the packet is handed on with its true length or counted once', () => {
    for (const packet of packets) {
      for (let length = 0; length < packet.bytes.length; length++) {
        const decoded = decodeOne(cutTo(packet, length))
        expect(decoded.segments.length + decoded.dropped).toBe(1)
        for (const segment of decoded.segments) {
          expect(segment.payloadWireBytes).toBe(HELLO.length)
          expect(HELLO.startsWith(segment.payload)).toBe(true)
        }
      }
    }
  })

  test('any bytes are handed on or counted once', () => {
    const linkType = LINK_FRAMES[link].linkType
    const head = (packets[0] as { bytes: Uint8Array }).bytes
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.nat({ max: 60 }), (junk, kept) => {
        const bytes = new Uint8Array([...head.subarray(0, kept), ...junk])
        const decoded = new SegmentCollector().decode([{ bytes, originalLength: bytes.length, linkType, timestampUs: 0 }])
        const fragments = decoded.counters.get('decode.fragments')
        expect(decoded.segments.length + decoded.dropped + fragments).toBe(1)
      }),
      { numRuns: 300 },
    )
  })
})

test('a packet of an unknown link type is counted', () => {
  const decoded = decodeOne({ ...helloPacket(), linkType: 147 })
  expect(decoded.counters.toRecord()).toEqual({ 'decode.unsupported-link-type': 1 })
})
