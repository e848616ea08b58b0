// A tool that can do harm.

import { ADD, mcpSession } from './mcp-example.ts'
import { isOpen, placeOfServer, servingServers, timesOfServer } from './mcp-place.ts'
import { finding, type Rule } from './rule.ts'
import { risksOf, riskText } from './tool-risks.ts'

const RUN = { name: 'run_shell_command', description: 'Runs a command.', inputSchema: { properties: { command: { type: 'string' } } } }

export const MCP_DANGEROUS_TOOL: Rule = {
  id: 'mcp-dangerous-tool',
  kind: 'mcp',
  severity: 'info',
  summary: 'An MCP server offers a tool that can do harm: run commands or SQL, write files, fetch any address, read secrets.',
  remedy: 'Let only those clients in that need it, ask people before each call, and confine what the tool may reach.',
  references: ['OWASP LLM06:2025 Excessive Agency', 'Model Context Protocol 2025-11-25, Security Best Practices', 'CWE-78'],
  examples: {
    fires: { text: 'a tool runs shell commands', calls: mcpSession([{ tools: [RUN] }]) },
    silent: { text: 'a tool adds numbers', calls: mcpSession([{ tools: [ADD] }]) },
  },
  *find({ inventory }) {
    for (const server of servingServers(inventory.ai)) {
      for (const tool of server.tools.values()) {
        if (!tool.listed) continue
        for (const risk of risksOf(tool)) {
          const evidence = [
            { text: `${riskText(risk)}, by its declaration` },
            ...(tool.calls > 0 ? [{ text: 'was called', n: tool.calls }] : []),
          ]
          if (isOpen(server)) evidence.push({ text: 'the server answers requests without credentials', n: server.open })
          yield finding(
            MCP_DANGEROUS_TOOL,
            { ...placeOfServer(server), path: tool.name, type: risk },
            { severity: isOpen(server) ? 'high' : 'info', confidence: 0.8, evidence, ...timesOfServer(server) },
          )
        }
      }
    }
  },
}
