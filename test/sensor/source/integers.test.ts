import { expect, test } from 'vitest'
import { u16, u32 } from '../../../sensor/source/integers.ts'

const BYTES = Uint8Array.of(0x12, 0xff, 0xfe, 0xfd, 0xfc)

test('both byte orders, unsigned', () => {
  expect([u16(BYTES, 1, true), u16(BYTES, 1, false)]).toEqual([0xfffe, 0xfeff])
  expect([u32(BYTES, 1, true), u32(BYTES, 1, false)]).toEqual([0xfffefdfc, 0xfcfdfeff])
})
