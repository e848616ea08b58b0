// Agents that are no MCP servers: A2A (0.2, 0.3, 1.0), the Agent Client Protocol, AG-UI, LangGraph.

import type { Agent } from './ai-model.ts'
import type { ExchangeView } from './exchange-view.ts'
import type { RpcMessage } from './json-rpc.ts'
import { cleanName, isObject, listAt, member, objectAt, parseJson, textAt } from './json-value.ts'
import { emptySeen, mergeSeen, see } from './seen.ts'

const AGENTS_MAX = 10_000
const CARD_PATH = /\/\.well-known\/agent(?:-card)?\.json$/
const A2A_REST = /\/message:(?:send|stream)$/
const A2A_METHODS: ReadonlySet<string> = new Set(['message/send', 'message/stream', 'SendMessage', 'SendStreamingMessage'])
const LANGGRAPH_RUN = /\/(?:threads\/[^/]+\/)?runs\/(?:stream|wait)$/

/** One look at a path: may it be an agent's? */
export const AGENT_PATHS = /agent(?:-card)?\.json$|\/message:(?:send|stream)$|\/runs\/(?:stream|wait)$/

export class AgentObserver {
  readonly agents = new Map<string, Agent>()

  /** True when the exchange has to do with an agent. `messages` are those of the request body. */
  observe(view: ExchangeView, messages: readonly RpcMessage[]): boolean {
    const protocol = this.#card(view) ?? speaks(view, messages)
    if (protocol === null) return false
    if (typeof protocol === 'string') this.#note(view, protocol, '', '')
    return true
  }

  #card(view: ExchangeView): true | null {
    if (view.request.method !== 'GET' || !CARD_PATH.test(view.path) || !view.succeeded) return null
    const card = view.responseJson()
    if (!isCard(card)) return null
    this.#note(view, 'a2a', textAt(card, 'name'), textAt(card, 'version'))
    return true
  }

  #note(view: ExchangeView, protocol: string, name: string, version: string): void {
    const path = cleanName(view.path)
    const key = `${view.address} ${path}`
    let agent = this.agents.get(key)
    if (agent === undefined) {
      if (this.agents.size >= AGENTS_MAX) return
      agent = { protocol, address: view.address, host: '', path, name: '', version: '', seen: emptySeen() }
      this.agents.set(key, agent)
    }
    const seen = emptySeen()
    see(seen, view.exchange.startedUs, view.exchange.endedUs)
    mergeAgent(agent, { ...agent, protocol, host: cleanName(view.hostAndPort), name: cleanName(name), version: cleanName(version), seen })
  }
}

/** Of two claims the greater text is kept, so that order never shows; what is not known gives way. */
export function mergeAgent(into: Agent, from: Readonly<Agent>): void {
  for (const field of ['protocol', 'host', 'name', 'version'] as const) if (from[field] > into[field]) into[field] = from[field]
  mergeSeen(into.seen, from.seen)
}

/** An A2A card: skills and capabilities, and where to talk to the agent. */
function isCard(card: unknown): boolean {
  if (textAt(card, 'name') === '' || listAt(card, 'skills') === null || objectAt(card, 'capabilities') === null) return false
  return textAt(card, 'url') !== '' || listAt(card, 'supportedInterfaces') !== null || listAt(card, 'additionalInterfaces') !== null
}

function speaks(view: ExchangeView, messages: readonly RpcMessage[]): string | null {
  const { request } = view
  if (request.method !== 'POST') return null
  // Somebody who is told "no such page" has met no agent.
  if (view.response !== null && (view.status === 404 || view.status === 405)) return null
  for (const message of messages) {
    if (message.kind !== 'request') continue
    const parts = listAt(objectAt(message.params, 'message'), 'parts')
    if (A2A_METHODS.has(message.method) && parts !== null) return 'a2a'
    if (
      message.method === 'initialize' &&
      typeof member(message.params, 'protocolVersion') === 'number' &&
      objectAt(message.params, 'clientCapabilities') !== null
    )
      return 'acp'
    if (message.method === 'session/prompt' && textAt(message.params, 'sessionId') !== '' && listAt(message.params, 'prompt') !== null)
      return 'acp'
  }
  if (messages.length > 0) return null
  const body = view.requestJson()
  if (A2A_REST.test(view.path) && (request.header('a2a-version') !== undefined || listAt(objectAt(body, 'message'), 'parts') !== null))
    return 'a2a'
  if (isAgUi(view, body)) return 'ag-ui'
  if (LANGGRAPH_RUN.test(view.path) && textAt(body, 'assistant_id') !== '' && request.header('openai-beta') === undefined)
    return 'langgraph'
  return null
}

function isAgUi(view: ExchangeView, body: unknown): boolean {
  if (!isObject(body) || textAt(body, 'threadId') === '' || textAt(body, 'runId') === '' || listAt(body, 'messages') === null) return false
  if (view.response === null || !view.isEventStream()) return view.response === null && member(body, 'forwardedProps') !== undefined
  return view.events().some((event) => textAt(parseJson(event.data), 'type') === 'RUN_STARTED')
}
