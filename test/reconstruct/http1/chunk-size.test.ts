import { expect, test } from 'vitest'
import { newChunkSize, readChunkSize } from '../../../reconstruct/http1/chunk-size.ts'

function read(text: string) {
  const bytes = Buffer.from(text, 'latin1')
  const size = newChunkSize()
  return readChunkSize(bytes, 0, bytes.length, 16, size) ? [size.bytes, size.odd, size.extension, size.junkBytes] : null
}

test.each([
  ['0', [0, false, false, 0]],
  ['1aF', [0x1af, false, false, 0]],
  ['5;name=value', [5, false, true, 0]],
  [' 5 ', [5, true, false, 0]],
  ['5\x0c', [5, true, false, 0]],
  ['00000005', [5, false, false, 0]],
  ['', null],
  ['xyz', null],
  ['-5', null],
  ['0x5', null],
  ['5 5 5', [5, true, false, 3]],
  ['fx', [15, true, false, 1]],
  ['ffffffffffffffff', null],
  ['00000000000000005', null],
])('%j', (text, expected) => {
  expect(read(text)).toEqual(expected)
})
