import { expect, it } from 'vitest'
import { emptyAgent } from '../../../inventory/ai/agent.ts'
import { emptyAi, mergeAi } from '../../../inventory/ai/index.ts'
import { emptyServer } from '../../../inventory/ai/mcp-server.ts'

it('shares nothing with what it took', () => {
  const from = emptyAi()
  from.mcpServers.set('a:1 /x', { ...emptyServer('a:1', '/x'), served: 1 })
  const agent = emptyAgent({ protocol: 'a2a', address: 'a:1', path: '/y' })
  from.agents.set('a:1 /y', { ...agent, seen: { n: 1, firstUs: 1, lastUs: 1 } })
  const into = emptyAi()
  mergeAi(into, from)
  mergeAi(into, from)
  expect([into.mcpServers.get('a:1 /x')?.served, into.agents.get('a:1 /y')?.seen.n]).toEqual([2, 2])
  expect([from.mcpServers.get('a:1 /x')?.served, from.agents.get('a:1 /y')?.seen.n]).toEqual([1, 1])
})
