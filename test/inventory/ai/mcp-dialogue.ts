// MCP exchanges for tests: what a client and a server say to each other, in both eras.

import type { AskedCall } from '../../../inventory/ai/mcp-calls.ts'
import type { Asker } from '../../../inventory/ai/mcp-messages.ts'
import type { Exchange, FlowRef } from '../../../reconstruct/index.ts'
import { rawExchange } from '../../support/raw-exchange.ts'

export interface Turn {
  path?: string
  host?: string
  headers?: Record<string, string>
  request: unknown
  status?: number
  /** JSON body; a string is sent as an event stream; null is no body. */
  response?: unknown
  responseHeaders?: Record<string, string>
  flow?: Partial<FlowRef>
  startedUs?: number
}

const lines = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')

/** One POST with its answer; `response: undefined` means that the answer was not captured. */
export function turn({
  path = '/mcp',
  host = 'tools.example',
  headers = {},
  request,
  status = 200,
  response,
  responseHeaders = {},
  flow = {},
  startedUs = 1_000_000,
}: Turn): Exchange {
  const isStream = typeof response === 'string'
  const body = response === null ? '' : isStream ? response : JSON.stringify(response)
  const type = response === null ? '' : `content-type: ${isStream ? 'text/event-stream' : 'application/json'}\n`
  return rawExchange({
    request: `POST ${path} HTTP/1.1\nhost: ${host}\ncontent-type: application/json\n${lines(headers)}\n${JSON.stringify(request)}`,
    response: response === undefined ? null : `HTTP/1.1 ${status} X\n${type}${lines(responseHeaders)}\n${body}`,
    flow,
    startedUs,
  })
}

export const call = (id: number | string, method: string, params: unknown = {}): object => ({ jsonrpc: '2.0', id, method, params })
export const result = (id: number | string, value: unknown): object => ({ jsonrpc: '2.0', id, result: value })
export const failure = (id: number | string | null, code: number): object => ({ jsonrpc: '2.0', id, error: { code, message: 'no' } })
export const event = (data: unknown, name = 'message'): string =>
  `event: ${name}\ndata: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`

export const initialize = (id: number, client = 'robot'): object =>
  call(id, 'initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: client, version: '1.0' } })
export const initialized = (id: number, name = 'desk'): object =>
  result(id, { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name, version: '2.1' } })
export const tool = (name: string, description = 'does it'): object => ({ name, description, inputSchema: { type: 'object' } })

/** A short life of a streamable HTTP server with one session. */
export function session(id = 'S-1', address: Partial<FlowRef> = {}): Exchange[] {
  const headers = { 'mcp-session-id': id, 'mcp-protocol-version': '2025-06-18' }
  return [
    turn({ request: initialize(0), response: initialized(0), responseHeaders: { 'mcp-session-id': id }, flow: address }),
    turn({ request: { jsonrpc: '2.0', method: 'notifications/initialized' }, status: 202, response: null, headers, flow: address }),
    turn({ request: call(1, 'tools/list'), response: event(result(1, { tools: [tool('add'), tool('drop')] })), headers, flow: address }),
    turn({
      request: call(2, 'tools/call', { name: 'add', arguments: { a: 1 } }),
      response: result(2, { content: [{ type: 'text', text: '2' }] }),
      headers,
      flow: address,
    }),
    turn({
      request: call(3, 'tools/call', { name: 'add', arguments: { a: 2 } }),
      response: result(3, { content: [], isError: true }),
      headers,
      flow: address,
    }),
  ]
}

export const askedBy = (asker: Partial<Asker> = {}): Asker => ({
  ...{
    server: 'a:1 /x h',
    client: '',
    caller: '10.0.0.9',
    class: '',
    session: 's',
    credential: false,
    atUs: 1,
    bytes: 10,
    headerTexts: [],
  },
  ...asker,
})

/** A request that waits for its reply. */
export const asked = (method: string, call: Partial<AskedCall> = {}): AskedCall => ({
  ...askedBy(),
  ...{ method, name: '', id: 'n1', cursor: '', arguments: null, kinds: new Map(), targets: [] },
  ...call,
})
