// MCP over HTTP, both eras: exchanges in, servers out. Replies may come in the same exchange, or as events of a stream on
// another connection; which of the two is seen first does not matter, and neither does which of two observers saw it.

import type { McpServer } from './ai-model.ts'
import { sessionHash } from './definition-hash.ts'
import type { ExchangeView } from './exchange-view.ts'
import { type RpcMessage, readRpc } from './json-rpc.ts'
import { cleanName, member, parseJson, textAt } from './json-value.ts'
import { authOf } from './mcp-auth.ts'
import { type AskedCall, CallTable } from './mcp-calls.ts'
import { applyReply, type ReplyFacts, type RequestFacts, readReply, readRequest } from './mcp-messages.ts'
import { emptyServer, mergeServer, tally } from './mcp-server.ts'
import { judgeMcp, MCP_SERVER_METHODS, type McpSignal } from './mcp-signals.ts'
import { see } from './seen.ts'
import { emptySchemaNode, foldJson } from './tool-schema.ts'

const SERVERS_MAX = 10_000
const CLIENTS_MAX = 4096
const DATED = /^20\d\d-\d\d-\d\d$/
const PATH_HINT = /(?:^|\/)(?:mcp|sse)(?:\/|$)/i
/** Signals that alone make nobody an endpoint. */
const WEAK: ReadonlySet<McpSignal> = new Set(['accept-both', 'challenge'])

type RpcRequest = Extract<RpcMessage, { kind: 'request' }>

interface Answer {
  understood: boolean
  failed: boolean
}

export class McpObserver {
  readonly #servers = new Map<string, McpServer>()
  /** `address path` of where messages are posted -> `address path` of the event stream they belong to. */
  readonly #streams = new Map<string, string>()
  readonly #calls = new CallTable()

  /** True when the exchange has to do with MCP. `messages` are those of the request body. */
  observe(view: ExchangeView, messages: readonly RpcMessage[]): boolean {
    const stream = readStream(view)
    const facts: RequestFacts = { signals: headerSignals(view), methods: [], client: null, revision: '' }
    for (const message of messages) if (message.kind === 'request' || message.kind === 'notification') readRequest(message, facts)
    if (stream.endpoint !== null) facts.signals.add('endpoint-event')
    if (![...facts.signals].some((signal) => !WEAK.has(signal))) return false
    const server = this.#find(view.address, cleanName(view.path))
    if (server === null) return true
    noteRequest(server, view, facts)
    if (stream.endpoint !== null) this.#openStream(server, view, stream.endpoint)
    const requests = messages.filter((message): message is RpcRequest => message.kind === 'request')
    const answer = this.#noteReplies(server, view, requests, stream, facts)
    if (view.response !== null) noteStatus(server, view, facts, answer)
    for (const signal of facts.signals) tally(server.evidence, signal)
    if (PATH_HINT.test(view.path)) tally(server.evidence, 'path-hint')
    return true
  }

  /** Record a server that something named, though nobody may ever be seen talking to it. */
  declare(url: string): void {
    const match = /^https?:\/\/([^/?#]+)([^?#]*)/i.exec(url)
    if (match === null || match[1]!.includes('@')) return
    const server = this.#find(cleanName(match[1]!.toLowerCase()), cleanName(match[2]!.replace(/(.)\/$/, '$1') || '/'))
    if (server !== null) server.declared = true
  }

  merge(other: McpObserver): void {
    for (const server of other.#servers.values()) {
      const mine = this.#find(server.address, server.path)
      if (mine !== null) mergeServer(mine, server)
    }
    for (const [from, to] of other.#streams) if (this.#streams.size < SERVERS_MAX) this.#streams.set(from, to)
    for (const { asked, reply } of this.#calls.merge(other.#calls)) this.#meet(asked, reply)
  }

  /** Servers as far as they are known, message paths folded into the streams they belong to. Copies. */
  found(): Map<string, McpServer> {
    const found = new Map<string, McpServer>()
    for (const [key, server] of this.#servers) {
      const home = this.#streams.get(key) ?? key
      let into = found.get(home)
      if (into === undefined) {
        const space = home.indexOf(' ')
        into = emptyServer(home.slice(0, space), home.slice(space + 1))
        found.set(home, into)
      }
      mergeServer(into, server)
    }
    for (const [key, server] of found) if (!server.declared && judgeMcp(server).score <= 0) found.delete(key)
    return found
  }

  #find(address: string, path: string): McpServer | null {
    const key = `${address} ${path}`
    let server = this.#servers.get(key)
    if (server === undefined) {
      if (this.#servers.size >= SERVERS_MAX) return null
      server = emptyServer(address, path)
      this.#servers.set(key, server)
    }
    return server
  }

  #openStream(server: McpServer, view: ExchangeView, endpoint: string): void {
    const path = endpoint.split('?')[0]!.replace(/(.)\/$/, '$1')
    if (path !== view.path && this.#streams.size < SERVERS_MAX) {
      this.#streams.set(`${view.address} ${cleanName(path)}`, `${server.address} ${server.path}`)
    }
    tally(server.transports, 'http+sse')
    server.served++
    if (server.sessions.size < CLIENTS_MAX) server.sessions.add(sessionHash(view.address, endpoint))
  }

  #noteReplies(server: McpServer, view: ExchangeView, requests: readonly RpcRequest[], stream: Stream, facts: RequestFacts): Answer {
    const replies = view.response === null ? [] : view.isEventStream() ? stream.messages : readRpc(view.responseJson())
    const waiting = new Map(requests.map((request) => [request.id, request]))
    const answer: Answer = { understood: false, failed: false }
    for (const message of replies) {
      if (message.kind === 'request' || message.kind === 'notification') {
        if (MCP_SERVER_METHODS.has(message.method)) facts.signals.add('server-method')
        continue
      }
      const reply = readReply(message, view.exchange.endedUs)
      if (message.kind === 'error') answer.failed = true
      const request = waiting.get(message.id)
      if (request === undefined) {
        this.#meetOn(replyKey(view, stream.endpoint), reply)
        continue
      }
      waiting.delete(message.id)
      const good = applyReply(server, asCall(server, request), reply)
      if (good === true) answer.understood = true
      else if (good === false) tally(server.evidence, 'answered-otherwise')
    }
    for (const request of waiting.values()) this.#await(askKey(view), asCall(server, request))
    return answer
  }

  #await(key: string | null, asked: AskedCall): void {
    const met = key === null ? null : this.#calls.ask(key, asked)
    if (met !== null) this.#meet(met.asked, met.reply)
  }

  #meetOn(key: string | null, reply: ReplyFacts): void {
    // An error without an id answers nothing in particular.
    const met = key === null || reply.id === 'null' ? null : this.#calls.reply(key, reply)
    if (met !== null) this.#meet(met.asked, met.reply)
  }

