import { expect, it } from 'vitest'
import { AGENT_PATHS } from '../../../inventory/ai/agent-protocols.ts'
import { DIALECTS } from '../../../inventory/ai/dialects.ts'
import { Gate, hasRpcBody } from '../../../inventory/ai/gate.ts'
import { HostIndex } from '../../../inventory/ai/host-index.ts'
import { isServerCard } from '../../../inventory/ai/server-card.ts'
import { rawExchange, rawMessage } from '../../support/raw-exchange.ts'
import { call, event, turn } from './mcp-dialogue.ts'

const gate = new Gate(new HostIndex())
const passes = (path: string, headers = 'host: a\n') =>
  gate.passes(rawExchange({ request: `GET ${path} HTTP/1.1\n${headers}\n`, response: 'HTTP/1.1 200 OK\ncontent-type: text/html\n\n' }))

/** At least one path for every row that the tables hold. */
const PATHS = [
  ...[
    '/v1/chat/completions',
    '/openai/deployments/x/chat/completions',
    '/v1/completions',
    '/v1/embeddings',
    '/v1/responses',
    '/v1/messages',
  ],
  ...['/v1/messages/count_tokens', '/v1beta/models/g:generateContent', '/v1beta/models/g:embedContent', '/v1beta/models/g:countTokens'],
  ...['/v1/projects/p/locations/l/publishers/anthropic/models/c:rawPredict', '/model/x/converse', '/model/x/converse-stream'],
  ...[
    '/model/x/invoke',
    '/model/x/invoke-with-response-stream',
    '/v2/chat',
    '/v2/embed',
    '/v1/rerank',
    '/api/chat',
    '/api/generate',
    '/api/embed',
    '/api/show',
  ],
  ...[
    '/api/tags',
    '/api/ps',
    '/generate',
    '/generate_stream',
    '/completion',
    '/props',
    '/api/v0/models',
    '/api/v0/chat/completions',
    '/tokenize',
  ],
  ...['/v2/models/x/infer', '/v2/models/x', '/v2/models/x/versions/1', '/v1/models/x:predict', '/collections/c/points/search'],
  ...['/collections/c/points/query/batch', '/collections/c/points', '/collections/c', '/collections', '/api/v2/heartbeat'],
  ...[
    '/api/v2/tenants/t/databases/d/collections/c/query',
    '/api/v2/tenants/t/databases/d/collections/c/add',
    '/v2/vectordb/entities/search',
  ],
  ...['/query', '/vectors/upsert', '/v1/batch/objects', '/v1/meta', '/v1/graphql', '/v1/models', '/info', '/api/v1/collections/c/get'],
]
const AGENTS = [
  '/.well-known/agent.json',
  '/.well-known/agent-card.json',
  '/v1/message:send',
  '/threads/t/runs/stream',
  '/runs',
  '/assistants/search',
  '/chain/invoke',
  '/chain/stream_log',
  '/chain/batch',
]
const DOCUMENTS = ['/mcp/server-card', '/.well-known/mcp.json', '/.well-known/oauth-protected-resource/mcp', '/.well-known/ai-catalog.json']

it('lets every path through that any table knows, with a query and a slash behind it, too', () => {
  for (const path of [...PATHS, ...AGENTS, ...DOCUMENTS])
    for (const more of ['', '?a=/b', '/', '/?x']) expect(passes(path + more), path + more).toBe(true)
  for (const row of DIALECTS)
    expect(
      PATHS.some((path) => row.path.test(path)),
      `${row.id} ${row.operation}: a path for this row is missing above`,
    ).toBe(true)
  for (const path of AGENTS) expect(AGENT_PATHS.test(path), path).toBe(true)
  expect(isServerCard('/mcp/server-card')).toBe(true)
})

it('lets known hosts, telltale headers, event streams and JSON-RPC through, wherever they are', () => {
  expect([passes('/x', 'Host: API.openai.com:443\n'), passes('/x', 'host: api.openai.com.evil.example\n')]).toEqual([true, false])
  expect([
    passes('/x', 'host: a\nMcp-Method: x\n'),
    passes('/x', 'host: a\nA2A-Version: 1\n'),
    passes('/x', 'host: a\nmcx-y: 1\n'),
  ]).toEqual([true, true, false])
  expect(passes('http://proxied.example/x')).toBe(true)
  expect(gate.passes(turn({ path: '/x', request: {}, response: event('x') }))).toBe(true)
  expect(gate.passes(turn({ path: '/x', request: call(1, 'tools/list'), response: {} }))).toBe(true)
  expect(hasRpcBody(rawMessage('request', 'POST / HTTP/1.1\ncontent-type: text/plain\n\n{"jsonrpc":"2.0","id":1}'))).toBe(false)
})

it('keeps everyday traffic out', () => {
  for (const path of ['/', '/index.html', '/api/v1/users/42', '/orders?status=search', '/assets/app.js', '/v1/orders/7/items'])
    expect(passes(path), path).toBe(false)
  expect(gate.passes(turn({ path: '/orders', request: { item: 1 }, response: { id: 7 } }))).toBe(false)
  expect(gate.passes(rawExchange({ request: null, response: 'HTTP/1.1 200 OK\n\n' }))).toBe(false)
})
