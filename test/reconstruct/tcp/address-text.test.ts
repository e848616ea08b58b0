import { expect, test } from 'vitest'
import { ipv4Text, ipv6Text } from '../../../reconstruct/tcp/address-text.ts'

test.each([
  [0, '0.0.0.0'],
  [0x0a00_0001, '10.0.0.1'],
  [0xffff_ffff | 0, '255.255.255.255'],
  [0xc0a8_01fe | 0, '192.168.1.254'],
])('IPv4 %i is %s', (word, text) => {
  expect(ipv4Text(word)).toBe(text)
})

// The cases of RFC 5952 §4.
test.each([
  [[0x2001_0db8, 0, 0, 1], '2001:db8::1'],
  [[0x2001_0db8, 0, 0x0001_0000, 1], '2001:db8::1:0:0:1'],
  [[0x2001_0db8, 0x0000_0001, 0x0001_0001, 0x0001_0001], '2001:db8:0:1:1:1:1:1'],
  [[0x2001_0000, 0, 0x0001_0000, 0x0000_0001], '2001::1:0:0:1'],
  [[0, 0, 0, 0], '::'],
  [[0, 0, 0, 1], '::1'],
  [[0xfe80_0000, 0, 0, 0], 'fe80::'],
  [[0x2001_0db8, 0xaaaa_bbbb, 0xcccc_dddd, 0xeeee_0001], '2001:db8:aaaa:bbbb:cccc:dddd:eeee:1'],
  [[0, 0, 0xffff, 0x0a00_0001], '::ffff:10.0.0.1'],
])('IPv6 %j is %s', (words, text) => {
  expect(ipv6Text(Int32Array.from([7, ...words]), 1)).toBe(text)
})
