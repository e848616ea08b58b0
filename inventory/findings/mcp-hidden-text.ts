// Text in a tool's declaration that people do not see and models read.

import { ADD, mcpSession } from './mcp-example.ts'
import { placeOfServer, servingServers, timesOfServer } from './mcp-place.ts'
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
      const texts: [place: string, text: string][] = [
        ...[...server.tools.values()].map((tool): [string, string] => [tool.name, tool.definition ?? '']),
        ...[...server.instructions.keys()].map((text): [string, string] => ['instructions', text]),
        ...[...server.promptTexts.keys()].map((text): [string, string] => [`prompt ${text.slice(0, text.indexOf(':'))}`, text]),
      ]
      for (const [path, text] of texts) {
        if (!HIDDEN.test(text)) continue
        const said = tagText(text)
        const evidence = [{ text: said === '' ? 'invisible characters in the declaration' : `invisible text in the declaration: ${said}` }]
        yield finding(MCP_HIDDEN_TEXT, { ...placeOfServer(server), path }, { evidence, ...timesOfServer(server) })
      }
    }
  },
}

/** What is written in tag characters, made visible. */
const tagText = (text: string): string =>
  [...text]
    .map((character) => (character.codePointAt(0) ?? 0) - 0xe0000)
    .filter((code) => code >= 0x20 && code < 0x7f)
    .map((code) => String.fromCharCode(code))
    .join('')
    .slice(0, 300)
