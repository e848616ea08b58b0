import { expect, test } from 'vitest'
import { concat, u8 } from '../../../fixtures/build/byte-writer.ts'
import { eachOption, interfaceTime, statedDrops } from '../../../sensor/source/pcapng-options.ts'

const END = u8(0, 0, 0, 0)
const list = (...parts: Uint8Array[]) => concat(u8(9, 9, 9, 9), ...parts)

function visited(bytes: Uint8Array): [number, number][] {
  const seen: [number, number][] = []
  eachOption(bytes, 4, bytes.length, false, (code, _, length) => seen.push([code, length]))
  return seen
}

test('values are padded to four bytes, the end code ends the list', () => {
  expect(visited(list(u8(2, 0, 5, 0), new Uint8Array(8), u8(9, 0, 1, 0, 6, 0, 0, 0), END, u8(7, 0, 0, 0)))).toEqual([
    [2, 5],
    [9, 1],
  ])
})

test('an option longer than the list ends it', () => {
  expect(visited(list(u8(2, 0, 0, 0), u8(3, 0, 9, 0, 1, 2)))).toEqual([[2, 0]])
})

test('resolution and offset, and what they are without options', () => {
  const bytes = list(u8(9, 0, 1, 0, 9, 0, 0, 0), u8(14, 0, 8, 0), u8(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), END)
  expect(interfaceTime(bytes, 4, bytes.length, false)).toEqual({ resolution: 9, offsetSeconds: -1 })
  expect(interfaceTime(END, 0, 4, false)).toEqual({ resolution: 6, offsetSeconds: 0 })
})

test('drops are read in the byte order of the section', () => {
  const bytes = list(u8(0, 5, 0, 8, 0, 0, 0, 0, 0, 0, 1, 0), u8(0, 7, 0, 8, 0, 0, 0, 1, 0, 0, 0, 0))
  expect(statedDrops(bytes, 4, bytes.length, true)).toEqual({ byInterface: 256, byKernel: 2 ** 32 })
})
