import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { toBytes, u8 } from '../../../fixtures/build/byte-writer.ts'
import { type Compression, compressionOf, createDecompressor, unreadableCompressionOf } from '../../../sensor/source/compression.ts'

const TEXT = 'earshot '.repeat(20_000)
/** TEXT as `zstd` writes it, with its check sum. */
const ZSTD = Buffer.from('KLUv/QRYhAAAQGVhcnNob3QgAQD1/8sLF0UAAAhlAQD88A6EDYUNkA==', 'base64')

async function decompress(compression: Compression, bytes: Uint8Array, piece = 1000) {
  const parts: Buffer[] = []
  const decompressor = createDecompressor(compression, (output) => parts.push(Buffer.from(output)))
  for (let at = 0; at < bytes.length; at += piece) {
    const scratch = Uint8Array.from(bytes.subarray(at, at + piece))
    await decompressor.write(scratch)
    scratch.fill(0xee)
  }
  const end = await decompressor.end()
  return { text: Buffer.concat(parts).toString(), end }
}

describe.each([
  ['gzip', gzipSync(TEXT)],
  ['zstd', ZSTD],
] as const)('%s', (compression, bytes) => {
  test('is recognised by its first bytes', () => {
    expect(compressionOf(bytes)).toBe(compression)
  })

  test('gives back what was put in, in pieces of any size', async () => {
    for (const piece of [1, 7, bytes.length]) expect(await decompress(compression, bytes, piece)).toEqual({ text: TEXT, end: 'complete' })
  })

  test('cut short, it gives a prefix and says so', async () => {
    for (const length of [bytes.length - 1, bytes.length - 9, bytes.length >> 1, 7]) {
      const { text, end } = await decompress(compression, bytes.subarray(0, length))
      expect(TEXT.startsWith(text)).toBe(true)
      expect(end).toBe('cut')
    }
  })
})

test('two gzip members one after the other are one text', async () => {
  expect(await decompress('gzip', Buffer.concat([gzipSync('ab'), gzipSync('cd')]))).toEqual({ text: 'abcd', end: 'complete' })
})

test('data that contradicts itself is broken, and further writes are refused', async () => {
  const bytes = gzipSync(TEXT)
  bytes[20] = 0xff
  bytes.fill(0xff, 30, 60)
  expect((await decompress('gzip', bytes, 10)).end).toBe('broken')
  expect((await decompress('zstd', Buffer.concat([ZSTD.subarray(0, 6), Buffer.from([7, 0, 0, 0, 0, 0, 0])]))).end).toBe('broken')
})

test('other compressions are named', () => {
  expect(unreadableCompressionOf(u8(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0))).toBe('xz')
  expect(unreadableCompressionOf(toBytes('BZh91AY'))).toBe('bzip2')
  expect(unreadableCompressionOf(u8(0x04, 0x22, 0x4d, 0x18))).toBe('lz4')
  expect(unreadableCompressionOf(u8(0x50, 0x4b, 3, 4))).toBe('zip')
  expect(unreadableCompressionOf(toBytes('text'))).toBe(null)
  expect(compressionOf(toBytes('text'))).toBe(null)
})
