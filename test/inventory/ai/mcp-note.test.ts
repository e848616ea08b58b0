import { expect, it } from 'vitest'
import { AiObserver, type McpServer } from '../../../inventory/ai/index.ts'
import type { Exchange } from '../../../reconstruct/index.ts'
import { rawExchange } from '../../support/raw-exchange.ts'
import { call, failure, initialize, result, session, tool, turn } from './mcp-dialogue.ts'

const server = (...exchanges: Exchange[]): McpServer => {
  const observer = new AiObserver()
  for (const exchange of exchanges) observer.observe(exchange)
  return [...observer.inventory().mcpServers.values()][0]!
}
const list = (headers: Record<string, string>, status = 200) =>
  turn({ request: call(9, 'tools/list'), headers, status, response: status === 200 ? result(9, { tools: [tool('add')] }) : {} })

it('counts sessions that end and sessions that the server no longer knows', () => {
  const end = (status: number) =>
    rawExchange({ request: 'DELETE /mcp HTTP/1.1\nhost: tools.example\nmcp-session-id: S-1\n\n', response: `HTTP/1.1 ${status} X\n\n` })
  expect(server(...session(), end(200), end(404))).toMatchObject({ sessionsEnded: 1, sessionsExpired: 1 })
})

it('tells accepted origins from refused ones', () => {
  expect([
    ...server(...session(), list({ origin: 'https://evil.example' }), list({ origin: 'https://evil.example' }, 403)).origins.keys(),
  ]).toEqual(['accepted tools.example https://evil.example', 'refused tools.example https://evil.example'])
})

it('knows who refuses and what is needed to get in', () => {
  const refused = turn({
    request: initialize(0),
    status: 401,
    response: {},
    responseHeaders: { 'www-authenticate': 'Bearer resource_metadata="https://a/x", scope="read"' },
  })
  const found = server(refused)
  expect(found).toMatchObject({ authRequired: 1, unauthorized: 1 })
  expect([...found.authFacts.keys()]).toEqual(['metadata https://a/x', 'scope read'])
  expect(found.callers.get('10.0.0.9')).toMatchObject({ requests: 1, refused: 1 })
})

it('notes batches, proxies and headers that disagree', () => {
  const batch = turn({
    request: [call(1, 'tools/list'), call(2, 'prompts/list')],
    response: [result(1, { tools: [tool('a')] }), result(2, { prompts: [] })],
  })
  const odd = turn({
    request: call(3, 'tools/call', { name: 'a' }),
    headers: { 'mcp-method': 'tools/call', 'mcp-name': 'b', via: '1.1 x' },
    response: result(3, { content: [] }),
  })
  const found = server(batch, odd)
  expect([[...found.traits.keys()], [...found.proxies.keys()], [...found.mismatches.keys()]]).toEqual([
    ['batches'],
    ['via'],
    ['accepted mcp-name'],
  ])
})

it('takes a page in place of an answer for no MCP server', () => {
  const page = rawExchange({
    request: `POST /mcp HTTP/1.1\nhost: a\ncontent-type: application/json\n\n${JSON.stringify(initialize(0))}`,
    response: 'HTTP/1.1 200 OK\ncontent-type: text/html\n\n<html></html>',
  })
  expect(server(page).evidence.has('answered-otherwise')).toBe(true)
  expect(
    server(turn({ request: call(1, 'tools/list'), status: 400, response: failure(1, -32600) })).evidence.has('answered-otherwise'),
  ).toBe(false)
})
