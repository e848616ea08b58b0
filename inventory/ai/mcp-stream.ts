// The messages in a response that is an event stream, and what the stream itself tells.

import type { ExchangeView } from './exchange-view.ts'
import { type RpcMessage, readRpc } from './json-rpc.ts'
import { parseJson } from './json-value.ts'

export interface McpStream {
  /** Path and query that a leading `endpoint` event names. */
  endpoint: string | null
  messages: RpcMessage[]
}

export function readStream(view: ExchangeView): McpStream {
  const stream: McpStream = { endpoint: null, messages: [] }
  if (!view.isEventStream() || !view.succeeded) return stream
  view.events().forEach((event, index) => {
    if (index === 0 && event.event === 'endpoint' && view.request.method === 'GET') stream.endpoint = endpointTarget(event.data)
    else if (event.data.includes('"jsonrpc"')) stream.messages.push(...readRpc(parseJson(event.data)))
  })
  return stream
}

/** Target of an `endpoint` event as path and query, or null where its data is no such thing. */
function endpointTarget(data: string): string | null {
  if (/\s/.test(data)) return null
  if (data.startsWith('/')) return data
  const absolute = /^https?:\/\/[^/?#]+(\/[^#]*)?/i.exec(data)
  return absolute === null ? null : (absolute[1] ?? '/')
}
