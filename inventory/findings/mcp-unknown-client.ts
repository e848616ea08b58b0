// A client that nobody has heard of.

import type { McpServer } from '../ai/ai-model.ts'
import { ADD, mcpSession } from './mcp-example.ts'
import { placeOfServer, servingServers, timesOfServer } from './mcp-place.ts'
import { finding, type Rule } from './rule.ts'

/** So long a server must have been watched before a new caller means anything. */
const LEARNING_US = 24 * 3600 * 1_000_000
const calls = mcpSession([{ tools: [ADD] }])

export const MCP_UNKNOWN_CLIENT: Rule = {
  id: 'mcp-unknown-client',
  kind: 'mcp',
  severity: 'medium',
  summary: 'A client that is not on the list, or was never seen before, uses an MCP server.',
  remedy: 'Find out whose it is. If it may, add it to mcpClients in the settings.',
  references: ['Model Context Protocol 2025-11-25, Security Best Practices', 'NIST SP 800-207 section 2.1'],
  examples: {
    fires: { text: 'a client that is not on the list', calls, config: { mcpClients: ['inspector'] } },
    silent: { text: 'a client that is on the list', calls, config: { mcpClients: ['robot'] } },
  },
  *find({ inventory, config }) {
    for (const server of servingServers(inventory.ai)) {
      const unknown = config.mcpClients === undefined ? newCallers(server) : offList(server, config.mcpClients)
      for (const { who, text, n } of unknown)
        yield finding(
          MCP_UNKNOWN_CLIENT,
          { ...placeOfServer(server), path: who },
          { confidence: 0.7, evidence: [{ text, n }], ...timesOfServer(server) },
        )
    }
  },
}

interface Unknown {
  readonly who: string
  readonly text: string
  readonly n: number
}

/** Names and addresses; a client is known by either. */
function offList(server: McpServer, list: readonly string[]): Unknown[] {
  return [...server.clients.values()]
    .filter(({ name, addresses }) => !list.includes(name) && ![...addresses.keys()].every((address) => list.includes(address)))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, version, n, addresses }) => ({
      who: name,
      text: `${name} ${version} from ${[...addresses.keys()].sort().join(', ')} is not on the list`,
      n,
    }))
}

const newCallers = (server: McpServer): Unknown[] =>
  [...server.callers]
    .filter(([, { firstUs, refused, requests }]) => firstUs - server.seen.firstUs > LEARNING_US && refused < requests)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([address, { requests }]) => ({
      who: address,
      text: `${address} came after the server had been watched for more than a day`,
      n: requests,
    }))
