import { expect, test } from 'vitest'
import { u16, u24, u32 } from '../../../sensor/wire/bytes.ts'

const BYTES = Uint8Array.of(0, 0xff, 0xfe, 0xfd, 0xfc)

test('integers are big-endian and unsigned', () => {
  expect(u16(BYTES, 1)).toBe(0xfffe)
  expect(u24(BYTES, 1)).toBe(0xfffefd)
  expect(u32(BYTES, 1)).toBe(0xfffefdfc)
  expect(u32(BYTES, 0)).toBe(0x00fffefd)
})
