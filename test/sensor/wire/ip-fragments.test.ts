import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concat, u8, u16, u32 } from '../../../fixtures/build/byte-writer.ts'
import { ipPacket, type Part, tcpSegment } from '../../../fixtures/build/ip-packets.ts'
import { CaptureBuilder } from '../../../fixtures/build/packet-builder.ts'
import { vlan } from '../../../fixtures/build/wrappers.ts'
import { Counters } from '../../../sensor/base/counters.ts'
import { DEFAULT_LIMITS, type Limits } from '../../../sensor/base/limits.ts'
import { Frame } from '../../../sensor/wire/frame.ts'
import { FragmentTable } from '../../../sensor/wire/ip-fragments.ts'
import { SegmentCollector } from '../../support/collect-segments.ts'

const V4 = { source: '10.0.0.1', destination: '10.0.0.2' }
const V6 = { source: 'fd00::1', destination: 'fd00::2' }
const TEXT = 'abcdefghijklmnopqrstuvwxyz'.repeat(4)

function segmentBytes(ends: typeof V4, text = TEXT): Uint8Array {
  const fields = { sourcePort: 1, destinationPort: 2, sequence: 3, acknowledgement: 4, flags: 16 }
  return tcpSegment(fields, ends.source, ends.destination, Buffer.from(text))
}

function fragment(ends: typeof V4, whole: Uint8Array, from: number, to: number, id = 9): Part {
  const more = to < whole.length
  const piece = whole.subarray(from, to)
  if (ends === V4) return ipPacket({ ...ends, protocol: 6, id, fragmentOffset: from, moreFragments: more }, piece)
  const header = concat(u8(6, 0), u16(from | (more ? 1 : 0)), u32(id))
  return ipPacket({ ...ends, protocol: 44, options: header }, piece)
}

function fragments(ends: typeof V4, step = 32, id = 9): Part[] {
  const whole = segmentBytes(ends)
  const parts: Part[] = []
  for (let at = 0; at < whole.length; at += step) parts.push(fragment(ends, whole, at, Math.min(at + step, whole.length), id))
  return parts
}

function decode(parts: readonly Part[], limits: Partial<Limits> = {}, gapUs = 0): SegmentCollector {
  const capture = new CaptureBuilder({ link: 'raw' })
  for (const part of parts) capture.ip(part).wait(gapUs)
  return new SegmentCollector({ limits: { ...DEFAULT_LIMITS, ...limits } }).decode(capture.packets)
}

describe.each([
  ['IPv4', V4],
  ['IPv6', V6],
])('%s', (_, ends) => {
  test('fragments in any order and in any number of copies make one packet', () => {
    const parts = fragments(ends)
    fc.assert(
      fc.property(
        fc.shuffledSubarray(parts.slice(0, -1), { minLength: 0 }),
        fc.shuffledSubarray(parts, { minLength: parts.length }),
        (extra, order) => {
          const decoded = decode([...extra, ...order])
          expect(decoded.segments[0]).toMatchObject({ payload: TEXT, sourcePort: 1, payloadWireBytes: TEXT.length })
          expect(decoded.segments).toHaveLength(1)
        },
      ),
      { numRuns: 50 },
    )
  })

  test('nothing comes out while a fragment is missing', () => {
    const parts = fragments(ends)
    for (let missing = 0; missing < parts.length; missing++)
      expect(decode(parts.filter((_, index) => index !== missing)).segments).toEqual([])
  })

  test('a fragment that contradicts another costs the packet', () => {
    const parts = fragments(ends)
    const other = fragment(ends, segmentBytes(ends, TEXT.toUpperCase()), 32, 64)
    const decoded = decode([parts[0] as Part, other, ...parts.slice(1)])
    expect(decoded.segments).toEqual([])
    expect(decoded.counters.get('decode.fragment-overlap')).toBe(1)
  })

  test('fragments that overlap in part cost the packet', () => {
    const whole = segmentBytes(ends)
    const decoded = decode([fragment(ends, whole, 0, 64), fragment(ends, whole, 32, 96), fragment(ends, whole, 96, whole.length)])
    expect(decoded.segments).toEqual([])
    expect(decoded.counters.get('decode.fragment-overlap')).toBe(1)
  })

  test('packets in the making do not mix', () => {
    const [first, second] = [fragments(ends, 64, 1), fragments(ends, 64, 2)]
    expect(decode(first.flatMap((part, index) => [part, second[index] as Part])).segments).toHaveLength(2)
  })
})

test('the last fragments of different packets in different VLANs do not mix', () => {
  const [first, last] = fragments(V4, 64) as [Part, Part]
  const capture = new CaptureBuilder({ link: 'ethernet' })
  capture.ip(vlan(1)(first)).ip(vlan(2)(last))
  expect(new SegmentCollector().decode(capture.packets).segments).toEqual([])
})

test('an incomplete packet is given up after the time limit', () => {
  const [first, ...rest] = fragments(V4) as [Part, ...Part[]]
  const decoded = decode([first, ...rest], { fragmentAgeUs: 1000 }, 1001)
  expect(decoded.segments).toEqual([])
  expect(decoded.counters.get('decode.fragment-dropped')).toBeGreaterThan(0)
})

test('too many fragments of a packet, or too large a packet, cost it', () => {
  expect(decode(fragments(V4, 8), { fragmentsPerDatagram: 4 }).segments).toEqual([])
  const far = ipPacket({ ...V4, protocol: 6, fragmentOffset: 65_528, moreFragments: false }, new Uint8Array(100))
  expect(decode([far]).counters.get('decode.fragment-dropped')).toBe(1)
})

test('a fragment that was cut by the snap length costs the packet', () => {
  const capture = new CaptureBuilder({ link: 'raw', snapLength: 40 })
  for (const part of fragments(V4)) capture.ip(part)
  const decoded = new SegmentCollector().decode(capture.packets)
  expect(decoded.segments).toEqual([])
  expect(decoded.counters.get('decode.fragment-dropped')).toBeGreaterThan(0)
})

test('memory stays inside its bounds, whatever comes; the oldest goes first', () => {
  const limits = { ...DEFAULT_LIMITS, fragmentDatagrams: 10, fragmentTotalBytes: 4000 }
  const counters = new Counters()
  const table = new FragmentTable(counters, limits)
  const frame = new Frame(counters.values)
  for (let id = 0; id < 1000; id++) {
    frame.bytes = new Uint8Array(1000)
    frame.at = 100
    frame.end = frame.wireEnd = 900
    table.add(frame, id, 0, true)
    expect(table.heldBytes).toBeLessThanOrEqual(limits.fragmentTotalBytes)
  }
  expect(counters.get('decode.fragment-dropped')).toBe(995)
})
