// A tool whose declaration changed under its name.

import { placeOfServer, servingServers } from './mcp-place.ts'
import { finding, type Rule } from './rule.ts'

export const MCP_CHANGED_TOOL: Rule = {
  id: 'mcp-changed-tool',
  kind: 'mcp',
  severity: 'medium',
  summary: 'An MCP tool changed its declaration and kept its name.',
  remedy: 'Compare the declarations. Clients that approved the first one have not seen the second.',
  references: ['Model Context Protocol 2025-11-25, Security Best Practices', 'OWASP LLM03:2025 Supply Chain'],
  *find({ inventory }) {
    for (const server of servingServers(inventory.ai)) {
      // A server may declare the same tool in other words to clients of other abilities; both declarations then live side by side.
      for (const tool of server.tools.values()) {
        const declarations = [...tool.definitions].sort(([, a], [, b]) => a.firstUs - b.firstUs)
        const replaced =
          declarations.length > 1 && declarations.every(([, seen], i) => i === 0 || seen.firstUs > declarations[i - 1]![1].lastUs)
        if (!replaced) continue
        const evidence = declarations.map(([hash, seen]) => ({ text: `declaration ${hash.slice(0, 12)}`, ...seen }))
        const severity = server.versions.size > 1 ? 'medium' : 'high'
        yield finding(
          MCP_CHANGED_TOOL,
          { ...placeOfServer(server), path: tool.name },
          { severity, evidence, firstUs: server.seen.firstUs, lastUs: server.seen.lastUs },
        )
      }
    }
  },
}
