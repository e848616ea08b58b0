import { describe, expect, test } from 'vitest'
import { decodeOne, HELLO, helloPacket, patched } from '../../support/decode-one.ts'

describe.each(['null', 'loop'] as const)('%s', (link) => {
  const packet = helloPacket({ link })

  test.each([2, 10, 23, 24, 28, 30])('address family %i is IP in both byte orders', (family) => {
    for (const bytes of [
      [family, 0, 0, 0],
      [0, 0, 0, family],
    ])
      expect(decodeOne(patched(packet, 0, ...bytes)).segments).toMatchObject([{ payload: HELLO }])
  })

  test('another family is not', () => {
    expect(decodeOne(patched(packet, 0, 7, 0, 0, 0)).counters.toRecord()).toEqual({ 'decode.non-ip': 1 })
  })
})
