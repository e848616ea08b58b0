// MCP over HTTP, both eras: exchanges in, servers out. Replies may come in the same exchange, or as events of a stream on
// another connection; which of the two is seen first does not matter, and neither does which of two observers saw it.

import type { McpServer } from './ai-model.ts'
import { NAMES_MAX, tally } from './counts.ts'
import { sessionHash } from './definition-hash.ts'
import type { ExchangeView } from './exchange-view.ts'
import { type RpcMessage, readRpc } from './json-rpc.ts'
import { cleanName } from './json-value.ts'
import { applyReply } from './mcp-apply.ts'
import { authOf } from './mcp-auth.ts'
import { type AskedCall, CallTable } from './mcp-calls.ts'
import { headerSignals, issuedSession, metadataFacts, parameterTexts } from './mcp-headers.ts'
import { ListPages } from './mcp-listings.ts'
import { type Asker, asCall, emptyFacts, type RequestFacts, type RpcRequest, readRequest } from './mcp-messages.ts'
import { type Answer, noteMismatches, noteRequest, noteStatus } from './mcp-note.ts'
import { type ReplyFacts, readReply } from './mcp-reply.ts'
import { emptyServer, mergeServer } from './mcp-server.ts'
import { McpSessions, sessionMark } from './mcp-sessions.ts'
import { judgeMcp, MCP_SERVER_METHODS, type McpSignal } from './mcp-signals.ts'
import { type McpStream, readStream } from './mcp-stream.ts'
import type { McpTies } from './observer-codec.ts'
import { noteKinds } from './text-kinds.ts'

const SERVERS_MAX = 10_000
/** Names by which one address and path is called; a Host header costs nothing to invent. */
const HOSTS_MAX = 64
const PATH_HINT = /(?:^|\/)(?:mcp|sse)(?:\/|$)/i
/** Signals that alone make nobody an endpoint. */
const WEAK: ReadonlySet<McpSignal> = new Set(['accept-both', 'challenge'])

/** Key of a server: address, path, and the name it was called by, which may be another server behind the same address. */
const serverKey = (address: string, path: string, host: string): string => `${address} ${path} ${host}`

export class McpObserver {
  readonly #servers = new Map<string, McpServer>()
  readonly #hosts = new Map<string, number>()
  /** `address path` of where messages are posted -> path of the event stream they belong to. */
  readonly #streams = new Map<string, string>()
  /** `address path` -> what a protected-resource document says about it. */
  readonly #metadata = new Map<string, string[]>()
  readonly #calls = new CallTable()
  readonly #sessions = new McpSessions()
  readonly #pages = new ListPages()

  /** True when the exchange has to do with MCP. `messages` are those of the request body. */
  observe(view: ExchangeView, messages: readonly RpcMessage[]): boolean {
    const stream = readStream(view)
    const facts = emptyFacts(headerSignals(view))
    for (const message of messages) if (message.kind === 'request' || message.kind === 'notification') readRequest(message, facts)
    if (stream.endpoint !== null) facts.signals.add('endpoint-event')
    if (![...facts.signals].some((signal) => !WEAK.has(signal))) return false
    const server = this.#find(view.address, cleanName(view.path), cleanName(view.hostAndPort))
    if (server === null) return true
    noteRequest(server, view, facts)
    if (stream.endpoint !== null) this.#openStream(server, view, stream.endpoint)
    // What clients answer when a server asks: samples of models, words of users.
    for (const message of messages) if (message.kind === 'result') noteKinds(server.sensitive, 'answers', message.result)
    const requests = messages.filter((message): message is RpcRequest => message.kind === 'request')
    const answer = this.#noteReplies(server, view, { requests, stream, facts })
    noteMismatches(server, view, requests)
    if (view.response !== null) noteStatus(server, view, facts, answer)
    for (const signal of facts.signals) tally(server.evidence, signal)
    if (PATH_HINT.test(view.path)) tally(server.evidence, 'path-hint')
    return true
  }

