// Two AI inventories add up.

import { emptyAgent, mergeAgent } from './agent.ts'
import type { AiInventory } from './ai-model.ts'
import { emptyServer, mergeServer } from './mcp-server.ts'
import { emptyProvider, mergeProvider } from './provider.ts'

/** Add `from` to `into`. Commutative and associative; `from` stays as it is. */
export function mergeAi(into: AiInventory, from: AiInventory): void {
  mergeMaps(into.mcpServers, from.mcpServers, (server) => emptyServer(server.address, server.path), mergeServer)
  mergeMaps(into.providers, from.providers, (one) => emptyProvider(one, one.host, one.address, one.visibility), mergeProvider)
  mergeMaps(into.agents, from.agents, emptyAgent, mergeAgent)
}

/** Records of the same key add up; what is new is made empty first, so that nothing is shared. */
export function mergeMaps<T>(
  into: Map<string, T>,
  from: ReadonlyMap<string, T>,
  empty: (one: T) => T,
  merge: (into: T, from: T) => void,
): void {
  for (const [key, record] of from) {
    let mine = into.get(key)
    if (mine === undefined) {
      mine = empty(record)
      into.set(key, mine)
    }
    merge(mine, record)
  }
}
