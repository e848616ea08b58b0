// MCP over the transport of 2024-11-05, whose replies travel on another connection.

import { placeOfServer, servingServers } from './mcp-place.ts'
import { finding, type Rule } from './rule.ts'

export const MCP_OLD_PROTOCOL: Rule = {
  id: 'mcp-old-protocol',
  kind: 'mcp',
  severity: 'low',
  summary: 'An MCP server speaks the deprecated HTTP+SSE transport.',
  remedy: 'Move to streamable HTTP.',
  references: ['Model Context Protocol 2025-03-26, Transports'],
  *find({ inventory }) {
    for (const server of servingServers(inventory.ai)) {
      const n = server.transports.get('http+sse') ?? 0
      if (n === 0) continue
      const evidence = [{ text: 'event streams that name a message endpoint', n }]
      yield finding(MCP_OLD_PROTOCOL, placeOfServer(server), { evidence, firstUs: server.seen.firstUs, lastUs: server.seen.lastUs })
    }
  },
}
