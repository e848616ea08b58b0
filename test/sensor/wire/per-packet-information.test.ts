import { expect, test } from 'vitest'
import { concat, u8 } from '../../../fixtures/build/byte-writer.ts'
import type { LinkFrameName } from '../../../fixtures/build/link-frames.ts'
import { decodeOne, HELLO, helloPacket } from '../../support/decode-one.ts'

const packet = (inside: number, link: LinkFrameName, length = 12) => {
  const bytes = concat(u8(0, 0, length, 0, inside, 0, 0, 0, 9, 9, 9, 9), helloPacket({ link }).bytes)
  return { bytes, originalLength: bytes.length, linkType: 192, timestampUs: 0 }
}

test.each([
  [105, 'ieee80211'],
  [1, 'ethernet'],
  [101, 'raw'],
] as const)('link type %i inside', (inside, link) => {
  expect(decodeOne(packet(inside, link)).segments).toMatchObject([{ payload: HELLO }])
})

test('another link type inside, or a length that does not fit, is counted', () => {
  expect(decodeOne(packet(147, 'raw')).counters.toRecord()).toEqual({ 'decode.unsupported-link-type': 1 })
  expect(decodeOne(packet(1, 'raw', 255)).counters.toRecord()).toEqual({ 'decode.bad-link-header': 1 })
})
