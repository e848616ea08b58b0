import { expect, it } from 'vitest'
import { ADD, mcpSession } from '../../../inventory/findings/mcp-example.ts'
import { playExample } from '../../support/play-example.ts'

it('is a session that is MCP beyond doubt', () => {
  const { inventory } = playExample({ text: '', calls: mcpSession([{ tools: [ADD] }]) })
  expect([...inventory.ai.mcpServers.values()].map(({ tools }) => [...tools.keys()])).toEqual([['add']])
})
