import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { TimestampScale } from '../../../sensor/source/timestamp-scale.ts'

const split = (count: bigint): [number, number] => [Number(count >> 32n), Number(count & 0xffffffffn)]
const toUs = (resolution: number, offsetSeconds: number, count: bigint) =>
  new TimestampScale(resolution, offsetSeconds).toUs(...split(count))

test.each([
  ['seconds', 0, 1_700_000_000n],
  ['milliseconds', 3, 1_700_000_000_000n],
  ['microseconds', 6, 1_700_000_000_000_000n],
  ['nanoseconds', 9, 1_700_000_000_000_000_999n],
  ['binary seconds', 0x80, 1_700_000_000n],
  ['1024th', 0x80 | 10, 1_700_000_000n * 1024n],
] as const)('%s', (_, resolution, count) => {
  expect(toUs(resolution, 0, count)).toBe(1_700_000_000_000_000)
})

test('the offset is in seconds and may be negative', () => {
  expect(toUs(6, 100, 5n)).toBe(100_000_005)
  expect(toUs(6, -100, 100_000_005n)).toBe(5)
  expect(toUs(6, -100, 5n)).toBe(0)
})

test('any resolution and count agree with exact arithmetic', () => {
  const resolution = fc.oneof(
    fc.nat({ max: 30 }),
    fc.nat({ max: 63 }).map((power) => 0x80 | power),
  )
  fc.assert(
    fc.property(resolution, fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), (byte, count) => {
      const perSecond = byte > 0x7f ? 1n << BigInt(byte & 0x7f) : 10n ** BigInt(byte)
      const exact = (count * 1_000_000n) / perSecond
      const bounded = exact > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(exact)
      expect(toUs(byte, 0, count)).toBe(bounded)
    }),
    { numRuns: 2000 },
  )
})