  #meet(asked: AskedCall, reply: ReplyFacts): void {
    const space = asked.server.indexOf(' ')
    const server = this.#find(asked.server.slice(0, space), asked.server.slice(space + 1))
    if (server === null) return
    const good = applyReply(server, asked, reply)
    if (good === true) server.served++
    else if (good === false) tally(server.evidence, 'answered-otherwise')
  }
}

interface Stream {
  /** Path and query that a leading `endpoint` event names. */
  endpoint: string | null
  messages: RpcMessage[]
}

function readStream(view: ExchangeView): Stream {
  const stream: Stream = { endpoint: null, messages: [] }
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

function headerSignals(view: ExchangeView): Set<McpSignal> {
  const signals = new Set<McpSignal>()
  const { request } = view
  if (request.header('mcp-method') !== undefined) signals.add('method-header')
  if (request.header('mcp-session-id') !== undefined || issuedSession(view) !== undefined) signals.add('session-header')
  if (DATED.test(request.header('mcp-protocol-version') ?? '')) signals.add('version-header')
  const accept = request.header('accept') ?? ''
  if (accept.includes('application/json') && accept.includes('text/event-stream')) signals.add('accept-both')
  return signals
}

const issuedSession = (view: ExchangeView): string | undefined => (view.succeeded ? view.response?.header('mcp-session-id') : undefined)

function noteRequest(server: McpServer, view: ExchangeView, facts: RequestFacts): void {
  see(server.seen, view.exchange.startedUs, view.exchange.endedUs)
  if (view.hostAndPort !== '') tally(server.hosts, cleanName(view.hostAndPort))
  for (const method of facts.methods) tally(server.methods, cleanName(method))
  const session = issuedSession(view)
  if (session !== undefined && server.sessions.size < CLIENTS_MAX) server.sessions.add(sessionHash(view.address, session))
  if (facts.client === null) return
  const key = `${facts.client.name} ${facts.client.version}`
  const known = server.clients.get(key)
  if (known !== undefined) known.n++
  else if (server.clients.size < CLIENTS_MAX) server.clients.set(key, { ...facts.client, n: 1 })
}

function noteStatus(server: McpServer, view: ExchangeView, facts: RequestFacts, answer: Answer): void {
  const { status } = view
  const asked = facts.methods.length > 0 || facts.signals.has('method-header')
  if (answer.understood || issuedSession(view) !== undefined) {
    server.served++
    // Here the reply is in the exchange itself; streams of their own are told when they open.
    if (answer.understood) tally(server.transports, 'streamable-http')
  } else if (status === 401 || status === 403) {
    if (asked) server.authRequired++
    if (/resource_metadata\s*=/i.test(view.response?.header('www-authenticate') ?? '')) facts.signals.add('challenge')
  } else if (answer.failed && status >= 400 && status < 500) server.rejected++
  else if (status >= 300 && asked) tally(server.evidence, 'answered-otherwise')
  if (!view.succeeded || !asked) return
  tally(server.auth, authOf(view))
  const revision = facts.revision !== '' ? facts.revision : headerRevision(view, facts)
  if (revision !== '' && (answer.understood || !answer.failed)) tally(server.protocolVersions, revision)
}

/** The revision that both sides have agreed on; what stands on an `initialize` would be a wish. */
function headerRevision(view: ExchangeView, facts: RequestFacts): string {
  const revision = view.request.header('mcp-protocol-version') ?? ''
  return DATED.test(revision) && !facts.methods.includes('initialize') ? revision : ''
}

function asCall(server: McpServer, request: RpcRequest): AskedCall {
  const isCall = request.method === 'tools/call'
  const shape = isCall ? emptySchemaNode() : null
  if (shape !== null) foldJson(shape, member(request.params, 'arguments'))
  return {
    server: `${server.address} ${server.path}`,
    method: request.method,
    name: isCall ? cleanName(textAt(request.params, 'name')) : '',
    id: request.id,
    arguments: shape,
  }
}

/** Under which key a request waits for a reply on another connection. */
function askKey(view: ExchangeView): string | null {
  const session = view.request.header('mcp-session-id') ?? issuedSession(view)
  if (session !== undefined) return `session ${sessionHash(view.address, session)}`
  // Without a query nothing tells one stream from another.
  return view.query === '' ? null : `stream ${sessionHash(view.address, view.path + view.query)}`
}

function replyKey(view: ExchangeView, endpoint: string | null): string | null {
  if (endpoint !== null) return `stream ${sessionHash(view.address, endpoint)}`
  const session = view.request.header('mcp-session-id')
  return session === undefined ? null : `session ${sessionHash(view.address, session)}`
}
