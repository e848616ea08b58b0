import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clientHelloBytes, isTlsRecord, readClientHello } from '../../../reconstruct/tls/client-hello.ts'
import { clientHello } from '../../support/client-hello.ts'

test.each([16_384, 100, 20, 1])('name and protocols are read from records of %i bytes', (recordBytes) => {
  const bytes = clientHello({ serverName: 'api.test', alpn: ['h2'], recordBytes })
  expect(readClientHello(bytes, 0, bytes.length)).toEqual({ serverName: 'api.test', alpn: ['h2'] })
  if (recordBytes > 4) expect(clientHelloBytes(bytes, 0, bytes.length)).toBeLessThanOrEqual(bytes.length)
})

test('a hello without extensions of interest says nothing', () => {
  const bytes = clientHello({ serverName: '', alpn: [] })
  expect(readClientHello(bytes, 0, bytes.length)).toEqual({ serverName: null, alpn: [] })
})

test('a hello cut anywhere, and any garbage, is read without a fault', () => {
  const bytes = clientHello({ serverName: 'api.test', alpn: ['h2', 'http/1.1'] })
  for (let length = 0; length < bytes.length; length++) {
    const { serverName } = readClientHello(bytes, 0, length)
    expect(serverName === null || serverName === 'api.test').toBe(true)
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20 }), fc.nat({ max: bytes.length - 1 }), (noise, at) => {
      const broken = Buffer.from(bytes)
      broken.set(noise.subarray(0, broken.length - at), at)
      readClientHello(broken, 0, broken.length)
    }),
  )
})

test('only records of known type, version and length pass', () => {
  const is = (...bytes: number[]) => isTlsRecord(Uint8Array.from(bytes), 0, bytes.length)
  expect(is(22)).toBe(true)
  expect(is(22, 3, 1, 0, 5)).toBe(true)
  expect(is(24, 3, 1, 0, 5)).toBe(false)
  expect(is(22, 2, 1, 0, 5)).toBe(false)
  expect(is(22, 3, 9, 0, 5)).toBe(false)
  expect(is(23, 3, 3, 255, 255)).toBe(false)
  expect(is(23, 3, 3, 0, 0)).toBe(false)
})
