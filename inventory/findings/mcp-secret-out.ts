// A secret that a tool gives away.

import { ADD, mcpCall, mcpSession } from './mcp-example.ts'
import { placeOfServer, servingServers, timesOfServer } from './mcp-place.ts'
import { finding, type Rule } from './rule.ts'
import { dataOf, isSecret, textsOf, titleOf } from './tool-data.ts'

const answered = (text: string) => [...mcpSession([{ tools: [ADD] }]), mcpCall('add', {}, text)]

export const MCP_SECRET_OUT: Rule = {
  id: 'mcp-secret-out',
  kind: 'mcp',
  severity: 'high',
  summary: 'A tool of an MCP server gives secrets away.',
  remedy: 'Keep secrets out of results, as whoever talks to the model can ask for them, and change them.',
  references: ['OWASP LLM02:2025 Sensitive Information Disclosure', 'CWE-200'],
  examples: {
    fires: { text: 'an access key is in the result', calls: answered('AWS_ACCESS_KEY_ID=AKIAQ7EXQ2WVFJ4MB6TN') },
    silent: { text: 'the name of a key is in the result', calls: answered('AWS_ACCESS_KEY_ID is set') },
  },
  *find({ inventory }) {
    for (const server of servingServers(inventory.ai)) {
      for (const tool of server.tools.values()) {
        for (const { side, type, path, n } of dataOf(tool)) {
          if (side !== 'results' || !isSecret(type)) continue
          yield finding(
            MCP_SECRET_OUT,
            { ...placeOfServer(server), location: 'response.body', path: tool.name, type },
            {
              confidence: 0.9,
              evidence: [{ text: `${titleOf(type)} in results${path === null ? '' : ` at ${path}`}`, n }],
              ...timesOfServer(server),
            },
          )
        }
      }
      for (const { place, type, n } of textsOf(server)) {
        if (place === 'answers' || !isSecret(type)) continue
        yield finding(
          MCP_SECRET_OUT,
          { ...placeOfServer(server), location: 'response.body', path: place, type },
          { confidence: 0.9, evidence: [{ text: `${titleOf(type)} in ${place}`, n }], ...timesOfServer(server) },
        )
      }
    }
  },
}
