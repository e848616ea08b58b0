// Data of people that a tool hands out.

import { ADD, mcpCall, mcpSession } from './mcp-example.ts'
import { placeOfServer, servingServers, timesOfServer } from './mcp-place.ts'
import { finding, type Rule } from './rule.ts'
import { dataOf, isPersonal, isSecret, textsOf, titleOf } from './tool-data.ts'

const answered = (text: string) => [...mcpSession([{ tools: [ADD] }]), mcpCall('add', {}, text)]

export const MCP_PERSONAL_DATA: Rule = {
  id: 'mcp-personal-data',
  kind: 'mcp',
  severity: 'medium',
  summary: 'A tool of an MCP server hands out personal or payment data.',
  remedy: 'Leave out or mask what the task does not need, and check who may call the tool.',
  references: ['OWASP LLM02:2025 Sensitive Information Disclosure', 'GDPR article 5(1)(c)'],
  examples: {
    fires: { text: 'an account number is in the result', calls: answered('pay to DE89370400440532013000') },
    silent: { text: 'an order number is in the result', calls: answered('order 89370400440532 is on its way') },
  },
  *find({ inventory }) {
    for (const server of servingServers(inventory.ai)) {
      for (const tool of server.tools.values()) {
        for (const { side, type, path, n } of dataOf(tool)) {
          if (side !== 'results' || !isPersonal(type) || isSecret(type)) continue
          yield finding(
            MCP_PERSONAL_DATA,
            { ...placeOfServer(server), location: 'response.body', path: tool.name, type },
            {
              confidence: 0.8,
              evidence: [{ text: `${titleOf(type)} in results${path === null ? '' : ` at ${path}`}`, n }],
              ...timesOfServer(server),
            },
          )
        }
      }
      for (const { place, type, n } of textsOf(server)) {
        if (place === 'answers' || !(isPersonal(type) && !isSecret(type))) continue
        yield finding(
          MCP_PERSONAL_DATA,
          { ...placeOfServer(server), location: 'response.body', path: place, type },
          { confidence: 0.8, evidence: [{ text: `${titleOf(type)} in ${place}`, n }], ...timesOfServer(server) },
        )
      }
    }
  },
}
