import { expect, test } from 'vitest'
import { nsh } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, helloPacket, patched } from '../../support/decode-one.ts'

const packet = helloPacket({ wrap: [nsh(0xffffff)] })

test('the service path is shown', () => {
  expect(decodeOne(packet).segments).toMatchObject([{ labels: ['nsh:16777215'] }])
})

test.each([
  ['a length below its own header', patched(packet, 15, 1), 'decode.bad-link-header'],
  ['a length behind the packet', patched(packet, 15, 63), 'decode.bad-link-header'],
  ['an unknown protocol inside', patched(packet, 17, 77), 'decode.non-ip'],
] as const)('%s is counted', (_, odd, id) => {
  expect(decodeOne(odd).counters.toRecord()).toEqual({ [id]: 1 })
})
