import { expect, it } from 'vitest'
import { AiObserver, mcpServersJson } from '../../../inventory/ai/index.ts'
import { session } from './mcp-dialogue.ts'

it('shows a server with its tools, who calls them, and both schemas', () => {
  const observer = new AiObserver()
  for (const exchange of session()) observer.observe(exchange)
  const [server] = mcpServersJson(observer.inventory()).servers
  expect(server).toMatchObject({
    ...{ era: 'legacy', capabilities: ['tools'], traits: ['sessions'], responseModes: ['json', 'sse'], open: 3, partial: false },
    clients: [{ name: 'robot', calls: 2, addresses: ['10.0.0.9'] }],
    callers: [{ address: '10.0.0.9', tools: { add: 2 } }],
  })
  expect(server?.tools[0]).toMatchObject({
    ...{ name: 'add', calls: 2, errors: 1, rpcErrors: 0, description: 'does it', inputSchema: { type: 'object' } },
    argumentsSchema: { properties: { a: { type: 'integer' } } },
  })
  expect(server?.tools[0]?.definitionHash).toMatch(/^[0-9a-f]{64}$/)
  expect(server?.tools[1]).toMatchObject({ name: 'drop', argumentsSchema: null, p50Ms: null })
})
