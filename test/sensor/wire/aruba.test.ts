import { expect, test } from 'vitest'
import { aruba } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, helloPacket } from '../../support/decode-one.ts'

test('the 802.11 frame inside is read', () => {
  expect(decodeOne(helloPacket({ wrap: [aruba()], ipv6: true })).segments).toMatchObject([{ labels: ['gre', 'aruba'] }])
})
