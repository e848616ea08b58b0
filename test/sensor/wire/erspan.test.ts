import { expect, test } from 'vitest'
import { erspan1, erspan2, erspan3, vlan } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, helloPacket } from '../../support/decode-one.ts'

test('the session is ten bits, the mirrored frame keeps its tags', () => {
  const segments = [erspan2(0xfc09), erspan3(0xfc09)].map((wrap) => decodeOne(helloPacket({ wrap: [wrap, vlan(4)] })).segments[0])
  expect(segments.map((segment) => segment?.labels)).toEqual(new Array(2).fill(['erspan:9', 'vlan:4']))
})

test('without a sequence number there is no header', () => {
  expect(decodeOne(helloPacket({ wrap: [erspan1()] })).segments).toMatchObject([{ labels: ['erspan'] }])
})
