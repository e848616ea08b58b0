import { expect, test } from 'vitest'
import { socketAddress } from '../../../sensor/base/socket-address.ts'

test('addresses with their port', () => {
  expect(socketAddress('10.0.0.1', 80)).toBe('10.0.0.1:80')
  expect(socketAddress('fe80::1', 443)).toBe('[fe80::1]:443')
})

test('any number of ports of one address', () => {
  for (const times of [1, 2])
    for (let port = 0; port < 200; port++) expect(socketAddress('10.0.0.1', port), `${times}`).toBe(`10.0.0.1:${port}`)
})
