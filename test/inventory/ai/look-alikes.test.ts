// What only looks like AI gives nothing: no MCP server that counts, no provider, no agent.

import { expect, it } from 'vitest'
import { AiObserver, aiJson, mcpServersJson } from '../../../inventory/ai/index.ts'
import type { Exchange } from '../../../reconstruct/index.ts'
import { rawExchange } from '../../support/raw-exchange.ts'
import { call, event, failure, initialize, result, turn } from './mcp-dialogue.ts'

const get = (path: string, type: string, body: string, headers = '') =>
  rawExchange({ request: `GET ${path} HTTP/1.1\nhost: a\n${headers}\n`, response: `HTTP/1.1 200 OK\ncontent-type: ${type}\n\n${body}` })
const rpc = (request: object, response: unknown, path = '/rpc', host = 'a') => turn({ path, host, request, response })

const lsp = { processId: 7, rootUri: 'file:///x', capabilities: {}, clientInfo: { name: 'editor', version: '1' } }
const LOOK_ALIKES: Record<string, Exchange[]> = {
  'a language server over HTTP': [
    rpc(call(0, 'initialize', lsp), result(0, { capabilities: {}, serverInfo: { name: 'lsp', version: '1' } })),
    rpc(call(1, 'textDocument/completion', { textDocument: { uri: 'file:///x' } }), result(1, { items: [] })),
    rpc(call(2, 'shutdown'), result(2, null)),
  ],
  'a language server over WebSocket': [
    rawExchange({
      request: 'GET /lsp HTTP/1.1\nhost: a\nupgrade: websocket\nconnection: Upgrade\n\n',
      response: 'HTTP/1.1 101 Switching Protocols\nupgrade: websocket\n\n',
    }),
  ],
  'an Ethereum node': [
    rpc(call(1, 'eth_call', [{ to: '0x0' }, 'latest']), result(1, '0x')),
    rpc(call(2, 'net_version', []), result(2, '1')),
    rpc([call(3, 'eth_blockNumber', []), call(4, 'web3_clientVersion', [])], [result(3, '0x1'), result(4, 'geth')]),
  ],
  'plain JSON-RPC with names that MCP has, too': [
    rpc(call(1, 'ping'), result(1, 'pong')),
    rpc(call(2, 'initialize', { client: 'x' }), result(2, { ok: true })),
    rpc(call(3, 'tools/list'), result(3, { tools: ['hammer', 'saw'] })),
    rpc(call(4, 'tools/call', { name: 'hammer' }), result(4, { content: 'bang' })),
    rpc(call(5, 'completion', { text: 'x' }), result(5, [])),
  ],
  'a JSON-RPC server that knows none of it': [
    rpc(call(1, 'tools/list'), failure(1, -32601)),
    rpc(call(2, 'resources/list'), failure(2, -32601)),
    rpc(call(3, 'tools/call', { name: 'x' }), failure(3, -32601)),
  ],
  'JSON-RPC 1.0': [rpc({ jsonrpc: '1.0', id: 1, method: 'tools/list' }, { result: { tools: [] }, id: 1 })],
  GraphQL: [
    rpc({ query: '{ tools { name inputSchema } }' }, { data: { tools: [{ name: 'x', inputSchema: {} }] } }, '/graphql'),
    get(
      '/graphql/stream?query=x',
      'text/event-stream',
      event('{"data":{"greetings":"Hi"}}', 'next') + event('', 'complete'),
      'accept: text/event-stream\n',
    ),
  ],
  "A2A's tasks": [
    rpc(call(1, 'tasks/get', { id: 't-1' }), result(1, { id: 't-1', status: { state: 'completed' } })),
    rpc(call(2, 'tasks/cancel', { id: 't-1' }), result(2, { id: 't-1' })),
  ],
  'REST under /mcp and /sse': [
    get('/mcp', 'application/json', '{"devices":[{"name":"mcp23017"}]}'),
    turn({ path: '/mcp', request: { name: 'x' }, response: { id: 1 } }),
    get('/sse', 'text/event-stream', event('{"price":1}'), 'accept: text/event-stream\n'),
    get('/mcp/tools/list', 'application/json', '{"tools":[{"name":"a","inputSchema":{}}]}'),
  ],
  'a chat over server-sent events': [
    turn({ path: '/api/chat', request: { message: 'hello' }, response: event('{"text":"hi"}') + event('[DONE]') }),
    turn({ path: '/chat/stream', request: { messages: [{ role: 'user' }] }, response: event('{"type":"RUN","text":"hi"}') }),
    get('/events', 'text/event-stream', event('hello everybody', 'endpoint')),
  ],
  'hosts that end like providers, or begin like them': [
    'openai.com.evil.example',
    'api.openai.com.evil.example',
    'notapi.anthropic.com',
    'openai.com',
  ].map((host) => turn({ host, path: '/v1/things', request: { model: 'm' }, response: {} })),
  'OpenAI Assistants, which have threads and runs': [
    turn({
      host: 'b',
      path: '/threads/t/runs',
      headers: { 'openai-beta': 'assistants=v2' },
      request: { assistant_id: 'x' },
      response: { run_id: 'r', thread_id: 't' },
    }),
  ],
  'somebody who looks for servers where none are': [
    turn({ path: '/mcp', request: initialize(0), status: 404, response: { error: 'no' } }),
    rawExchange({
      request: `POST /sse HTTP/1.1\nhost: a\ncontent-type: application/json\n\n${JSON.stringify(initialize(0))}`,
      response: 'HTTP/1.1 200 OK\ncontent-type: text/html\n\n<html>app</html>',
    }),
    turn({ path: '/api', request: initialize(0), response: { ok: true } }),
  ],
  'documents about authorization, asked by an SDK': [
    get('/.well-known/oauth-authorization-server', 'application/json', '{"issuer":"https://a"}', 'mcp-protocol-version: 2025-06-18\n'),
    get('/.well-known/openid-configuration', 'application/json', '{"issuer":"https://a"}', 'mcp-protocol-version: 2025-06-18\n'),
  ],
  'models of another kind': [
    get('/v1/models', 'application/json', '{"data":[{"id":"t-shirt","owned_by":"shop"}]}'),
    get('/info', 'application/json', '{"version":"1"}'),
    turn({ path: '/generate', request: { inputs: 3 }, response: { pdf: 'x' } }),
    turn({ path: '/query', request: { topK: 3 }, response: { rows: [] } }),
    turn({ path: '/orders/batch', request: { inputs: [] }, response: { output: [] } }),
    get('/collections/shoes', 'application/json', '{"result":[],"status":"ok"}'),
  ],
}

it.each(Object.entries(LOOK_ALIKES))('%s', (_what, exchanges) => {
  const observer = new AiObserver()
  for (const exchange of exchanges) observer.observe(exchange)
  const ai = observer.inventory()
  expect(mcpServersJson(ai).servers.filter(({ confidence }) => confidence !== 'candidate')).toEqual([])
  const { providers, agents } = aiJson(ai)
  expect({ providers, agents }).toEqual({ providers: [], agents: [] })
})

it('TLS to a host that only looks like a provider gives none', () => {
  const observer = new AiObserver()
  const flow = { id: 1, clientAddress: '10.0.0.9', clientPort: 1, serverAddress: '10.0.0.1', serverPort: 443, encapsulation: [] }
  const summary = {
    flow,
    kind: 'tls',
    bytes: [9, 9],
    gapBytes: [0, 0],
    requests: 0,
    responses: 0,
    exchanges: 0,
    alpn: [],
    firstUs: 1,
    lastUs: 2,
    ended: true,
  } as const
  for (const serverName of ['openai.com.evil.example', 'mcp.evil.example', 'bedrock-runtime.amazonaws.com', null])
    observer.flow({ ...summary, serverName })
  expect(aiJson(observer.inventory()).providers).toEqual([])
})
