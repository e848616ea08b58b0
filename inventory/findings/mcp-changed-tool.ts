// A tool whose declaration changed under its name.

import type { McpTool, ToolDefinition } from '../ai/ai-model.ts'
import { ADD, mcpSession } from './mcp-example.ts'
import { placeOfServer, servingServers } from './mcp-place.ts'
import { poisonIn } from './poisoned-text.ts'
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
      for (const tool of server.tools.values()) {
        const steps = replacements(tool)
        const [last] = steps.slice(-1)
        if (last === undefined) continue
        const { before, after } = last
        yield finding(
          MCP_CHANGED_TOOL,
          { ...placeOfServer(server), path: tool.name },
          {
            severity: severityOf(last),
            evidence: [
              { text: `declaration ${before.hash.slice(0, 12)}`, ...timesOf(before.definition) },
              {
                text: `declaration ${after.hash.slice(0, 12)}: ${changedParts(before.definition, after.definition)}`,
                ...timesOf(after.definition),
              },
            ],
            firstUs: before.definition.firstUs,
            lastUs: after.definition.lastUs,
          },
        )
      }
    }
  },
}

interface Wording {
  readonly hash: string
  readonly definition: ToolDefinition
}

interface Step {
  readonly before: Wording
  readonly after: Wording
}

/**
 * Wordings that followed each other. A server may word the same tool differently for clients of other abilities, and both wordings then
 * live side by side: only what was shown to the same kind of client, and one strictly after the other, is a change.
 */
function replacements(tool: McpTool): Step[] {
  const wordings = [...tool.definitions].map(([hash, definition]) => ({ hash, definition }))
  wordings.sort((a, b) => a.definition.firstUs - b.definition.firstUs || (a.hash < b.hash ? -1 : 1))
  return wordings.slice(1).flatMap((after, i) => {
    const before = wordings[i] as Wording
    const sameKind = [...before.definition.classes].some((one) => after.definition.classes.has(one))
    return sameKind && after.definition.firstUs > before.definition.lastUs ? [{ before, after }] : []
  })
}

/** A new version may say new things; the same version may not, and no version may begin to talk to the model. */
function severityOf({ before, after }: Step): 'high' | 'medium' {
  const newVersion = [...after.definition.versions].some((version) => !before.definition.versions.has(version))
  const poisoned = poisonIn(after.definition.text ?? '').length > poisonIn(before.definition.text ?? '').length
  return newVersion && !poisoned ? 'medium' : 'high'
}

/** Names of the parts that differ: `description, inputSchema`. */
function changedParts(before: ToolDefinition, after: ToolDefinition): string {
  if (before.text === null || after.text === null) return 'too long to compare'
  const [old, now] = [JSON.parse(before.text), JSON.parse(after.text)] as Record<string, unknown>[]
  const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])].sort()
  return `${names.filter((name) => JSON.stringify(old?.[name]) !== JSON.stringify(now?.[name])).join(', ')} changed`
}

const timesOf = ({ n, firstUs, lastUs }: ToolDefinition): { n: number; firstUs: number; lastUs: number } => ({ n, firstUs, lastUs })
