// A short life of an MCP server, and of a model, for the examples of rules.

import type { ExampleCall } from './example.ts'

export const ADD = { name: 'add', description: 'adds numbers', inputSchema: { type: 'object' } }

export const MCP_INITIALIZE = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'robot', version: '1' } },
}

const PATH = 'POST /mcp'
const SESSION = { 'mcp-session-id': 'S-1', 'mcp-protocol-version': '2025-06-18' }

/** The handshake, then one list of tools after the other. */
export function mcpSession(
  lists: readonly { tools: readonly object[] }[],
  credentials: Readonly<Record<string, string>> = {},
): ExampleCall[] {
  const headers = { ...credentials, ...SESSION }
  const serverInfo = { name: 'desk', version: '1' }
  const initialized = { jsonrpc: '2.0', id: 0, result: { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo } }
  return [
    { line: PATH, headers: credentials, body: MCP_INITIALIZE, answer: initialized, answerHeaders: { 'mcp-session-id': 'S-1' } },
    { line: PATH, headers, body: { jsonrpc: '2.0', method: 'notifications/initialized' }, status: 202, answer: null },
    ...lists.map((result, i) => ({
      line: PATH,
      headers,
      body: { jsonrpc: '2.0', id: i + 1, method: 'tools/list' },
      answer: { jsonrpc: '2.0', id: i + 1, result },
    })),
  ]
}

/** A call of a tool that answers with a text. */
export const mcpCall = (name: string, given: object, text: string, headers: Readonly<Record<string, string>> = {}): ExampleCall => ({
  line: PATH,
  headers: { ...SESSION, ...headers },
  body: { jsonrpc: '2.0', id: 77, method: 'tools/call', params: { name, arguments: given } },
  answer: { jsonrpc: '2.0', id: 77, result: { content: [{ type: 'text', text }] } },
})

/** A call of a model in OpenAI's dialect. */
export const modelCall = (content: string, more: Partial<ExampleCall> = {}): ExampleCall => ({
  line: 'POST /v1/chat/completions',
  host: 'llm.corp.example',
  body: { model: 'llama-3', messages: [{ role: 'user', content }] },
  answer: { object: 'chat.completion', choices: [], usage: { prompt_tokens: 3, completion_tokens: 1 } },
  ...more,
})
