// A secret on its way into a tool.

import { ADD, mcpCall, mcpSession } from './mcp-example.ts'
import { placeOfServer, servingServers, timesOfServer } from './mcp-place.ts'
import { finding, type Rule } from './rule.ts'
import { dataOf, isSecret, textsOf, titleOf } from './tool-data.ts'

const given = (note: string) => [...mcpSession([{ tools: [ADD] }]), mcpCall('add', { note }, 'done')]

export const MCP_SECRET_IN: Rule = {
  id: 'mcp-secret-in',
  kind: 'mcp',
  severity: 'high',
  summary: 'A secret was given to a tool of an MCP server.',
  remedy: 'Let the server fetch the secret itself, so that no model knows it, and change it.',
  references: ['OWASP LLM02:2025 Sensitive Information Disclosure', 'CWE-522'],
  examples: {
    fires: { text: 'an access key is in the arguments', calls: given('use AKIAQ7EXQ2WVFJ4MB6TN for it') },
    silent: { text: 'a sentence is in the arguments', calls: given('use the usual account for it') },
  },
  *find({ inventory }) {
    for (const server of servingServers(inventory.ai)) {
      for (const tool of server.tools.values()) {
        for (const { side, type, path, n } of dataOf(tool)) {
          if (side === 'results' || !isSecret(type)) continue
          const where = side === 'header' ? 'Mcp-Param headers' : `arguments${path === null ? '' : ` at ${path}`}`
          yield finding(
            MCP_SECRET_IN,
            { ...placeOfServer(server), location: 'request.body', path: tool.name, type },
            { confidence: 0.9, evidence: [{ text: `${titleOf(type)} in ${where}`, n }], ...timesOfServer(server) },
          )
        }
      }
      for (const { place, type, n } of textsOf(server)) {
        if (place !== 'answers' || !isSecret(type)) continue
        yield finding(
          MCP_SECRET_IN,
          { ...placeOfServer(server), location: 'request.body', path: place, type },
          { confidence: 0.9, evidence: [{ text: `${titleOf(type)} in what a client answers the server`, n }], ...timesOfServer(server) },
        )
      }
    }
  },
}
