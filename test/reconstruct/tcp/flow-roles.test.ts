import { expect, test } from 'vitest'
import { likelyClient, swappedRef } from '../../../reconstruct/tcp/flow-roles.ts'
import { Wire } from './tcp-harness.ts'

test.each([
  ['a system port is the server', 51_000, 80, 'source'],
  ['in both directions', 443, 51_000, 'destination'],
  ['a port usual for web servers is the server', 30_000, 8080, 'source'],
  ['a system port is more of a server than a usual one', 8080, 22, 'source'],
  ['otherwise the lower port is the server', 49_152, 31_000, 'source'],
  ['of two usual ones too', 8080, 9000, 'destination'],
  ['of equal ports the first sender is the client', 80, 80, 'source'],
])('without a SYN: %s', (_, port, serverPort, expected) => {
  const segment = new Wire().segmentOf({ port, serverPort }, new Uint8Array(), 'A')
  for (const side of [0, 1] as const) expect(likelyClient(segment, side)).toBe(expected === 'source' ? side : side ^ 1)
})

test('swapped addresses keep the identity of the flow', () => {
  const ref = { id: 4, clientAddress: 'a', clientPort: 1, serverAddress: 'b', serverPort: 2, encapsulation: ['vlan:3'] }
  expect(swappedRef(ref)).toEqual({
    id: 4,
    clientAddress: 'b',
    clientPort: 2,
    serverAddress: 'a',
    serverPort: 1,
    encapsulation: ['vlan:3'],
  })
})
