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

test('the map shows which client calls which tool, through a gateway too', async () => {
  const { out } = await earshot('mcp', '--db', await replayFixture(folder, 'mcp-gateway'), '--format', 'mermaid')
  expect(out.match(/subgraph/g)).toHaveLength(2)
  expect(out.match(/"calls 2"/g)).toHaveLength(2)
  // the client, and not the address of the gateway
  expect(out.match(/\["tour<br\/>10\.77\.0\.1"\]/g)).toHaveLength(1)
  expect(out).not.toContain('"10.77.0.2"')
})

test('explain tells the evidence, the tools and who calls them, by address and path or by name', async () => {
  const db = await replayFixture(folder, 'mcp-fastmcp')
  const { out } = await earshot('explain', '10.77.0.2:8092/mcp', '--db', db)
  expect(out).toMatch(/MCP confirmed, score \d+, serving/)
  expect(out).toMatch(/tool close_ticket: listed, 2 calls, 1 errors/)
  expect((await earshot('explain', 'ticket-desk', '--db', db)).out).toBe(out)
})
