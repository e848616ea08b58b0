// Looks at raw exchanges, inside the privacy border, and keeps of them only what the AI inventory may keep.
// Nearly all traffic has nothing to do with AI: the gate asks for its host, its path and a few header names, and for one byte
// sequence in JSON bodies; only what passes is parsed.

import { type Exchange, FIELD, type FlowSummary, type Message } from '../../reconstruct/index.ts'
import { AGENT_PATHS, AgentObserver, mergeAgent } from './agent-observer.ts'
import type { AiInventory } from './ai-model.ts'
import type { CatalogueEntry } from './catalogue.ts'
import { DIALECT_PATHS } from './dialects.ts'
import { ExchangeView, isJson } from './exchange-view.ts'
import { HostIndex } from './host-index.ts'
import { type RpcMessage, readRpc } from './json-rpc.ts'
import { listAt, textAt } from './json-value.ts'
import { McpObserver } from './mcp-observer.ts'
import { mergeAi } from './merge.ts'
import { emptyProvider, mergeProvider } from './provider.ts'
import { ProviderObserver } from './provider-observer.ts'

export interface AiObserverOptions {
  /** Catalogue entries that are added to, or replace by `id`, the built-in ones. */
  catalogue?: readonly CatalogueEntry[]
}

export const emptyAi = (): AiInventory => ({ mcpServers: new Map(), providers: new Map(), agents: new Map() })

const MODEL_LIST = /\/v1\/models$|^\/info$/
const JSON_RPC = Buffer.from('"jsonrpc"')
const NOTHING: readonly RpcMessage[] = Object.freeze([])

/** Call `observe` for each exchange while it is valid; ask for the `inventory` at any time. */
export class AiObserver {
  readonly #view = new ExchangeView()
  readonly #hosts: HostIndex
  readonly #mcp = new McpObserver()
  readonly #providers: ProviderObserver
  readonly #agents = new AgentObserver()

  constructor(options: AiObserverOptions = {}) {
    this.#hosts = new HostIndex(options.catalogue)
    this.#providers = new ProviderObserver(this.#hosts)
  }

  observe(exchange: Exchange): void {
    const view = this.#view
    if (!view.look(exchange)) return
    const headers = hasTelltaleHeader(view.request)
    const rpc = hasRpcBody(view.request)
    const path = DIALECT_PATHS.test(view.path) || AGENT_PATHS.test(view.path) || MODEL_LIST.test(view.path)
    const host = this.#hosts.find(view.host) !== null
    const stream = view.request.method === 'GET' && view.isEventStream()
    if (!headers && !rpc && !path && !host && !stream) {
      // A POST with an unusual path may still carry an AG-UI run.
      if (view.request.method === 'POST' && view.isEventStream()) this.#agents.observe(view, NOTHING)
      return
    }
    if (view.path.includes('/.well-known/') && !AGENT_PATHS.test(view.path)) return
    const messages = rpc ? readRpc(view.requestJson()) : NOTHING
    // What speaks A2A may share method names with MCP; it is decided first.
    if (this.#agents.observe(view, messages)) return
    if ((headers || rpc || stream) && this.#mcp.observe(view, messages)) return
    if ((path || host) && this.#providers.observe(view)) this.#noteDeclared(view)
  }

  flow(summary: FlowSummary): void {
    this.#providers.flow(summary)
  }

  /** Nothing more will come. What still waits for its other half stays unknown: it is no call. */
  finish(): void {}

  /** What was found so far; a copy of its own. */
  inventory(): AiInventory {
    const ai = emptyAi()
    mergeAi(ai, { mcpServers: this.#mcp.found(), providers: this.#providers.providers, agents: this.#agents.agents })
    return ai
  }

  /** Take over what another observer saw, with what waits there for its other half. */
  merge(other: AiObserver): void {
    this.#mcp.merge(other.#mcp)
    for (const [key, provider] of other.#providers.providers) {
      let mine = this.#providers.providers.get(key)
      if (mine === undefined) {
        mine = emptyProvider(provider, provider.host, provider.address, provider.visibility)
        this.#providers.providers.set(key, mine)
      }
      mergeProvider(mine, provider)
    }
    for (const [key, agent] of other.#agents.agents) {
      const mine = this.#agents.agents.get(key)
      if (mine === undefined) this.#agents.agents.set(key, { ...agent, seen: { ...agent.seen } })
      else mergeAgent(mine, agent)
    }
  }

  /** Model calls may name MCP servers that the provider is to use: declared, not observed. */
  #noteDeclared(view: ExchangeView): void {
    const body = view.requestJson()
    for (const server of listAt(body, 'mcp_servers') ?? []) this.#mcp.declare(textAt(server, 'url'))
    for (const tool of listAt(body, 'tools') ?? []) if (textAt(tool, 'type') === 'mcp') this.#mcp.declare(textAt(tool, 'server_url'))
  }
}

/** Any header whose name begins `mcp-` or `a2a-`. */
function hasTelltaleHeader(message: Message): boolean {
  const { bytes, fields, fieldCount } = message
  for (let row = 0; row < fieldCount * FIELD.columns; row += FIELD.columns) {
    const at = fields[row + FIELD.nameStart]!
    const first = bytes[at]! | 0x20
    if (first === 0x6d && (bytes[at + 1]! | 0x20) === 0x63 && (bytes[at + 2]! | 0x20) === 0x70 && bytes[at + 3] === 0x2d) return true
    if (first === 0x61 && bytes[at + 1] === 0x32 && (bytes[at + 2]! | 0x20) === 0x61 && bytes[at + 3] === 0x2d) return true
  }
  return false
}

function hasRpcBody(request: Message): boolean {
  if (request.method !== 'POST' || request.keptBodyBytes < 20 || !isJson(request)) return false
  const body = request.decodedBody()
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).indexOf(JSON_RPC) >= 0
}
