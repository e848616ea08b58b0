import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hash53, hashNumber, hashText, mix32 } from '../../../inventory/observe/hash.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

test('the hashes are fixed: samples of two sensors, and of two releases, agree', () => {
  expect(['', 'a', 'abcd', 'alice@example.org', 'ü', 'a'.repeat(1000)].map(hashText)).toMatchInlineSnapshot(`
    [
      3942932665567264,
      2528766046247800,
      1707430948054873,
      6297699565817107,
      2686561371365103,
      7237419358321972,
    ]
  `)
  expect([0, 1, -1.5, 2 ** 53].map(hashNumber)).toMatchInlineSnapshot(`
    [
      8371570497515586,
      1233510873638511,
      1602398176919089,
      3414810846604461,
    ]
  `)
})

test('a value hashes alike wherever it stands', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.uint8Array(), fc.uint8Array(), (text, before, behind) => {
      const bytes = bytesOf(text)
      const around = Uint8Array.from([...before, ...bytes, ...behind])
      expect(hash53(around, before.length, before.length + bytes.length)).toBe(hashText(text))
    }),
  )
})

test('a hash is an exact number from 0 to 2^53 - 1', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string().map(hashText), fc.double().map(hashNumber)), (hash) => {
      expect(Number.isSafeInteger(hash) && hash >= 0).toBe(true)
    }),
  )
})

test('like values keep apart: numbers as text, texts that differ in zero bytes, neighbours', () => {
  const texts = Array.from({ length: 100_000 }, (_, i) => String(i))
  texts.push('\0', '\0\0', '\0\0\0', '\0\0\0\0', '\0\0\0\0\0', 'a\0', 'a\0\0', '')
  expect(new Set(texts.map(hashText)).size).toBe(texts.length)
  const numbers = Array.from({ length: 100_000 }, (_, i) => (i - 50_000) / 8)
  expect(new Set(numbers.map(hashNumber)).size).toBe(numbers.length)
})

test('one changed bit changes about half of the hash', () => {
  const flipped: number[] = []
  for (let bit = 0; bit < 64; bit++) {
    const bytes = bytesOf('12345678')
    bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7))
    const difference = BigInt(hashText('12345678')) ^ BigInt(hash53(bytes, 0, 8))
    flipped.push([...difference.toString(2)].filter((digit) => digit === '1').length)
  }
  expect(flipped.reduce((sum, n) => sum + n, 0) / flipped.length).toBeGreaterThan(23)
  expect(Math.min(...flipped)).toBeGreaterThan(8)
})

test('numbers hash by value', () => {
  expect(hashNumber(-0)).toBe(hashNumber(0))
  expect(hashNumber(Number('1e0'))).toBe(hashNumber(1))
  expect(hashNumber(1)).not.toBe(hashNumber(-1))
})

test('stirring 32 bits depends on both values', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), (hash, value) => {
      expect(mix32(hash, value) | 0).toBe(mix32(hash, value))
      expect(mix32(hash, value)).not.toBe(mix32(hash, value ^ 1))
      expect(mix32(hash, value)).not.toBe(mix32(hash ^ 1, value))
    }),
  )
})
