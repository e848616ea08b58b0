import { expect, test } from 'vitest'
import { concat, u8 } from '../../../fixtures/build/byte-writer.ts'
import { decodeOne, HELLO, helloPacket } from '../../support/decode-one.ts'

const IP = helloPacket({ link: 'raw' }).bytes
const frame = (...llc: number[]) => {
  const bytes = concat(new Uint8Array(12), u8(0, 100), u8(...llc), IP)
  return { bytes, originalLength: bytes.length, linkType: 1, timestampUs: 0 }
}

test.each([
  ['SNAP with EtherType', [0xaa, 0xaa, 3, 0, 0, 0, 0x08, 0]],
  ['SNAP of a bridge tunnel', [0xaa, 0xaa, 3, 0, 0, 0xf8, 0x08, 0]],
  ['IP by its own service access point', [6, 6, 3]],
])('%s carries IP', (_, llc) => {
  expect(decodeOne(frame(...llc)).segments).toMatchObject([{ payload: HELLO }])
})

test.each([
  ['spanning tree', [0x42, 0x42, 3]],
  ['SNAP of another organisation', [0xaa, 0xaa, 3, 0, 0, 0x0c, 0x20, 0]],
  ['numbered frames', [0xaa, 0xaa, 0, 0, 0, 0, 0x08, 0]],
])('%s does not', (_, llc) => {
  expect(decodeOne(frame(...llc)).counters.toRecord()).toEqual({ 'decode.non-ip': 1 })
})
