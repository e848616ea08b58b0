import { describe, expect, test } from 'vitest'
import { DuplicatePackets } from '../../../reconstruct/tcp/duplicate-packets.ts'
import { type SegmentOptions, Wire } from './tcp-harness.ts'

const wire = new Wire()
const segmentOf = (options: SegmentOptions, atUs: number) => ({
  ...wire.segmentOf({ ipId: 5, ...options }, new Uint8Array(options.data?.length ?? 0), options.flags ?? 'A'),
  timestampUs: atUs,
})

describe('a packet captured twice', () => {
  test('is recognised within the window, also with others in between', () => {
    const packets = new DuplicatePackets(1000)
    expect(packets.seenBefore(1, 0, segmentOf({ data: 'x' }, 0))).toBe(false)
    expect(packets.seenBefore(1, 0, segmentOf({ data: 'x', seq: 1, ipId: 6 }, 10))).toBe(false)
    expect(packets.seenBefore(1, 0, segmentOf({ data: 'x' }, 1000))).toBe(true)
    expect(packets.seenBefore(1, 0, segmentOf({ data: 'x' }, 1001))).toBe(false)
  })

  test.each([
    ['another identification', { ipId: 6 }],
    ['another sequence number', { seq: 1 }],
    ['another length', { data: 'xy' }],
    ['another acknowledgement', { ack: 9 }],
    ['another flag', { flags: 'FA' }],
  ])('is not one with %s', (_, other) => {
    const packets = new DuplicatePackets(1000)
    packets.seenBefore(1, 0, segmentOf({ data: 'x' }, 0))
    expect(packets.seenBefore(1, 0, segmentOf({ data: 'x', ...other }, 1))).toBe(false)
  })

  test('is not one of another flow or of the other side', () => {
    const packets = new DuplicatePackets(1000)
    packets.seenBefore(1, 0, segmentOf({ data: 'x' }, 0))
    expect(packets.seenBefore(2, 0, segmentOf({ data: 'x' }, 1))).toBe(false)
    expect(packets.seenBefore(1, 1, segmentOf({ data: 'x' }, 1))).toBe(false)
  })

  test('repeated acknowledgements without identification are no copies', () => {
    const packets = new DuplicatePackets(1000)
    packets.seenBefore(1, 0, segmentOf({ ipId: 0 }, 0))
    expect(packets.seenBefore(1, 0, segmentOf({ ipId: 0 }, 1))).toBe(false)
  })
})
