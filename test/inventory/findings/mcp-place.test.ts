import { expect, it } from 'vitest'
import { emptyServer } from '../../../inventory/ai/mcp-server.ts'
import { isLocal, isLoopback, placeOfServer } from '../../../inventory/findings/mcp-place.ts'

it('is named by the host that clients use most, else by its address', () => {
  const server = emptyServer('10.0.0.1:80', '/mcp')
  expect(placeOfServer(server).service).toBe('10.0.0.1:80')
  server.hosts.set('evil.example', 1).set('tools.example:80', 5)
  expect(placeOfServer(server)).toMatchObject({ service: 'tools.example', template: '/mcp' })
})

it.each([
  ['127.0.0.1:80', true, true],
  ['[::1]:80', true, true],
  ['10.1.2.3:80', false, true],
  ['172.20.0.1:80', false, true],
  ['[fd00::1]:80', false, true],
  ['172.32.0.1:80', false, false],
  ['203.0.113.1:80', false, false],
])('%s: loopback %s, local %s', (address, loopback, local) => {
  const server = emptyServer(address, '/')
  expect([isLoopback(server), isLocal(server)]).toEqual([loopback, local])
})
