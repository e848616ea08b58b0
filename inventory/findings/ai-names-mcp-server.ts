// A call of a model, or a document, that names an MCP server which was never seen here.

import { foldAliases } from '../ai/mcp-aliases.ts'
import { modelCall } from './mcp-example.ts'
import { placeOfServer } from './mcp-place.ts'
import { finding, type Rule } from './rule.ts'

const body = { model: 'm', input: 'hello' }
const call = (tools: readonly object[]) =>
  modelCall('', {
    line: 'POST /v1/responses',
    host: 'api.openai.com',
    body: { ...body, tools },
    answer: { object: 'response', output: [] },
  })

export const AI_NAMES_MCP_SERVER: Rule = {
  id: 'ai-names-mcp-server',
  kind: 'ai',
  severity: 'info',
  summary: 'A model is told to use an MCP server that the provider calls itself: nothing of it passes here.',
  remedy: 'Find out who runs the server and what it is given; a sensor in this place will never see the calls.',
  references: ['OWASP LLM06:2025 Excessive Agency'],
  examples: {
    fires: {
      text: 'a model call names a server',
      calls: [call([{ type: 'mcp', server_label: 'crm', server_url: 'https://crm.example/mcp' }])],
    },
    silent: { text: 'a model call names a function', calls: [call([{ type: 'function', name: 'crm' }])] },
  },
  *find({ inventory }) {
    for (const server of foldAliases(inventory.ai.mcpServers)) {
      const by = [...server.declaredBy].filter(([who]) => who === 'model call' || who === 'acp session').sort()
      if (by.length === 0 || server.seen.n > 0) continue
      const evidence = by.map(([who, n]) => ({ text: `named by: ${who}`, n }))
      yield finding(AI_NAMES_MCP_SERVER, { ...placeOfServer(server), method: null }, { evidence, firstUs: 0, lastUs: 0 })
    }
  },
}
