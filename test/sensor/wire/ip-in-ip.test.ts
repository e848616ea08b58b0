import { expect, test } from 'vitest'
import { inIpv6, ipInIp } from '../../../fixtures/build/wrappers.ts'
import { decodeOne, HELLO, helloPacket } from '../../support/decode-one.ts'

test('either version in either version; the innermost addresses count', () => {
  for (const wrap of [ipInIp(), inIpv6()]) {
    expect(decodeOne(helloPacket({ wrap: [wrap] })).segments).toMatchObject([{ payload: HELLO, source: '10.0.0.1' }])
    expect(decodeOne(helloPacket({ wrap: [wrap], ipv6: true })).segments).toMatchObject([
      { payload: HELLO, source: `fd${'0'.repeat(29)}1` },
    ])
  }
})
