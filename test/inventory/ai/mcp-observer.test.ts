import { describe, expect, it } from 'vitest'
import { AiObserver, mcpServersJson } from '../../../inventory/ai/index.ts'
import type { Exchange } from '../../../reconstruct/index.ts'
import { rawExchange } from '../../support/raw-exchange.ts'
import { call, event, failure, initialize, initialized, result, session, tool, turn } from './mcp-dialogue.ts'

const observe = (...exchanges: Exchange[]) => {
  const observer = new AiObserver()
  for (const exchange of exchanges) observer.observe(exchange)
  return mcpServersJson(observer.inventory()).servers
}
const counted = (...exchanges: Exchange[]) => observe(...exchanges).filter(({ confidence }) => confidence !== 'candidate')

describe('an MCP server over streamable HTTP', () => {
  it('is known by its handshake, with session, tools, calls, errors, client and agreed revision', () => {
    const [server] = counted(...session())
    expect(server).toMatchObject({
      address: '10.0.0.1:80',
      path: '/mcp',
      confidence: 'confirmed',
      status: 'serving',
      names: ['desk'],
      versions: ['2.1'],
      protocolVersions: ['2025-06-18'],
      transports: ['streamable-http'],
      era: 'legacy',
      sessions: 1,
      clients: [{ name: 'robot', version: '1.0' }],
      auth: 'none',
      tools: [
        { name: 'add', listed: true, calls: 2, errors: 1 },
        { name: 'drop', listed: true, calls: 0, errors: 0 },
      ],
    })
  })

  it('is found whatever its path is called', () => {
    expect(counted(turn({ path: '/v2/invoke', request: call(1, 'tools/list'), response: result(1, { tools: [tool('x')] }) }))).toHaveLength(
      1,
    )
  })

  it('is one server, whatever Host is claimed', () => {
    expect(
      counted(...session(), turn({ host: 'evil.example', request: call(9, 'tools/list'), response: result(9, { tools: [tool('add')] }) })),
    ).toHaveLength(1)
  })

  it('takes a JSON-RPC error for a call with an error, and 1 for another id than "1"', () => {
    const [server] = counted(
      ...session(),
      turn({ request: call(7, 'tools/call', { name: 'gone' }), response: failure(7, -32602) }),
      turn({ request: call(8, 'tools/call', { name: 'odd' }), response: result('8', { content: [] }) }),
    )
    expect(server?.tools.find(({ name }) => name === 'gone')).toMatchObject({ name: 'gone', listed: false, calls: 1, errors: 1 })
    expect(server?.tools.find(({ name }) => name === 'odd')).toBeUndefined()
  })

  it('reads batches', () => {
    const [server] = counted(
      ...session(),
      turn({
        request: [call(10, 'tools/call', { name: 'add' }), call(11, 'tools/call', { name: 'add' })],
        response: [result(11, { content: [] }), result(10, { content: [] })],
      }),
    )
    expect(server?.tools.find(({ name }) => name === 'add')?.calls).toBe(4)
  })

  it('joins a reply that comes on a later stream of the same session', () => {
    const headers = { 'mcp-session-id': 'S-1' }
    const asked = turn({ request: call(20, 'tools/call', { name: 'slow' }), headers, response: ': nothing yet\n\n' })
    const stream = rawExchange({
      request: 'GET /mcp HTTP/1.1\nhost: tools.example\nmcp-session-id: S-1\nlast-event-id: 3\naccept: text/event-stream\n\n',
      response: `HTTP/1.1 200 OK\ncontent-type: text/event-stream\n\n${event(result(20, { content: [] }))}${event(result(20, { content: [] }))}`,
    })
    for (const order of [
      [asked, stream],
      [stream, asked],
    ]) {
      const [server] = counted(...session(), ...order)
      expect(server?.tools.find(({ name }) => name === 'slow')?.calls).toBe(1)
    }
  })

  it('counts neither the answers of clients nor an unknown session as anything', () => {
    const [server] = counted(
      ...session(),
      turn({ request: result(5, { content: [] }), status: 202, response: null, headers: { 'mcp-session-id': 'S-1' } }),
      turn({ request: call(6, 'tools/list'), status: 404, response: failure(null, -32001), headers: { 'mcp-session-id': 'unknown' } }),
    )
    expect(server?.sessions).toBe(1)
    expect(server?.tools.reduce((sum, { calls }) => sum + calls, 0)).toBe(2)
  })

  it('that asks for authentication is one all the same', () => {
    const [server] = counted(
      turn({
        request: initialize(0),
        status: 401,
        response: null,
        responseHeaders: { 'www-authenticate': 'Bearer resource_metadata="https://x/.well-known/oauth-protected-resource"' },
      }),
    )
    expect(server).toMatchObject({ confidence: 'confirmed', status: 'auth-required', sessions: 0 })
  })

  it('is found from requests alone', () => {
    const requests = session().map((exchange) => ({ ...exchange, response: null }))
    expect(counted(...requests)).toHaveLength(1)
  })
})

