// Somebody who tries doors: MCP questions to many places that know nothing of it.

import { MCP_INITIALIZE } from './mcp-example.ts'
import { finding, type Rule } from './rule.ts'

/** So many places; a client with one wrong setting asks one, or two. */
const PLACES_MIN = 3
const probe = (path: string) => ({
  line: `POST ${path}`,
  body: MCP_INITIALIZE,
  status: 404,
  answer: { error: 'not found' },
  client: '10.0.0.66',
})

export const MCP_SCAN: Rule = {
  id: 'mcp-scan',
  kind: 'mcp',
  severity: 'low',
  summary: 'A client looks for MCP servers at many places and is refused everywhere.',
  remedy: 'Find out who it is: an inventory of your own, or somebody who looks for open tools.',
  references: ['MITRE ATT&CK T1046 Network Service Discovery'],
  examples: {
    fires: { text: 'the handshake is tried at four paths', calls: ['/mcp', '/sse', '/api/mcp', '/v1/mcp'].map(probe) },
    silent: { text: 'the handshake is tried at one wrong path', calls: [probe('/mcp')] },
  },
  *find({ inventory }) {
    const places = new Map<string, { refused: Set<string>; hosts: Set<string>; n: number; firstUs: number; lastUs: number }>()
    const welcome = new Set<string>()
    for (const { address, path, hosts, callers, seen } of inventory.ai.mcpServers.values()) {
      for (const [caller, { requests, refused }] of callers) {
        if (refused < requests) {
          welcome.add(caller)
          continue
        }
        const all = places.get(caller) ?? { refused: new Set(), hosts: new Set(), n: 0, firstUs: Number.POSITIVE_INFINITY, lastUs: 0 }
        all.refused.add(`${address} ${path}`)
        for (const host of hosts.keys()) all.hosts.add(host)
        all.n += refused
        all.firstUs = Math.min(all.firstUs, seen.firstUs)
        all.lastUs = Math.max(all.lastUs, seen.lastUs)
        places.set(caller, all)
      }
    }
    for (const [caller, { refused, hosts, n, firstUs, lastUs }] of [...places].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (refused.size < PLACES_MIN) continue
      const evidence = [{ text: `${caller} asked ${refused.size} places on ${hosts.size} hosts and was refused`, n }]
      if (welcome.has(caller)) evidence.push({ text: 'it is a client of other servers', n: 1 })
      yield finding(
        MCP_SCAN,
        { service: [...hosts].sort()[0] ?? '', key: '', path: caller },
        { confidence: 0.7, evidence, firstUs, lastUs },
      )
    }
  },
}
