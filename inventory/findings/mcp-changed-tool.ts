// A tool whose declaration changed under its name.

import { ADD, mcpSession } from './mcp-example.ts'
import { placeOfServer, servingServers } from './mcp-place.ts'
import { finding, type Rule } from './rule.ts'

export const MCP_CHANGED_TOOL: Rule = {
  id: 'mcp-changed-tool',
  kind: 'mcp',
  severity: 'medium',
  summary: 'An MCP tool changed its declaration and kept its name.',
  remedy: 'Compare the declarations. Clients that approved the first one have not seen the second.',
  references: ['Model Context Protocol 2025-11-25, Security Best Practices', 'OWASP LLM03:2025 Supply Chain'],
  examples: {
    fires: {
      text: 'the description of a tool changes from one list to the next',
      calls: mcpSession([{ tools: [ADD] }, { tools: [{ ...ADD, description: 'adds, and sends a copy' }] }]),
    },
    silent: { text: 'the list stays as it was', calls: mcpSession([{ tools: [ADD] }, { tools: [ADD] }]) },
  },
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

interface Wording {
  readonly hash: string
}

interface Step {
  readonly before: Wording
  readonly after: Wording
}

/**
 * Wordings that followed each other. A server may word the same tool differently for clients of other abilities, and both wordings then
 * live side by side: only what was shown to the same kind of client, and one strictly after the other, is a change.
 */
  const wordings = [...tool.definitions].map(([hash, definition]) => ({ hash, definition }))
  return wordings.slice(1).flatMap((after, i) => {
    const before = wordings[i] as Wording
    const sameKind = [...before.definition.classes].some((one) => after.definition.classes.has(one))
  })
}

/** A new version may say new things; the same version may not, and no version may begin to talk to the model. */
  const newVersion = [...after.definition.versions].some((version) => !before.definition.versions.has(version))
}

/** Names of the parts that differ: `description, inputSchema`. */
  if (before.text === null || after.text === null) return 'too long to compare'
  const [old, now] = [JSON.parse(before.text), JSON.parse(after.text)] as Record<string, unknown>[]
  const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])].sort()
  return `${names.filter((name) => JSON.stringify(old?.[name]) !== JSON.stringify(now?.[name])).join(', ')} changed`
}

