// An MCP server that serves whoever asks.

import { ADD, mcpSession } from './mcp-example.ts'
import { isLocal, placeOfServer, servingServers } from './mcp-place.ts'
import type { Rule } from './rule.ts'
import { finding } from './rule.ts'

export const MCP_NO_AUTH: Rule = {
  id: 'mcp-no-auth',
  kind: 'mcp',
  severity: 'high',
  summary: 'An MCP server lists or runs tools for clients without credentials.',
  remedy: 'Require OAuth 2.1 as the MCP authorization specification has it, or bind the server to the local machine.',
  references: ['Model Context Protocol 2025-11-25, Authorization', 'OWASP API2:2023 Broken Authentication', 'CWE-306'],
  examples: {
    fires: { text: 'tools are listed for whoever asks', calls: mcpSession([{ tools: [ADD] }]) },
    silent: { text: 'every request carries a token', calls: mcpSession([{ tools: [ADD] }], { authorization: 'Bearer opaque-1' }) },
  },
  *find({ inventory }) {
    for (const server of servingServers(inventory.ai)) {
      const { open } = server
      if (open === 0) continue
      const calls = [...server.tools.values()].reduce((sum, tool) => sum + tool.calls, 0)
      const evidence = [
        { text: 'lists and calls were answered without credentials', n: open, firstUs: server.seen.firstUs, lastUs: server.seen.lastUs },
      ]
      if (calls > 0) evidence.push({ text: 'tool calls', n: calls, firstUs: server.seen.firstUs, lastUs: server.seen.lastUs })
      const withCredential = [...server.auth].filter(([scheme]) => scheme !== 'none')
      if (withCredential.length > 0)
        evidence.push({
          text: `others send ${withCredential.map(([scheme]) => scheme).join(', ')}, which the server does not need`,
          n: withCredential.reduce((sum, [, n]) => sum + n, 0),
          firstUs: server.seen.firstUs,
          lastUs: server.seen.lastUs,
        })
      yield finding(MCP_NO_AUTH, placeOfServer(server), {
        severity: isLocal(server) ? 'medium' : 'high',
        evidence,
        firstUs: server.seen.firstUs,
        lastUs: server.seen.lastUs,
      })
    }
  },
}
