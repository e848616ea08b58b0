// An MCP server that lets pages of other hosts in.

import type { McpServer } from '../ai/ai-model.ts'
import { isForeign } from '../ai/mcp-headers.ts'
import { ADD, mcpSession } from './mcp-example.ts'
import { placeOfServer, servingServers, timesOfServer } from './mcp-place.ts'
import { finding, type Rule } from './rule.ts'

const OWN = { origin: 'http://shop.example' }

export const MCP_FOREIGN_ORIGIN: Rule = {
  id: 'mcp-foreign-origin',
  kind: 'mcp',
  severity: 'medium',
  summary: 'An MCP server answers requests that a page of another host made a browser send.',
  remedy: 'Check the Origin and Host headers against the names of the server and answer 403 to all others (DNS rebinding).',
  references: ['Model Context Protocol 2025-11-25, Transports, Security Warning', 'CWE-346'],
  examples: {
    fires: { text: 'a page of evil.example lists the tools', calls: mcpSession([{ tools: [ADD] }], { origin: 'https://evil.example' }) },
    silent: { text: 'a page of the server itself lists the tools', calls: mcpSession([{ tools: [ADD] }], OWN) },
  },
  *find({ inventory }) {
    for (const server of servingServers(inventory.ai)) {
      const foreign = acceptedOrigins(server).filter(({ host, origin }) => isForeign(host, origin) || isRebound(server, host))
      if (foreign.length === 0) continue
      const evidence = foreign.map(({ host, origin, n }) => ({ text: `accepted: origin ${origin}, host ${host}`, n }))
      yield finding(MCP_FOREIGN_ORIGIN, placeOfServer(server), { confidence: 0.9, evidence, ...timesOfServer(server) })
    }
  },
}

const acceptedOrigins = (server: McpServer): { host: string; origin: string; n: number }[] =>
  [...server.origins].sort().flatMap(([key, n]) => {
    const [verdict, host = '', origin = ''] = key.split(' ')
    return verdict === 'accepted' ? [{ host, origin, n }] : []
  })

/** A host name that only browsers use, while everybody else calls the server by another: a page has bound its own name to the address. */
function isRebound(server: McpServer, host: string): boolean {
  const withOrigin = [...server.origins].reduce((sum, [key, n]) => (key.split(' ')[1] === host ? sum + n : sum), 0)
  const all = server.hosts.get(host) ?? 0
  const others = [...server.hosts].some(([name, n]) => name !== host && n > all)
  return others && withOrigin >= all && !/^(?:\d+\.\d+\.\d+\.\d+|\[[0-9a-f:]+\]|localhost)(?::\d+)?$/.test(host)
}
