import { describe, expect, test } from 'vitest'
import { concat, u8 } from '../../../fixtures/build/byte-writer.ts'
import { decodeOne, HELLO, helloPacket, patched } from '../../support/decode-one.ts'

const plain = helloPacket({ link: 'ieee80211' })
const qos = helloPacket({ link: 'ieee80211-qos' })
const withHeader = (linkType: number, ...parts: Uint8Array[]) => {
  const bytes = concat(...parts)
  return { bytes, originalLength: bytes.length, linkType, timestampUs: 0 }
}

describe('data frames', () => {
  test('with and without quality of service', () => {
    for (const packet of [plain, qos]) expect(decodeOne(packet).segments).toMatchObject([{ payload: HELLO }])
  })

  test('between two systems there is a fourth address', () => {
    const bytes = concat(plain.bytes.subarray(0, 1), u8(3), plain.bytes.subarray(2, 24), new Uint8Array(6), plain.bytes.subarray(24))
    expect(decodeOne(withHeader(105, bytes)).segments).toMatchObject([{ payload: HELLO }])
  })

  test('with HT control', () => {
    const bytes = concat(qos.bytes.subarray(0, 1), u8(0x82), qos.bytes.subarray(2, 26), new Uint8Array(4), qos.bytes.subarray(26))
    expect(decodeOne(withHeader(105, bytes)).segments).toMatchObject([{ payload: HELLO }])
  })

  test.each([
    ['beacons', patched(plain, 0, 0x80), 'decode.non-ip'],
    ['null data', patched(plain, 0, 0x48), 'decode.non-ip'],
    ['aggregates', patched(qos, 24, 0x80), 'decode.non-ip'],
    ['encrypted frames', patched(plain, 1, 0x42), 'decode.encrypted-frames'],
  ] as const)('%s are counted', (_, packet, id) => {
    expect(decodeOne(packet).counters.toRecord()).toEqual({ [id]: 1 })
  })
})

describe('radiotap', () => {
  const header = (...bytes: number[]) => u8(0, 0, bytes.length + 4, 0, ...bytes)

  test('fields in front are passed over, padding behind the 802.11 header too if a flag says so', () => {
    const padded = concat(qos.bytes.subarray(0, 26), new Uint8Array(2), qos.bytes.subarray(26))
    expect(decodeOne(withHeader(127, header(2, 0, 0, 0, 0x20), padded)).segments).toMatchObject([{ payload: HELLO }])
    const stamped = header(3, 0, 0, 0, ...new Array(8).fill(1), 0x20)
    expect(decodeOne(withHeader(127, stamped, padded)).segments).toMatchObject([{ payload: HELLO }])
    const twoBitmaps = header(3, 0, 0, 0x80, 0, 0, 0, 0, ...new Array(4).fill(0), ...new Array(8).fill(1), 0x20)
    expect(decodeOne(withHeader(127, twoBitmaps, padded)).segments).toMatchObject([{ payload: HELLO }])
    expect(decodeOne(withHeader(127, header(3, 0, 0, 0, ...new Array(8).fill(1), 0), qos.bytes)).segments).toMatchObject([
      { payload: HELLO },
    ])
  })

  test('a length behind the packet is counted', () => {
    expect(decodeOne(withHeader(127, u8(0, 0, 255, 0, 0, 0, 0, 0), plain.bytes)).counters.toRecord()).toEqual({
      'decode.bad-link-header': 1,
    })
  })
})
