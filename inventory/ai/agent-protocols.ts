// How agents that are no MCP servers are spoken to: A2A (0.2, 0.3, 1.0), the Agent Client Protocol, the Agent Communication Protocol,
// AG-UI, LangGraph, LangServe. One function a protocol; each says why it is sure.

import type { ExchangeView } from './exchange-view.ts'
import type { RpcMessage } from './json-rpc.ts'
import { isObject, listAt, member, objectAt, parseJson, textAt } from './json-value.ts'

export type AgentProtocol = 'a2a' | 'acp' | 'acp-rest' | 'ag-ui' | 'langgraph' | 'langserve'

export interface Spoken {
  readonly protocol: AgentProtocol
  readonly method: string
}

const A2A_REST = /\/message:(?:send|stream)$/
const A2A_MESSAGE: ReadonlySet<string> = new Set(['message/send', 'message/stream', 'SendMessage', 'SendStreamingMessage'])
/** Only these names are A2A's alone; `tasks/get` is MCP's as well. */
const A2A_ALONE: ReadonlySet<string> = new Set([
  'tasks/resubscribe',
  'tasks/pushNotificationConfig/set',
  'tasks/pushNotificationConfig/get',
  'tasks/pushNotificationConfig/list',
  'tasks/pushNotificationConfig/delete',
  'agent/getAuthenticatedExtendedCard',
  'SubscribeToTask',
  'GetExtendedAgentCard',
  'CreateTaskPushNotificationConfig',
])
const LANGGRAPH_RUN = /\/(?:threads\/[^/]+\/)?runs(?:\/(?:stream|wait|batch))?$/
const LANGSERVE = /\/(invoke|batch|stream|stream_log|stream_events)$/

/** One look at a path: may it be an agent's? */
export const AGENT_PATHS =
  /agent(?:-card)?\.json$|\/message:(?:send|stream)$|\/runs(?:\/(?:stream|wait|batch))?$|\/assistants\/search$|\/(?:invoke|batch|stream|stream_log|stream_events)$/

/** What a POST speaks; null for everything else. */
export function recogniseAgent(view: ExchangeView, messages: readonly RpcMessage[]): Spoken | null {
  if (view.request.method !== 'POST') return null
  // Somebody who is told "no such page" has met no agent.
  if (view.response !== null && (view.status === 404 || view.status === 405)) return null
  for (const message of messages) {
    const protocol = message.kind === 'request' ? rpcProtocol(view, message.method, message.params) : null
    if (protocol !== null && message.kind === 'request') return { protocol, method: message.method }
  }
  if (messages.length > 0) return null
  const body = view.requestJson()
  return a2aRest(view, body) ?? agUi(view, body) ?? langGraph(view, body) ?? langServe(view, body) ?? communication(view, body)
}

function rpcProtocol(view: ExchangeView, method: string, params: unknown): AgentProtocol | null {
  if (A2A_MESSAGE.has(method) && listAt(objectAt(params, 'message'), 'parts') !== null) return 'a2a'
  if (A2A_ALONE.has(method) || (view.request.header('a2a-version') !== undefined && /^[A-Z][A-Za-z]+$|^tasks\//.test(method))) return 'a2a'
  if (method === 'initialize' && typeof member(params, 'protocolVersion') === 'number' && objectAt(params, 'clientCapabilities') !== null)
    return 'acp'
  if (method === 'session/prompt' && textAt(params, 'sessionId') !== '' && listAt(params, 'prompt') !== null) return 'acp'
  if (method === 'session/new' && textAt(params, 'cwd') !== '' && listAt(params, 'mcpServers') !== null) return 'acp'
  return null
}

function a2aRest(view: ExchangeView, body: unknown): Spoken | null {
  if (!A2A_REST.test(view.path)) return null
  const sure = view.request.header('a2a-version') !== undefined || listAt(objectAt(body, 'message'), 'parts') !== null
  return sure ? { protocol: 'a2a', method: view.path.slice(view.path.lastIndexOf('/') + 1) } : null
}

function agUi(view: ExchangeView, body: unknown): Spoken | null {
  if (!isObject(body) || textAt(body, 'threadId') === '' || textAt(body, 'runId') === '' || listAt(body, 'messages') === null) return null
  const sure =
    view.response !== null && view.isEventStream()
      ? view.events().some((event) => textAt(parseJson(event.data), 'type') === 'RUN_STARTED')
      : view.response === null && member(body, 'forwardedProps') !== undefined
  return sure ? { protocol: 'ag-ui', method: 'run' } : null
}

/** OpenAI's Assistants have `/threads` and `/runs`, too: their ids and their header are others. */
function langGraph(view: ExchangeView, body: unknown): Spoken | null {
  if (view.request.header('openai-beta') !== undefined || /^\/v1\/threads/.test(view.path)) return null
  if (view.path.endsWith('/assistants/search')) {
    const found = view.responseJson()
    const sure = Array.isArray(found) && textAt(found[0], 'assistant_id') !== '' && textAt(found[0], 'graph_id') !== ''
    return sure ? { protocol: 'langgraph', method: 'assistants/search' } : null
  }
  if (!LANGGRAPH_RUN.test(view.path)) return null
  const run = Array.isArray(body) ? body[0] : body
  if (textAt(run, 'assistant_id') === '') return null
  if (!/\/runs$/.test(view.path)) return { protocol: 'langgraph', method: 'runs' }
  // Background runs answer with the run; the shape is what tells it from others.
  const reply = view.responseJson()
  return textAt(reply, 'run_id') !== '' && textAt(reply, 'thread_id') !== '' ? { protocol: 'langgraph', method: 'runs' } : null
}

/** The paths are everybody's: both bodies must have LangServe's shape. */
function langServe(view: ExchangeView, body: unknown): Spoken | null {
  const method = LANGSERVE.exec(view.path)?.[1]
  if (method === undefined || !view.succeeded || (member(body, 'input') === undefined && listAt(body, 'inputs') === null)) return null
  const reply = view.responseJson()
  const told =
    (member(reply, 'output') !== undefined &&
      (textAt(objectAt(reply, 'metadata'), 'run_id') !== '' || listAt(objectAt(reply, 'metadata'), 'run_ids') !== null)) ||
    (view.isEventStream() && view.events()[0]?.event === 'metadata' && textAt(parseJson(view.events()[0]?.data ?? ''), 'run_id') !== '')
  return told ? { protocol: 'langserve', method } : null
}

/** The Agent Communication Protocol of BeeAI, which has become part of A2A. */
function communication(view: ExchangeView, body: unknown): Spoken | null {
  if (!view.path.endsWith('/runs') || textAt(body, 'agent_name') === '' || listAt(body, 'input') === null || !view.succeeded) return null
  const reply = view.responseJson()
  const sure = view.isEventStream() || (textAt(reply, 'run_id') !== '' && textAt(reply, 'agent_name') !== '')
  return sure ? { protocol: 'acp-rest', method: 'runs' } : null
}
