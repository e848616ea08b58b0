import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CODINGS, undoCodings } from '../../reconstruct/content-coding.ts'

const BOUNDS = { bytes: 100_000, ratio: 1000 }
const text = JSON.stringify(Array.from({ length: 200 }, (_, id) => ({ id, name: `item ${id}` })))
const decode = (codings: string[], input: Uint8Array, complete = true, tail = -1) => undoCodings(codings, input, complete, tail, BOUNDS)
const asText = (bytes: Uint8Array) => Buffer.from(bytes).toString()

/** A Zstandard frame (RFC 8878) of one raw block. */
function zstdRaw(content: string): Buffer {
  const header = (content.length << 3) | 1
  return Buffer.concat([
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, content.length, header & 255, (header >> 8) & 255, header >> 16]),
    Buffer.from(content),
  ])
}

test.each([
  ['gzip', gzipSync(text)],
  ['x-gzip', gzipSync(text)],
  ['deflate', deflateSync(text)],
  ['deflate', deflateRawSync(text)],
  ['br', brotliCompressSync(text)],
])('%s is undone', (coding, input) => {
  const decoded = decode([coding], input)
  expect(asText(decoded.bytes)).toBe(text)
  expect(decoded).toMatchObject({ length: text.length, truncated: false, outcome: 'ok' })
})

test('zstd is undone', () => {
  expect(asText(decode(['zstd'], zstdRaw('hello zstd')).bytes)).toBe('hello zstd')
})

test('two codings are undone in reverse order', () => {
  expect(asText(decode(['gzip', 'br'], brotliCompressSync(gzipSync(text))).bytes)).toBe(text)
})

test.each([
  ['gzip', gzipSync(text)],
  ['deflate', deflateSync(text)],
  ['br', brotliCompressSync(text)],
])('a body in %s that is cut gives the prefix that could be decoded', (coding, input) => {
  for (let length = 0; length < input.length; length += 7) {
    const decoded = decode([coding], input.subarray(0, length), false)
    expect(text.startsWith(asText(decoded.bytes)) || length < 20).toBe(true)
    expect(decoded.truncated).toBe(true)
  }
})

describe('what is over the bound', () => {
  const large = JSON.stringify(Array.from({ length: 30_000 }, (_, id) => ({ id: id * 7919, square: id * id })))

  test('is kept as a prefix; gzip tells the whole length', () => {
    const decoded = decode(['gzip'], gzipSync(large))
    expect(decoded).toMatchObject({ length: large.length, truncated: true, outcome: 'ok' })
    expect(large.startsWith(asText(decoded.bytes))).toBe(true)
    expect(decoded.bytes.length).toBeGreaterThan(BOUNDS.bytes / 8)
  })

  test('the end of a gzip body tells its length when only a prefix was kept', () => {
    const whole = gzipSync(large)
    const decoded = decode(['gzip'], whole.subarray(0, 5000), false, whole.readUInt32LE(whole.length - 4))
    expect(decoded).toMatchObject({ length: large.length, truncated: true })
  })

  test.each([
    ['gzip', gzipSync(Buffer.alloc(20_000_000))],
    ['br', brotliCompressSync(Buffer.alloc(20_000_000))],
  ])('a bomb in %s is told as one', (coding, bomb) => {
    const decoded = decode([coding], bomb)
    expect(decoded.outcome).toBe('bomb')
    expect(decoded.bytes.length).toBeLessThanOrEqual(BOUNDS.bytes)
  })
})

test('a body that was never coded, whatever its label says, is given as it is', () => {
  const plain = Buffer.from('{"plain":"json, not gzip at all"}')
  expect(decode(['gzip'], plain)).toMatchObject({ bytes: plain, outcome: 'failed' })
  expect(decode(['compress'], plain)).toMatchObject({ bytes: plain, outcome: 'failed' })
})

test('a label too many does not hide the right one', () => {
  expect(asText(decode(['gzip', 'deflate'], gzipSync(text)).bytes)).toBe(text)
})

test('a wrong checksum spoils nothing but itself', () => {
  const input = gzipSync(text)
  input[input.length - 6] = (input[input.length - 6] as number) ^ 0xff
  expect(asText(decode(['gzip'], input).bytes)).toBe(text)
})

test('so does a wrong checksum of the header, whatever else stands in it', () => {
  const plain = gzipSync(text)
  const all = Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, 0b11110, 0, 0, 0, 0, 0, 3]),
    Buffer.from([3, 0, 1, 2, 3]),
    Buffer.from('name\0comment\0'),
    Buffer.from([0xde, 0xad]),
    plain.subarray(10),
  ])
  expect(asText(decode(['gzip'], all).bytes)).toBe(text)
  for (let length = 10; length < 32; length++) expect(decode(['gzip'], all.subarray(0, length), false).bytes.length).toBeLessThan(40)
})

test('members of gzip follow each other', () => {
  expect(asText(decode(['gzip'], Buffer.concat([gzipSync('one '), gzipSync('two')])).bytes)).toBe('one two')
})

test('no input makes a decoder throw, and none goes over the bound', () => {
  const input = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Uint8Array.from([...gzipSync(bytes), ...bytes])),
  )
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...Object.keys(CODINGS), 'other'), { maxLength: 2 }),
      input,
      fc.boolean(),
      (codings, bytes, complete) => {
        const decoded = undoCodings(codings, bytes, complete, -1, { bytes: 500, ratio: 10 })
        expect(decoded.bytes.length).toBeLessThanOrEqual(Math.max(500, bytes.length))
        expect(decoded.length).toBeGreaterThanOrEqual(decoded.bytes.length)
      },
    ),
    { numRuns: 500 },
  )
})