describe('an MCP server of the stateless revision', () => {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'modern', version: '2' },
  }
  const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call' }
  const info = { _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'desk', version: '4' } }, resultType: 'complete' }

  it('is known from any one message', () => {
    const [server] = counted(
      turn({ request: call(1, 'tools/call', { name: 'deploy', _meta: meta }), headers, response: result(1, { ...info, content: [] }) }),
    )
    expect(server).toMatchObject({
      era: 'modern',
      sessions: 0,
      names: ['desk'],
      protocolVersions: ['2026-07-28'],
      clients: [{ name: 'modern', version: '2' }],
    })
  })

  it('is known from headers when no body was kept', () => {
    const exchange = rawExchange({
      request: 'POST /x HTTP/1.1\nhost: a\nmcp-protocol-version: 2026-07-28\nmcp-method: tools/list\ncontent-type: application/json\n\n',
      response: null,
    })
    expect(counted(exchange)).toHaveLength(1)
  })

  it('counts a call that took two requests once', () => {
    const [server] = counted(
      turn({
        request: call(1, 'tools/call', { name: 'deploy', _meta: meta }),
        headers,
        response: result(1, { ...info, resultType: 'input_required' }),
      }),
      turn({
        request: call(2, 'tools/call', { name: 'deploy', _meta: meta }),
        headers,
        response: result(2, { ...info, content: [{ type: 'text', text: 'ok' }] }),
      }),
    )
    expect(server?.tools).toMatchObject([{ name: 'deploy', listed: false, calls: 1, errors: 0 }])
  })
})

describe('an MCP server over HTTP+SSE', () => {
  const stream = (replies: object[]) =>
    rawExchange({
      request: 'GET /events HTTP/1.1\nhost: a\naccept: text/event-stream\n\n',
      response: `HTTP/1.1 200 OK\ncontent-type: text/event-stream\n\n${event('http://a/send?sessionId=7', 'endpoint')}${replies.map((reply) => event(reply)).join('')}`,
      flow: { clientPort: 1 },
    })
  const post = (request: object) => turn({ path: '/send?sessionId=7', request, status: 202, response: null, flow: { clientPort: 2 } })
  const posts = [post(initialize(0)), post(call(1, 'tools/list')), post(call(2, 'tools/call', { name: 'x' }))]
  const events = stream([initialized(0), result(1, { tools: [tool('x')] }), result(2, { content: [] })])

  it('is one server at the path of the stream, in whatever order the connections end', () => {
    for (const order of [
      [...posts, events],
      [events, ...posts],
    ]) {
      const servers = counted(...order)
      expect(servers).toHaveLength(1)
      expect(servers[0]).toMatchObject({
        path: '/events',
        transports: ['http+sse'],
        sessions: 1,
        tools: [{ name: 'x', listed: true, calls: 1, errors: 0 }],
      })
    }
  })

  it('adds up from two observers that each saw one connection', () => {
    const [a, b] = [new AiObserver(), new AiObserver()]
    for (const exchange of posts) a.observe(exchange)
    b.observe(events)
    a.merge(b)
    const one = mcpServersJson(a.inventory()).servers
    expect(one).toEqual(observe(...posts, events))
  })
})

describe('what is no MCP server', () => {
  const lsp = call(1, 'initialize', { processId: 7, rootUri: 'file:///', capabilities: {}, clientInfo: { name: 'editor' } })
  const cases: [string, Exchange][] = [
    ['an Ethereum node', turn({ request: call(1, 'eth_blockNumber', []), response: result(1, '0x1') })],
    ['a language server', turn({ request: lsp, response: result(1, { capabilities: {}, serverInfo: { name: 'ls' } }) })],
    [
      'an agent client with an integer revision',
      turn({ request: call(1, 'initialize', { protocolVersion: 1, clientCapabilities: {} }), response: result(1, { protocolVersion: 1 }) }),
    ],
    [
      'a plain RPC server whose tools/list gives strings',
      turn({ request: call(1, 'tools/list'), response: result(1, { tools: ['hammer'] }) }),
    ],
    ['a plain RPC server with a method tools/call', turn({ request: call(1, 'tools/call', { name: 'x' }), response: failure(1, -32601) })],
    [
      'a REST path called /mcp',
      rawExchange({ request: 'GET /mcp HTTP/1.1\nhost: a\n\n', response: 'HTTP/1.1 200 OK\ncontent-type: application/json\n\n{}' }),
    ],
    [
      'a chat over an event stream',
      rawExchange({
        request: 'GET /sse HTTP/1.1\nhost: a\n\n',
        response: 'HTTP/1.1 200 OK\ncontent-type: text/event-stream\n\ndata: {"text":"hi"}\n\n',
      }),
    ],
    [
      'an endpoint event that names no endpoint',
      rawExchange({
        request: 'GET /s HTTP/1.1\nhost: a\n\n',
        response: 'HTTP/1.1 200 OK\ncontent-type: text/event-stream\n\nevent: endpoint\ndata: {"load": 3}\n\n',
      }),
    ],
    ['a scan of a host that knows nothing of it', turn({ request: initialize(0), status: 404, response: { error: 'not found' } })],
    [
      'OAuth metadata asked for by an MCP client',
      rawExchange({
        request: 'GET /.well-known/oauth-authorization-server HTTP/1.1\nhost: a\nmcp-protocol-version: 2025-11-25\n\n',
        response: 'HTTP/1.1 200 OK\ncontent-type: application/json\n\n{"issuer":"x"}',
      }),
    ],
  ]
  for (const [what, exchange] of cases) it(`${what} is not taken for one`, () => expect(counted(exchange)).toEqual([]))
})

describe('hostile input', () => {
  it('is bounded and throws nothing', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    const many = Array.from({ length: 6000 }, (_, i) => tool(`t${i}`))
    const raw = (body: string) =>
      rawExchange({ request: `POST /mcp HTTP/1.1\nhost: a\ncontent-type: application/json\n\n${body}`, response: null })
    const servers = observe(
      raw(`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","arguments":${deep}}}`),
      raw('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"__proto__"}}'),
      raw('{"jsonrpc":"2.0","id":{"a":1},"method":["tools/call"]}'),
      turn({ request: call(1, 'tools/list'), response: result(1, { tools: many }) }),
      turn({ request: call(1, 'tools/call', { name: '__proto__' }), response: result(1, { content: [] }) }),
    )
    expect(servers[0]!.tools.length).toBeLessThanOrEqual(4096)
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  })
})
