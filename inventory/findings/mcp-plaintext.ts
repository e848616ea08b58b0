// MCP over unencrypted HTTP.

import { ADD, mcpSession } from './mcp-example.ts'
import { isLoopback, placeOfServer, servingServers } from './mcp-place.ts'
import { finding, type Rule } from './rule.ts'
import { dataOf, titleOf } from './tool-data.ts'

export const MCP_PLAINTEXT: Rule = {
  id: 'mcp-plaintext',
  kind: 'mcp',
  severity: 'medium',
  summary: 'MCP crosses the network without encryption.',
  remedy: 'Serve it over TLS. If the mirror stands behind a TLS terminator, say so in the configuration (postTls).',
  references: ['Model Context Protocol 2025-11-25, Security Best Practices', 'CWE-319'],
  examples: {
    fires: { text: 'MCP over HTTP', calls: mcpSession([{ tools: [ADD] }]) },
    silent: { text: 'the mirror stands behind the TLS terminator', calls: mcpSession([{ tools: [ADD] }]), config: { postTls: true } },
  },
  *find({ inventory, config }) {
    if (config.postTls === true) return
    for (const server of servingServers(inventory.ai)) {
      if (isLoopback(server)) continue
      const credentials = [...server.auth].filter(([scheme, n]) => scheme !== 'none' && n > 0)
      const data = new Set([...server.tools.values()].flatMap((tool) => dataOf(tool).map(({ type }) => type)))
      const evidence = [
        { text: 'read without decryption', n: server.seen.n },
        ...credentials.map(([scheme, n]) => ({ text: `with ${scheme} credentials`, n })),
        ...[...data].sort().map((type) => ({ text: `with ${titleOf(type)}` })),
      ]
      yield finding(MCP_PLAINTEXT, placeOfServer(server), {
        severity: credentials.length > 0 || data.size > 0 ? 'high' : 'medium',
        evidence,
        firstUs: server.seen.firstUs,
        lastUs: server.seen.lastUs,
      })
    }
  },
}
