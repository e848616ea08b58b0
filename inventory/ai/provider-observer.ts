// Model providers and vector databases: who is called, for which models, with how many tokens. Known hosts by the catalogue,
// everybody else by the shape of request and reply.

import type { FlowSummary } from '../../reconstruct/index.ts'
import { socketAddress } from '../../sensor/base/socket-address.ts'
import { productOf } from '../observe/consumers.ts'
import type { AiProvider } from './ai-model.ts'
import type { CatalogueEntry } from './catalogue.ts'
import { NAMES_MAX, tally } from './counts.ts'
import { DIALECT_PATHS, DIALECTS, type DialectRow, isWeaviateQuery, SERVER_TELLS } from './dialects.ts'
import type { ExchangeView } from './exchange-view.ts'
import type { HostIndex } from './host-index.ts'
import { cleanName, isObject, listAt, member, textAt } from './json-value.ts'
import { emptyProvider, providerCaller, providerKey } from './provider.ts'
import { isStreamed, readReplies } from './provider-replies.ts'
import { credentialOf, modelOf, operationOf, promptKinds, returnsToolResults } from './provider-request.ts'
import { see } from './seen.ts'
import { foldUsage, type TokenUsage } from './token-usage.ts'

const PROVIDERS_MAX = 10_000

type Identity = Pick<CatalogueEntry, 'id' | 'kind'>

export class ProviderObserver {
  readonly providers = new Map<string, AiProvider>()
  readonly #hosts: HostIndex

  constructor(hosts: HostIndex) {
    this.#hosts = hosts
  }

  /** True when the exchange is a model call or the like. */
  observe(view: ExchangeView): boolean {
    const entry = view.host === '' ? null : this.#hosts.find(view.host)
    if (entry === null && !DIALECT_PATHS.test(view.path) && !isWeaviate(view) && !this.#told(view)) return false
    const rows = DIALECTS.filter((dialect) => dialect.method === view.request.method && dialect.path.test(view.path))
    const weaviate = entry === null && isWeaviate(view)
    const replies = rows.length === 0 && entry === null ? [] : readReplies(view)
    const row = rows.find((one) => fits(one, view, replies)) ?? (entry === null ? undefined : rows[0])
    if (entry === null && row === undefined && !weaviate) return false
    const identity: Identity = entry ?? tellServer(view, replies) ?? row ?? { id: 'weaviate', kind: 'vector-db' }
    const provider = this.#provider(identity, view.host, view.address, 'clear')
    if (provider !== null) noteCall(provider, view, row, replies)
    return true
  }

  /** A TLS connection tells its server's name, and nothing else. */
  flow(summary: FlowSummary): void {
    if (summary.serverName === null) return
    const host = summary.serverName.toLowerCase()
    const entry = this.#hosts.find(host)
    if (entry === null) return
    const provider = this.#provider(entry, host, socketAddress(summary.flow.serverAddress, summary.flow.serverPort), 'encrypted')
    if (provider === null) return
    see(provider.seen, summary.firstUs, summary.lastUs)
    tally(provider.clients, summary.flow.clientAddress)
    provider.connections++
    provider.bytesOut += summary.bytes[0]
    provider.bytesIn += summary.bytes[1]
  }

  /** Lists of models tell who serves them; they are no calls. */
  #told(view: ExchangeView): boolean {
    if (view.request.method !== 'GET' || !view.succeeded || !/\/v1\/models$|^\/info$/.test(view.path)) return false
    const identity = tellServer(view, [view.responseJson()])
    if (identity === null) return false
    const provider = this.#provider(identity, view.host, view.address, 'clear')
    if (provider !== null) see(provider.seen, view.exchange.startedUs, view.exchange.endedUs)
    return false
  }

  #provider(identity: Identity, host: string, address: string, visibility: 'clear' | 'encrypted'): AiProvider | null {
    const key = providerKey(identity.id, host, address, visibility)
    let provider = this.providers.get(key)
    if (provider === undefined) {
      if (this.providers.size >= PROVIDERS_MAX) return null
      provider = emptyProvider(identity, cleanName(host), address, visibility)
      this.providers.set(key, provider)
    }
    return provider
  }
}

