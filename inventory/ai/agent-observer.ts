// Agents that are no MCP servers: by what they say about themselves (cards) and by what is said to them.

import { emptyAgent, mergeAgent } from './agent.ts'
import { CARD_PATH, type CardFacts, readCard } from './agent-card.ts'
import { type AgentProtocol, recogniseAgent, type Spoken } from './agent-protocols.ts'
import type { Agent } from './ai-model.ts'
import { tally } from './counts.ts'
import type { ExchangeView } from './exchange-view.ts'
import type { RpcMessage } from './json-rpc.ts'
import { cleanName, listAt, textAt } from './json-value.ts'
import { authOf } from './mcp-auth.ts'
import { see } from './seen.ts'

export { mergeAgent } from './agent.ts'
export { AGENT_PATHS } from './agent-protocols.ts'

const AGENTS_MAX = 10_000
const TOOLS_MAX = 256

export class AgentObserver {
  readonly agents = new Map<string, Agent>()

  /** True when the exchange has to do with an agent. `messages` are those of the request body. */
  observe(view: ExchangeView, messages: readonly RpcMessage[]): boolean {
    const card = view.request.method === 'GET' && CARD_PATH.test(view.path) && view.succeeded ? readCard(view.responseJson()) : null
    if (card !== null) {
      this.#noteCard(view, card)
      return true
    }
    const spoken = recogniseAgent(view, messages)
    if (spoken === null) return false
    this.#noteCall(view, spoken, messages)
    return true
  }

  #noteCard(view: ExchangeView, card: CardFacts): void {
    const agent = this.#agent(view, 'a2a')
    if (agent === null) return
    const { name, version } = card
    mergeAgent(agent, { ...emptyAgent(agent), name, version })
    for (const one of card.protocolVersions) tally(agent.protocolVersions, one)
    for (const one of card.skills) tally(agent.skills, one)
    for (const one of card.urls) tally(agent.urls, one)
    for (const one of card.auth) tally(agent.authDeclared, one)
  }

  #noteCall(view: ExchangeView, { protocol, method }: Spoken, messages: readonly RpcMessage[]): void {
    const agent = this.#agent(view, protocol)
    if (agent === null) return
    agent.declared = false
    tally(agent.clients, view.exchange.flow.clientAddress)
    tally(agent.methods, cleanName(method))
    const version = view.request.header('a2a-version')
    if (version !== undefined) tally(agent.protocolVersions, cleanName(version))
    if (view.succeeded) tally(agent.auth, authOf(view))
    for (const name of toolsOf(view, protocol)) tally(agent.tools, cleanName(name))
    const info = initialized(view, messages)
    if (info !== null)
      mergeAgent(agent, { ...emptyAgent(agent), declared: false, name: cleanName(info.name), version: cleanName(info.version) })
  }

  #agent(view: ExchangeView, protocol: AgentProtocol): Agent | null {
    const path = cleanName(view.path)
    const key = `${view.address} ${path}`
    let agent = this.agents.get(key)
    if (agent === undefined) {
      if (this.agents.size >= AGENTS_MAX) return null
      agent = emptyAgent({ protocol, address: view.address, path })
      this.agents.set(key, agent)
    }
    see(agent.seen, view.exchange.startedUs, view.exchange.endedUs)
    const host = cleanName(view.hostAndPort)
    if (host > agent.host) agent.host = host
    return agent
  }
}

/** Tools that a run is given to choose from. */
function toolsOf(view: ExchangeView, protocol: AgentProtocol): string[] {
  if (protocol !== 'ag-ui') return []
  return (listAt(view.requestJson(), 'tools') ?? [])
    .slice(0, TOOLS_MAX)
    .map((tool) => textAt(tool, 'name'))
    .filter((name) => name !== '')
}

/** Name and version that an agent of the Agent Client Protocol answers with. */
function initialized(view: ExchangeView, messages: readonly RpcMessage[]): { name: string; version: string } | null {
  if (!messages.some((message) => message.kind === 'request' && message.method === 'initialize')) return null
  const reply = view.responseJson() as { result?: { agentInfo?: unknown } } | undefined
  const info = reply?.result?.agentInfo
  return textAt(info, 'name') === '' ? null : { name: textAt(info, 'name'), version: textAt(info, 'version') }
}
