// MCP servers as rules look at them.

import type { AiInventory, McpServer } from '../ai/ai-model.ts'
import { foldAliases } from '../ai/mcp-aliases.ts'
import { judgeMcp } from '../ai/mcp-signals.ts'
import type { FindingPlace } from './rule.ts'

/** Many rules ask for the same; an inventory that is judged no longer changes. */
const known = new WeakMap<AiInventory, McpServer[]>()

/** Servers that are MCP beyond doubt and were seen to serve. */
export function servingServers(ai: AiInventory): McpServer[] {
  let servers = known.get(ai)
  if (servers === undefined) {
    servers = foldAliases(ai.mcpServers).filter((server) => server.served > 0 && judgeMcp(server).confidence === 'confirmed')
    known.set(ai, servers)
  }
  return servers
}

/** By the name that clients use most; the address where they use none. */
export function placeOfServer(server: McpServer): FindingPlace {
  const [host] = [...server.hosts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  return {
    service: host?.[0].replace(/:80$/, '') ?? server.address,
    method: 'POST',
    template: server.path,
    key: `${server.address} ${server.path}`,
  }
}

export const timesOfServer = ({ seen }: McpServer): { firstUs: number; lastUs: number } => ({ firstUs: seen.firstUs, lastUs: seen.lastUs })

export const isLoopback = ({ address }: Pick<McpServer, 'address'>): boolean => /^(?:127\.|\[::1\]:)/.test(address)

/** Loopback and private networks. */
export const isLocal = (server: Pick<McpServer, 'address'>): boolean =>
  isLoopback(server) || /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[f[cd])/.test(server.address)

/** Lists and calls are answered to whoever asks. */
export const isOpen = (server: McpServer): boolean => server.open > 0
