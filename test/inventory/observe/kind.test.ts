import { expect, test } from 'vitest'
import { Observer } from '../../../inventory/observe/observe.ts'
import { rawExchange } from '../../support/raw-exchange.ts'

const observer = new Observer()
const kindOf = (request: string, response: string | null = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{}'): unknown =>
  observer.observe(rawExchange({ request, response }))?.kind
const post = (body: unknown, path = '/api', type = 'application/json'): string =>
  `POST ${path} HTTP/1.1\nHost: h\nContent-Type: ${type}\n\n${typeof body === 'string' ? body : JSON.stringify(body)}`

test.each([
  ['rest', post({ method: 'x', id: 1 })],
  ['rest', post({ query: 'shoes' })],
  ['rest', post({ query: { state: 'open' }, variables: {} })],
  ['rest', 'GET /graphql HTTP/1.1\n\n'],
  ['rest', 'GET /items?query=shoes HTTP/1.1\n\n'],
  ['rest', post([{}], '/graphql')],
  ['graphql', post({ query: '{ me { id } }' }, '/graphql')],
  ['graphql', post([{ query: '{ me { id } }' }], '/GraphQL')],
  ['graphql', post({ query: '{ me { id } }', variables: {} })],
  ['graphql', post({ operationName: 'Me', extensions: {} }, '/gql')],
  ['graphql', post('{ me { id } }', '/api', 'application/graphql')],
  ['graphql', 'GET /graphql?query=%7Bme%7D HTTP/1.1\n\n'],
  ['jsonrpc', post({ jsonrpc: '2.0', method: 'add', id: 1 })],
  ['jsonrpc', post([{ jsonrpc: '2.0', method: 'add', id: 1 }])],
  ['jsonrpc', post({ jsonrpc: '2.0', result: 1, id: 1 })],
  ['rest', post({ jsonrpc: '2.0' })],
  ['soap', post('<s:Envelope xmlns:s="x"><s:Body/></s:Envelope>', '/api', 'text/xml')],
  ['soap', post('<x/>', '/api', 'application/soap+xml')],
  ['soap', 'POST /api HTTP/1.1\nSOAPAction: "x"\n\n'],
  ['grpc', post('x', '/pkg.Service/Method', 'application/grpc+proto')],
  ['grpc', post('x', '/pkg.Service/Method', 'application/grpc-web-text')],
  ['mcp', 'POST /mcp HTTP/1.1\nMCP-Protocol-Version: 2025-06-18\n\n'],
])('%s: %s', (kind, request) => expect(kindOf(request)).toBe(kind))

test('what the answer says counts, too', () => {
  const get = 'GET /feed HTTP/1.1\n\n'
  expect(kindOf(get, 'HTTP/1.1 200 OK\nContent-Type: text/event-stream\n\ndata: {}\n\n')).toBe('sse')
  expect(kindOf(get, 'HTTP/1.1 101 Switching Protocols\nUpgrade: WebSocket\n\n')).toBe('websocket')
  expect(kindOf(get, 'HTTP/1.1 101 Switching Protocols\nUpgrade: h2c\n\n')).toBe('rest')
  expect(kindOf(get, 'HTTP/1.1 200 OK\nContent-Type: application/grpc\n\n')).toBe('grpc')
  expect(kindOf(get, null)).toBe('rest')
})

test('the body of the request before is forgotten', () => {
  kindOf(post({ jsonrpc: '2.0', method: 'add', id: 1 }))
  expect(kindOf('POST /api HTTP/1.1\nHost: h\n\n')).toBe('rest')
  expect(kindOf(post('{"half', '/api'))).toBe('rest')
})