  /** Record a server that something named, though nobody may ever be seen talking to it. */
  declare(url: string, by: string, name = ''): void {
    const match = /^https?:\/\/([^/?#]+)([^?#]*)/i.exec(url)
    if (match === null || match[1]!.includes('@')) return
    const host = cleanName(match[1]!.toLowerCase())
    const server = this.#find(host, cleanName(match[2]!.replace(/(.)\/$/, '$1') || '/'), '')
    if (server === null) return
    server.declared = true
    tally(server.declaredBy, by)
    if (name !== '') tally(server.names, cleanName(name))
  }

  /** A protected-resource document: who issues tokens for a server that may or may not be seen. */
  noteMetadata(view: ExchangeView): void {
    const read = metadataFacts(view.responseJson())
    if (read !== null && this.#metadata.size < SERVERS_MAX)
      this.#metadata.set(`${view.address} ${cleanName(read.path)}`, read.facts.map(cleanName))
  }

  /** Servers under their keys, as they are before they are shown. */
  get servers(): Map<string, McpServer> {
    return this.#servers
  }

  /** How servers hang together, and what waits for its other half. */
  get ties(): McpTies {
    const { asked, replies, dropped } = this.#calls
    const [told, pages] = [this.#sessions.told, this.#pages.unfinished]
    return { streams: this.#streams, metadata: this.#metadata, asked, replies, dropped, told, pages }
  }

  /** Take over what another has seen; it may have come from another thread. */
  merge({ servers, ties }: { readonly servers: ReadonlyMap<string, McpServer>; readonly ties: McpTies }): void {
    for (const [key, server] of servers) {
      const mine = this.#find(server.address, server.path, key.slice(key.lastIndexOf(' ') + 1))
      if (mine !== null) mergeServer(mine, server)
    }
    for (const [from, to] of ties.streams) if (this.#streams.size < SERVERS_MAX) this.#streams.set(from, to)
    for (const [from, to] of ties.metadata) if (this.#metadata.size < SERVERS_MAX) this.#metadata.set(from, [...to])
    this.#sessions.merge(ties.told)
    this.#pages.merge(ties.pages, (key) => this.#servers.get(key))
    for (const { asked, reply } of this.#calls.merge(ties)) this.#meet(asked, reply)
  }

  /** Servers as far as they are known, message paths folded into the streams they belong to. Copies. */
  found(): Map<string, McpServer> {
    const found = new Map<string, McpServer>()
    const loose = this.#pages.loose()
    for (const [key, server] of this.#servers) {
      const home = this.#streams.get(`${server.address} ${server.path}`)
      const path = home ?? server.path
      const place = home === undefined ? key : serverKey(server.address, path, key.slice(key.lastIndexOf(' ') + 1))
      let into = found.get(place)
      if (into === undefined) {
        into = emptyServer(server.address, path)
        found.set(place, into)
      }
      mergeServer(into, server)
      into.partialLists += loose.get(key) ?? 0
      if (home !== undefined) tally(into.messagePaths, server.path)
      for (const fact of this.#metadata.get(`${server.address} ${path}`) ?? []) tally(into.authFacts, fact)
    }
    for (const server of found.values()) this.#sessions.resolve(server)
    for (const [key, server] of found) if (!server.declared && judgeMcp(server).score <= 0) found.delete(key)
    return found
  }

  #find(address: string, path: string, host: string): McpServer | null {
    let key = serverKey(address, path, host)
    let server = this.#servers.get(key)
    if (server !== undefined) return server
    const place = `${address} ${path}`
    const names = this.#hosts.get(place) ?? 0
    if (names >= HOSTS_MAX) {
      key = serverKey(address, path, '')
      server = this.#servers.get(key)
      if (server !== undefined) return server
    }
    if (this.#servers.size >= SERVERS_MAX) return null
    this.#hosts.set(place, names + 1)
    server = emptyServer(address, path)
    this.#servers.set(key, server)
    return server
  }

  #openStream(server: McpServer, view: ExchangeView, endpoint: string): void {
    const path = endpoint.split('?')[0]!.replace(/(.)\/$/, '$1')
    if (path !== view.path && this.#streams.size < SERVERS_MAX) this.#streams.set(`${view.address} ${cleanName(path)}`, server.path)
    tally(server.transports, 'http+sse')
    server.served++
    if (server.sessions.size < NAMES_MAX) server.sessions.add(sessionHash(view.address, endpoint))
  }

  #noteReplies(
    server: McpServer,
    view: ExchangeView,
    { requests, stream, facts }: { requests: readonly RpcRequest[]; stream: McpStream; facts: RequestFacts },
  ): Answer {
    const asker = this.#asker(view, facts)
    const replies = view.response === null ? [] : view.isEventStream() ? stream.messages : readRpc(view.responseJson())
    const waiting = new Map(requests.map((request) => [request.id, request]))
    const answer: Answer = { understood: false, failed: false, otherwise: saysSomethingElse(view, requests, replies) }
    for (const message of replies) {
      if (message.kind === 'request' || message.kind === 'notification') {
        if (MCP_SERVER_METHODS.has(message.method)) facts.signals.add('server-method')
        continue
      }
      const alone = requests.length === 1
      const reply = readReply(message, view.exchange.endedUs, alone ? (view.response?.bodyBytes ?? 0) : 0)
      if (message.kind === 'error') answer.failed = true
      const request = waiting.get(message.id)
      if (request === undefined) {
        this.#meetOn(replyKey(view, stream.endpoint), reply)
        continue
      }
      waiting.delete(message.id)
      const asked = asCall(request, asker)
      const good = applyReply(server, asked, reply, alone ? view.exchange.endedUs - view.exchange.startedUs : null)
      this.#follow(server, asked, reply)
      if (good === true) answer.understood = true
      else if (good === false) tally(server.evidence, 'answered-otherwise')
    }
    for (const request of waiting.values()) {
      if (request.method === 'tools/list' && isCut(view)) server.partialLists++
      this.#await(askKey(view), asCall(request, asker))
    }
    return answer
  }

  #asker(view: ExchangeView, facts: RequestFacts): Asker {
    const caller = view.exchange.flow.clientAddress
    const key = askKey(view) ?? `caller ${sessionHash(view.address, `${view.path} ${caller}`)}`
    this.#sessions.note(key, facts)
    return {
      server: serverKey(view.address, cleanName(view.path), cleanName(view.hostAndPort)),
      caller,
      client: facts.client === null ? sessionMark(key) : `${facts.client.name} ${facts.client.version}`,
      class: facts.abilities?.join(',') ?? sessionMark(key),
      session: key,
      credential: authOf(view) !== 'none',
      atUs: view.exchange.startedUs,
      bytes: view.request.bodyBytes,
      headerTexts: parameterTexts(view),
    }
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

  #follow(server: McpServer, asked: AskedCall, reply: ReplyFacts): void {
    this.#pages.note(server, asked, reply)
    if (asked.method === 'initialize') this.#sessions.noteVersion(asked.session, reply.serverVersion)
  }

  #meet(asked: AskedCall, reply: ReplyFacts): void {
    const server = this.#servers.get(asked.server)
    if (server === undefined) return
    const good = applyReply(server, asked, reply)
    this.#follow(server, asked, reply)
    if (good === true) server.served++
    else if (good === false) tally(server.evidence, 'answered-otherwise')
  }
}

/** A page or a document where an answer was due: who catches all paths answers 200 to everything. */
function saysSomethingElse(view: ExchangeView, requests: readonly RpcRequest[], replies: readonly RpcMessage[]): boolean {
  const { response } = view
  if (response === null || requests.length === 0 || replies.length > 0 || !view.succeeded || view.isEventStream()) return false
  return response.mediaType() === 'text/html' || view.responseJson() !== undefined
}

const isCut = ({ response }: ExchangeView): boolean => response !== null && (response.truncated || response.decodedTruncated())

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
