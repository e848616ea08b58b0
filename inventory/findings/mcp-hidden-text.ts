// Text in a tool's declaration that people do not see and models read.

import { ADD, mcpSession } from './mcp-example.ts'
import { placeOfServer, servingServers } from './mcp-place.ts'
import { finding, type Rule } from './rule.ts'

/** Tag characters, zero-width ones in a row, and overrides of the writing direction. A single joiner is part of many scripts and emoji. */
const HIDDEN = /[\u{E0000}-\u{E007F}]|[\u200B\u2060\uFEFF]{2,}|[\u202D\u202E\u2066-\u2069]/u

export const MCP_HIDDEN_TEXT: Rule = {
  id: 'mcp-hidden-text',
  kind: 'mcp',
  severity: 'high',
  summary: 'The declaration of an MCP tool holds invisible text.',
  remedy: 'Do not approve the server before somebody has read that text; there is no good reason for it.',
  references: ['OWASP LLM01:2025 Prompt Injection', 'Unicode Technical Report 36, section 3'],
  examples: {
    fires: {
      text: 'zero-width characters in the description of a tool',
      calls: mcpSession([{ tools: [{ ...ADD, description: 'adds\u200b\u200b numbers' }] }]),
    },
    silent: { text: 'an emoji that is joined from two', calls: mcpSession([{ tools: [{ ...ADD, description: 'for 👩\u200d💻' }] }]) },
  },
  *find({ inventory }) {
    for (const server of servingServers(inventory.ai)) {
      for (const tool of server.tools.values()) {
        if (tool.definition === null || !HIDDEN.test(tool.definition)) continue
        const evidence = [{ text: 'invisible characters in the declaration' }]
        yield finding(
          MCP_HIDDEN_TEXT,
          { ...placeOfServer(server), path: tool.name },
          { evidence, firstUs: server.seen.firstUs, lastUs: server.seen.lastUs },
        )
      }
    }
  },
}