function noteCall(provider: AiProvider, view: ExchangeView, row: DialectRow | undefined, replies: readonly unknown[]): void {
  const { exchange, request, response } = view
  const address = exchange.flow.clientAddress
  provider.requests++
  see(provider.seen, exchange.startedUs, exchange.endedUs)
  tally(provider.clients, address)
  provider.bytesOut += request.bodyBytes
  provider.bytesIn += response?.bodyBytes ?? 0
  const caller = providerCaller(provider, address)
  const product = productOf(request.header('user-agent') ?? '')
  if (caller !== null) {
    caller.requests++
    if (product !== '') tally(caller.agents, product)
  }
  noteCredential(provider, view, address)
  // What is refused has been sent all the same.
  for (const [kind, n] of promptKinds(view)) tally(provider.prompts, kind, n)
  if (response !== null && view.status >= 400) {
    provider.errors++
    return
  }
  tally(provider.operations, cleanName(operationOf(view, row)))
  if (isStreamed(view)) provider.streamed++
  const model = cleanName(modelOf(view, row))
  const usage = readUsage(view, replies)
  provider.tokensIn += usage.tokensIn
  provider.tokensOut += usage.tokensOut
  if (model !== '') tally(provider.models, model)
  for (const name of ['x-litellm-model-api-base', 'x-litellm-api-base']) {
    const upstream = /^https?:\/\/([^/?#@\s]+)/.exec(response?.header(name) ?? '')?.[1]
    if (upstream !== undefined) tally(provider.upstreams, cleanName(upstream))
  }
  if (caller === null) return
  caller.tokensIn += usage.tokensIn
  caller.tokensOut += usage.tokensOut
  if (model !== '') tally(caller.models, model)
  if (returnsToolResults(view)) caller.toolResults++
}

function noteCredential(provider: AiProvider, view: ExchangeView, address: string): void {
  const credential = credentialOf(view)
  if (credential === null) {
    if (view.succeeded) provider.open++
    return
  }
  let known = provider.credentials.get(credential.hash)
  if (known === undefined) {
    if (provider.credentials.size >= NAMES_MAX) return
    known = { kind: credential.kind, n: 0, clients: new Map() }
    provider.credentials.set(credential.hash, known)
  }
  known.n++
  tally(known.clients, address)
}

/** Whose reply this is, where it says so. */
function tellServer(view: ExchangeView, replies: readonly unknown[]): Identity | null {
  const { response } = view
  if (response === null) return null
  const owner = textAt(listAt(replies[0], 'data')?.[0], 'owned_by')
  for (const tell of SERVER_TELLS) {
    if (tell.owner !== undefined && tell.owner === owner) return tell
    if (tell.header === undefined) continue
    for (let i = 0; i < response.fieldCount; i++) if (response.fieldName(i).startsWith(tell.header)) return tell
  }
  if (view.path === '/info' && textAt(replies[0], 'model_id') !== '' && textAt(replies[0], 'version') !== '')
    return { id: 'hf-tgi', kind: 'model-server' }
  return null
}

function isWeaviate(view: ExchangeView): boolean {
  return (
    view.path === '/v1/graphql' && view.request.method === 'POST' && view.succeeded && isWeaviateQuery(textAt(view.requestJson(), 'query'))
  )
}

/** Both sides have the shape; the request's alone where the reply was not captured. A refusal of a stranger proves nothing. */
function fits(row: DialectRow, view: ExchangeView, replies: readonly unknown[]): boolean {
  if (view.response !== null && !view.succeeded) return false
  if (row.authorization?.test(view.request.header('authorization') ?? '') === true) return true
  const body = view.requestJson()
  if (
    row.request.length > 0 &&
    !row.request.every((name) => (name.endsWith('[]') ? listAt(body, name.slice(0, -2)) !== null : member(body, name) !== undefined))
  )
    return false
  if (view.response === null) return row.request.length >= 2
  if (row.replyHeader !== undefined) return view.response.header(row.replyHeader) !== undefined
  if (row.reply.length === 0) return row.request.length > 0
  return replies.some(
    (reply) => isObject(reply) && row.reply.some((names) => names.split('+').every((name) => member(reply, name) !== undefined)),
  )
}

function readUsage(view: ExchangeView, replies: readonly unknown[]): TokenUsage {
  const usage: TokenUsage = { tokensIn: 0, tokensOut: 0 }
  for (const reply of replies) foldUsage(usage, reply)
  if (usage.tokensIn + usage.tokensOut > 0) return usage
  const counted = (names: readonly string[]): number => {
    for (const name of names) {
      const value = view.response?.header(name)
      if (value !== undefined && /^\d{1,12}$/.test(value)) return Number(value)
    }
    return 0
  }
  return {
    tokensIn: counted(['x-amzn-bedrock-input-token-count', 'x-prompt-tokens']),
    tokensOut: counted(['x-amzn-bedrock-output-token-count', 'x-generated-tokens']),
  }
}
