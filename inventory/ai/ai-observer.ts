// Looks at raw exchanges, inside the privacy border, and keeps of them only what the AI inventory may keep.
// The gate asks bytes; what passes is asked again as text, and only what then is still of interest is parsed.

import { type Exchange, FIELD, type FlowSummary, type Message } from '../../reconstruct/index.ts'
import { emptyAgent } from './agent.ts'
import { AGENT_PATHS, AgentObserver, mergeAgent } from './agent-observer.ts'
import type { AiInventory } from './ai-model.ts'
import type { CatalogueEntry } from './catalogue.ts'
import { DIALECT_PATHS } from './dialects.ts'
import { ExchangeView } from './exchange-view.ts'
import { Gate, hasRpcBody } from './gate.ts'
import { HostIndex } from './host-index.ts'
import { type RpcMessage, readRpc } from './json-rpc.ts'
import { listAt, textAt } from './json-value.ts'
import { McpObserver } from './mcp-observer.ts'
import { mergeAi, mergeMaps } from './merge.ts'
import { decodeObserver, encodeObserver, type ObserverState } from './observer-codec.ts'
import { emptyProvider, mergeProvider } from './provider.ts'
import { ProviderObserver } from './provider-observer.ts'
import { namedServers } from './provider-request.ts'
import { isServerCard, readServerCard } from './server-card.ts'

export interface AiObserverOptions {
  /** Catalogue entries that are merged by `id` with the built-in ones. */
  catalogue?: readonly CatalogueEntry[]
}

export const emptyAi = (): AiInventory => ({ mcpServers: new Map(), providers: new Map(), agents: new Map() })

/** Everything that a path alone may be about. One expression: it is asked for every exchange. */
const PATHS = new RegExp(`${DIALECT_PATHS.source}|${AGENT_PATHS.source}|\\/v1\\/models$|^\\/info$|\\/v1\\/graphql$`)
const NOTHING: readonly RpcMessage[] = Object.freeze([])

/** Call `observe` for each exchange while it is valid; ask for the `inventory` at any time. */
export class AiObserver {
  readonly #view = new ExchangeView()
  readonly #hosts: HostIndex
  readonly #gate: Gate
  readonly #mcp = new McpObserver()
  readonly #providers: ProviderObserver
  readonly #agents = new AgentObserver()

  constructor(options: AiObserverOptions = {}) {
    this.#hosts = new HostIndex(options.catalogue)
    this.#gate = new Gate(this.#hosts)
    this.#providers = new ProviderObserver(this.#hosts)
  }

  observe(exchange: Exchange): void {
    const view = this.#view
    if (!this.#gate.passes(exchange) || !view.look(exchange)) return
    const headers = hasTelltaleHeader(view.request)
    const rpc = hasRpcBody(view.request)
    const host = this.#hosts.find(view.host) !== null
    const path = PATHS.test(view.path)
    const stream = view.request.method === 'GET' && view.isEventStream()
    if (!headers && !rpc && !path && !host && !stream) {
      this.#observeRest(view)
      return
    }
    if (view.path.includes('/.well-known/') && !AGENT_PATHS.test(view.path)) {
      this.#observeDocument(view)
      return
    }
    const messages = rpc ? readRpc(view.requestJson()) : NOTHING
    // What speaks A2A may share method names with MCP; it is decided first.
    if (this.#agents.observe(view, messages)) {
      for (const { url, name } of sessionServers(messages)) this.#mcp.declare(url, 'acp session', name)
      return
    }
    if ((headers || rpc || stream) && this.#mcp.observe(view, messages)) return
    if ((path || host) && this.#providers.observe(view))
      for (const { url, name } of namedServers(view)) this.#mcp.declare(url, 'model call', name)
  }

  /** What nothing but its contents can tell: a run of AG-UI at any path, and documents about servers. */
  #observeRest(view: ExchangeView): void {
    if (view.request.method === 'POST') {
      if (view.isEventStream()) this.#agents.observe(view, NOTHING)
    } else this.#observeDocument(view)
  }

  #observeDocument(view: ExchangeView): void {
    if (view.request.method !== 'GET' || !view.succeeded) return
    if (view.path.startsWith('/.well-known/oauth-protected-resource')) this.#mcp.noteMetadata(view)
    else if (isServerCard(view.path)) {
      for (const { url, name } of readServerCard(view)) this.#mcp.declare(url, 'server card', name)
    }
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
    this.#add(other.#state())
  }

  /** MessagePack, for moving between threads of one run: `mergeEncoded` of another observer takes it. */
  encode(): Uint8Array {
    return encodeObserver(this.#state())
  }

  /** As `merge`. `bytes` are trusted: they come from another observer. */
  mergeEncoded(bytes: Uint8Array): void {
    this.#add(decodeObserver(bytes))
  }

  #state(): ObserverState {
    const ai = { mcpServers: this.#mcp.servers, providers: this.#providers.providers, agents: this.#agents.agents }
    return { ai, ties: this.#mcp.ties }
  }

  #add({ ai, ties }: ObserverState): void {
    this.#mcp.merge({ servers: ai.mcpServers, ties })
    const empty = (one: Parameters<typeof mergeProvider>[0]) => emptyProvider(one, one.host, one.address, one.visibility)
    mergeMaps(this.#providers.providers, ai.providers, empty, mergeProvider)
    mergeMaps(this.#agents.agents, ai.agents, emptyAgent, mergeAgent)
  }
}

/** `session/new` of the Agent Client Protocol names the MCP servers that the agent is to use. */
function sessionServers(messages: readonly RpcMessage[]): { url: string; name: string }[] {
  return messages.flatMap((message) =>
    message.kind !== 'request' || message.method !== 'session/new'
      ? []
      : (listAt(message.params, 'mcpServers') ?? []).map((server) => ({ url: textAt(server, 'url'), name: textAt(server, 'name') })),
  )
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
