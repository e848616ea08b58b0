// One tool name, two servers, one client: which of them is called is the model's guess.

import type { McpServer } from '../ai/ai-model.ts'
import { ADD, mcpSession } from './mcp-example.ts'
import { placeOfServer, servingServers, timesOfServer } from './mcp-place.ts'
import { finding, type Rule } from './rule.ts'

const at = (host: string) => mcpSession([{ tools: [{ ...ADD, description: host }] }]).map((call) => ({ ...call, host }))

export const MCP_SAME_TOOL_NAME: Rule = {
  id: 'mcp-same-tool-name',
  kind: 'mcp',
  severity: 'medium',
  summary: 'Two MCP servers that one client uses offer a tool of the same name.',
  remedy: 'Rename one of them, or give clients a prefix per server: a server can take over calls that were meant for another.',
  references: ['OWASP LLM03:2025 Supply Chain', 'Model Context Protocol 2025-11-25, Security Best Practices'],
  examples: {
    fires: { text: 'a client is shown the same name by two servers', calls: [...at('one.example'), ...at('two.example')] },
    silent: {
      text: 'two clients use a server each',
      calls: [...at('one.example'), ...at('two.example').map((call) => ({ ...call, client: '10.0.0.77' }))],
    },
  },
  *find({ inventory }) {
    const servers = servingServers(inventory.ai)
    for (const [i, server] of servers.entries()) {
      for (const [name, tool] of [...server.tools].sort(([a], [b]) => (a < b ? -1 : 1))) {
        if (!tool.listed) continue
        const others = servers
          .slice(i + 1)
          .filter((other) => other.tools.get(name)?.listed === true && shareClient(server, other) && !isSame(server, other, name))
        if (others.length === 0) continue
        const evidence = [server, ...others].map((one) => ({
          text: `offered by ${one.address}${one.path} (${[...one.names.keys()].sort().join(', ') || 'no name'})`,
        }))
        yield finding(MCP_SAME_TOOL_NAME, { ...placeOfServer(server), path: name }, { confidence: 0.8, evidence, ...timesOfServer(server) })
      }
    }
  },
}

const shareClient = (a: McpServer, b: McpServer): boolean => [...a.callers.keys()].some((address) => b.callers.has(address))

/** A gateway, or the same server twice, offers the very same tool. */
function isSame(a: McpServer, b: McpServer, name: string): boolean {
  const hashes = a.tools.get(name)?.definitions
  return [...(b.tools.get(name)?.definitions.keys() ?? [])].every((hash) => hashes?.has(hash) === true)
}
