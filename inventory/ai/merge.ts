// Two AI inventories add up.

import { mergeAgent } from './agent-observer.ts'
import type { AiInventory } from './ai-model.ts'
import { emptyServer, mergeServer } from './mcp-server.ts'
import { emptyProvider, mergeProvider } from './provider.ts'

/** Add `from` to `into`. Commutative and associative; `from` stays as it is. */
export function mergeAi(into: AiInventory, from: AiInventory): void {
  for (const [key, server] of from.mcpServers) {
    let mine = into.mcpServers.get(key)
    if (mine === undefined) {
      mine = emptyServer(server.address, server.path)
      into.mcpServers.set(key, mine)
    }
    mergeServer(mine, server)
  }
  for (const [key, provider] of from.providers) {
    let mine = into.providers.get(key)
    if (mine === undefined) {
      mine = emptyProvider(provider, provider.host, provider.address, provider.visibility)
      into.providers.set(key, mine)
    }
    mergeProvider(mine, provider)
  }
  for (const [key, agent] of from.agents) {
    const mine = into.agents.get(key)
    if (mine === undefined) into.agents.set(key, { ...agent, seen: { ...agent.seen } })
    else mergeAgent(mine, agent)
  }
}
