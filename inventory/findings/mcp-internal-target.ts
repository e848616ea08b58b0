// A tool that was sent to an address behind the walls.

import { ADD, mcpCall, mcpSession } from './mcp-example.ts'
import { placeOfServer, servingServers, timesOfServer } from './mcp-place.ts'
import { finding, type Rule } from './rule.ts'

const WORDS: Readonly<Record<string, string>> = {
  metadata: 'the metadata service of a cloud',
  'link-local': 'a link-local address',
  loopback: 'the machine of the server itself',
}

export const MCP_INTERNAL_TARGET: Rule = {
  id: 'mcp-internal-target',
  kind: 'mcp',
  severity: 'high',
  summary: 'A tool of an MCP server was called with an address that only its own machine or network can reach.',
  remedy: 'Let the tool reach public addresses only, and look at who made the call: credentials of the cloud may be lost.',
  references: ['OWASP API7:2023 Server Side Request Forgery', 'CWE-918'],
  examples: {
    fires: {
      text: 'a tool is sent to the metadata service',
      calls: [...mcpSession([{ tools: [ADD] }]), mcpCall('fetch_url', { url: 'http://169.254.169.254/latest/meta-data/' }, 'role')],
    },
    silent: {
      text: 'a tool fetches a public page',
      calls: [...mcpSession([{ tools: [ADD] }]), mcpCall('fetch_url', { url: 'https://example.org/' }, 'page')],
    },
  },
  *find({ inventory }) {
    for (const server of servingServers(inventory.ai)) {
      for (const tool of server.tools.values()) {
        for (const [kind, n] of [...tool.targets].sort()) {
          // Developers do point tools at their own machine.
          const severity = kind === 'loopback' ? 'low' : 'high'
          const evidence = [{ text: `called with ${WORDS[kind] ?? kind}`, n }]
          yield finding(
            MCP_INTERNAL_TARGET,
            { ...placeOfServer(server), path: tool.name, type: kind },
            { severity, evidence, ...timesOfServer(server) },
          )
        }
      }
    }
  },
}
