// What one exchange adds to the record of its server, replies aside.

import { productOf } from '../observe/consumers.ts'
import type { McpServer } from './ai-model.ts'
import { NAMES_MAX, tally } from './counts.ts'
import { sessionHash } from './definition-hash.ts'
import type { ExchangeView } from './exchange-view.ts'
import { cleanName } from './json-value.ts'
import { authOf, credentialKind } from './mcp-auth.ts'
import { challengeFacts, issuedSession, mismatches, originOf, proxyHeaders } from './mcp-headers.ts'
import { DATED, type RequestFacts, type RpcRequest } from './mcp-messages.ts'
import { callerOf, clientOf } from './mcp-server.ts'
import { see } from './seen.ts'

export interface Answer {
  /** A reply that only an MCP server gives. */
  understood: boolean
  /** A JSON-RPC error. */
  failed: boolean
  /** Something that no MCP server says. */
  otherwise: boolean
}

export function noteRequest(server: McpServer, view: ExchangeView, facts: RequestFacts): void {
  const { exchange, request } = view
  see(server.seen, exchange.startedUs, exchange.endedUs)
  if (view.hostAndPort !== '') tally(server.hosts, cleanName(view.hostAndPort))
  for (const method of facts.methods) tally(server.methods, cleanName(method))
  for (const name of proxyHeaders(view)) tally(server.proxies, name)
  noteSession(server, view)
  if (Array.isArray(view.requestJson())) tally(server.traits, 'batches')
  if (request.header('last-event-id') !== undefined) tally(server.traits, 'resumption')
  if (facts.methods.includes('subscriptions/listen')) tally(server.traits, 'subscriptions')
  const caller = callerOf(server, exchange.flow.clientAddress)
  if (caller !== null) {
    caller.requests++
    if (caller.firstUs === 0 || exchange.startedUs < caller.firstUs) caller.firstUs = exchange.startedUs
  }
  if (facts.client === null) return
  const client = clientOf(server, facts.client.name, facts.client.version)
  if (client === null) return
  client.n++
  tally(client.addresses, exchange.flow.clientAddress)
  const product = productOf(request.header('user-agent') ?? '')
  if (product !== '') tally(client.agents, product)
  const revision = facts.revision || facts.wished
  if (revision !== '') tally(client.protocols, revision)
  for (const ability of facts.abilities ?? []) tally(client.capabilities, ability)
}

function noteSession(server: McpServer, view: ExchangeView): void {
  const session = issuedSession(view)
  // A server that repeats the id in every answer has issued it once.
  if (session !== undefined) {
    tally(server.traits, 'sessions')
    if (server.sessions.size < NAMES_MAX) server.sessions.add(sessionHash(view.address, session))
  }
  if (view.request.header('mcp-session-id') === undefined) return
  if (view.request.method === 'DELETE' && view.succeeded) server.sessionsEnded++
  if (view.status === 404) server.sessionsExpired++
}

export function noteStatus(server: McpServer, view: ExchangeView, facts: RequestFacts, answer: Answer): void {
  const { status } = view
  const asked = facts.methods.length > 0 || facts.signals.has('method-header')
  if (status === 401 || status === 403) {
    server.unauthorized++
    const challenge = view.response?.header('www-authenticate') ?? ''
    if (/resource_metadata\s*=/i.test(challenge)) facts.signals.add('challenge')
    for (const fact of challengeFacts(challenge)) tally(server.authFacts, cleanName(fact))
  }
  if (answer.understood || issuedSession(view) !== undefined) {
    server.served++
    // Here the reply is in the exchange itself; streams of their own are told when they open.
    if (answer.understood) {
      tally(server.transports, 'streamable-http')
      tally(server.responseModes, view.isEventStream() ? 'sse' : 'json')
    }
  } else if (status === 401 || status === 403) {
    if (asked) server.authRequired++
    refuse(server, view)
  } else if (answer.failed && status >= 400 && status < 500) {
    server.rejected++
    refuse(server, view)
  } else if (asked && (status >= 300 || answer.otherwise)) {
    tally(server.evidence, 'answered-otherwise')
    refuse(server, view)
  }
  noteOrigin(server, view, asked)
  if (!view.succeeded || !asked) return
  const kind = credentialKind(view)
  tally(server.auth, authOf(view))
  if (kind !== null) tally(server.authFacts, `credential ${kind}`)
  const revision = facts.revision !== '' ? facts.revision : headerRevision(view, facts)
  if (revision !== '' && (answer.understood || !answer.failed)) tally(server.protocolVersions, revision)
}

function refuse(server: McpServer, view: ExchangeView): void {
  const caller = callerOf(server, view.exchange.flow.clientAddress)
  if (caller !== null) caller.refused++
}

function noteOrigin(server: McpServer, view: ExchangeView, asked: boolean): void {
  const origin = originOf(view)
  if (origin === null || !asked) return
  if (view.succeeded) tally(server.origins, cleanName(`accepted ${origin}`))
  else if (view.status === 403 || view.status === 400) tally(server.origins, cleanName(`refused ${origin}`))
}

export function noteMismatches(server: McpServer, view: ExchangeView, requests: readonly RpcRequest[]): void {
  if (view.response === null) return
  for (const header of mismatches(view, requests)) tally(server.mismatches, `${view.succeeded ? 'accepted' : 'refused'} ${header}`)
}

/** The revision that both sides have agreed on; what stands on an `initialize` would be a wish. */
function headerRevision(view: ExchangeView, facts: RequestFacts): string {
  const revision = view.request.header('mcp-protocol-version') ?? ''
  return DATED.test(revision) && !facts.methods.includes('initialize') ? revision : ''
}
