import { expect, test } from 'vitest'
import { replayFixture, scratchFolder } from '../../support/inventory-files.ts'
import { earshot } from '../../support/memory-io.ts'

const folder = scratchFolder('mcp')

test('a server with its tools, as a table and as JSON', async () => {
  const db = await replayFixture(folder, 'mcp')
  const { servers } = JSON.parse((await earshot('mcp', '--db', db, '--format', 'json')).out)
  expect(servers[0]).toMatchObject({ address: '10.77.0.2:8090', path: '/mcp', era: 'legacy', transports: expect.any(Array), sessions: 1 })
  expect((await earshot('mcp', '--db', db)).out).toContain('10.77.0.2:8090/mcp')
})

test('no server is said to be none', async () => {
  expect((await earshot('mcp', '--db', await replayFixture(folder, 'shop-v1'))).out).toMatch(/no MCP servers/)
})
