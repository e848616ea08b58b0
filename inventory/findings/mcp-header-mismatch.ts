// Headers of the newest revision that say something else than the body.

import { ADD, mcpCall, mcpSession } from './mcp-example.ts'
import { placeOfServer, servingServers, timesOfServer } from './mcp-place.ts'
import { finding, type Rule } from './rule.ts'

const named = (name: string) => ({ 'mcp-method': 'tools/call', 'mcp-name': name })

export const MCP_HEADER_MISMATCH: Rule = {
  id: 'mcp-header-mismatch',
  kind: 'mcp',
  severity: 'medium',
  summary: 'An MCP server accepts requests whose headers name another method or tool than the body.',
  remedy: 'Answer such requests with 400 and code -32020: gateways decide by the headers what they let pass.',
  references: ['Model Context Protocol 2026-07-28, Transports', 'CWE-444'],
  examples: {
    fires: {
      text: 'the header names a harmless tool, the body another',
      calls: [...mcpSession([{ tools: [ADD] }]), mcpCall('drop', {}, 'done', named('add'))],
    },
    silent: { text: 'header and body agree', calls: [...mcpSession([{ tools: [ADD] }]), mcpCall('add', {}, '3', named('add'))] },
  },
  *find({ inventory }) {
    for (const server of servingServers(inventory.ai)) {
      const accepted = [...server.mismatches].filter(([key]) => key.startsWith('accepted ')).sort()
      if (accepted.length === 0) continue
      const evidence = accepted.map(([key, n]) => ({ text: `accepted: ${key.slice('accepted '.length)} differs from the body`, n }))
      yield finding(MCP_HEADER_MISMATCH, placeOfServer(server), { evidence, ...timesOfServer(server) })
    }
  },
}
