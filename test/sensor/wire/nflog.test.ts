import { expect, test } from 'vitest'
import { decodeOne, HELLO, helloPacket, hexPacket, patched } from '../../support/decode-one.ts'

const packet = helloPacket({ link: 'nflog' })

test('attributes in front of the packet are passed over', () => {
  expect(decodeOne(packet).segments).toMatchObject([{ payload: HELLO }])
})

test.each([
  ['an attribute without room for its own header', patched(packet, 4, 3), 'decode.bad-link-header'],
  ['another version', patched(packet, 1, 1), 'decode.bad-link-header'],
  ['no packet among the attributes', hexPacket('nflog', '02000000 08000100 08000000'), 'decode.non-ip'],
] as const)('%s is counted', (_, odd, id) => {
  expect(decodeOne(odd).counters.toRecord()).toEqual({ [id]: 1 })
})
