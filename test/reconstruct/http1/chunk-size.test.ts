import { expect, test } from 'vitest'
import { newChunkSize, readChunkSize } from '../../../reconstruct/http1/chunk-size.ts'

function read(text: string) {
  const bytes = Buffer.from(text, 'latin1')
  const size = newChunkSize()
  return readChunkSize(bytes, 0, bytes.length, 16, size) ? [size.bytes, size.odd, size.extension] : null
}

test.each([
  ['0', [0, false, false]],
  ['1aF', [0x1af, false, false]],
  ['5;name=value', [5, false, true]],
  [' 5 ', [5, true, false]],
  ['5\x0c', [5, true, false]],
  ['00000005', [5, false, false]],
  ['', null],
  ['xyz', null],
  ['-5', null],
  ['0x5', null],
  ['5 5', null],
  ['ffffffffffffffff', null],
  ['00000000000000005', null],
])('%j', (text, expected) => {
  expect(read(text)).toEqual(expected)
})
