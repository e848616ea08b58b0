// Model providers and vector databases: who is called, for which models, with how many tokens. Known hosts by the catalogue,
// everybody else by the shape of request and reply.

import type { FlowSummary } from '../../reconstruct/index.ts'
import type { AiProvider } from './ai-model.ts'
import type { CatalogueEntry } from './catalogue.ts'
import { DIALECT_PATHS, DIALECTS, type DialectRow, SERVER_TELLS } from './dialects.ts'
import { readFrames } from './event-stream.ts'
import { bodyText, type ExchangeView, socketAddress } from './exchange-view.ts'
import type { HostIndex } from './host-index.ts'
import { cleanName, isObject, listAt, member, parseJson, textAt } from './json-value.ts'
import { tally } from './mcp-server.ts'
import { emptyProvider, providerKey } from './provider.ts'
import { see } from './seen.ts'
import { foldUsage, type TokenUsage } from './token-usage.ts'

const PROVIDERS_MAX = 10_000

export class ProviderObserver {
  readonly providers = new Map<string, AiProvider>()
  readonly #hosts: HostIndex

  constructor(hosts: HostIndex) {
    this.#hosts = hosts
  }

  /** True when the exchange is a model call or the like. */
  observe(view: ExchangeView): boolean {
    const entry = view.host === '' ? null : this.#hosts.find(view.host)
    if (entry === null && !DIALECT_PATHS.test(view.path) && !this.#told(view)) return false
    const row = DIALECTS.find((dialect) => dialect.method === view.request.method && dialect.path.test(view.path))
    const replies = row === undefined && entry === null ? [] : readReplies(view)
    if (entry === null && (row === undefined || !fits(row, view, replies))) return false
    const identity: Pick<CatalogueEntry, 'id' | 'kind'> = entry ?? tellServer(view, replies) ?? row!
    const provider = this.#provider(identity, view.host, view.address, 'clear')
    if (provider === null) return true
    provider.requests++
    see(provider.seen, view.exchange.startedUs, view.exchange.endedUs)
    tally(provider.clients, view.exchange.flow.clientAddress)
    if (view.response !== null && view.status >= 400) return true
    const model = modelOf(view, row)
    if (model !== '') tally(provider.models, cleanName(model))
    const usage = readUsage(view, replies)
    provider.tokensIn += usage.tokensIn
    provider.tokensOut += usage.tokensOut
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

  #provider(
    identity: Pick<CatalogueEntry, 'id' | 'kind'>,
    host: string,
    address: string,
    visibility: 'clear' | 'encrypted',
  ): AiProvider | null {
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

/** Whose reply this is, where it says so. */
function tellServer(view: ExchangeView, replies: readonly unknown[]): Pick<CatalogueEntry, 'id' | 'kind'> | null {
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

/** Both sides have the shape; the request's alone where the reply was not captured. A refusal of a stranger proves nothing. */
function fits(row: DialectRow, view: ExchangeView, replies: readonly unknown[]): boolean {
  if (view.response !== null && !view.succeeded) return false
  const body = view.requestJson()
  if (
    row.request.length > 0 &&
    !row.request.every((name) => (name.endsWith('[]') ? listAt(body, name.slice(0, -2)) !== null : member(body, name) !== undefined))
  )
    return false
  if (view.response === null) return row.request.length >= 2
  if (row.replyHeader !== undefined) return view.response.header(row.replyHeader) !== undefined
  if (row.reply.length === 0) return row.request.length > 0
  return replies.some((reply) =>
    (Array.isArray(reply) ? reply : [reply]).some((item) => isObject(item) && row.reply.some((name) => member(item, name) !== undefined)),
  )
}

const EVENTS_MAX = 100_000

/** The reply as one document, or as the events it was streamed in. */
function readReplies(view: ExchangeView): unknown[] {
  const { response } = view
  if (response === null) return []
  switch (response.mediaType()) {
    case 'text/event-stream':
      return view.events().map((event) => parseJson(event.data))
    case 'application/x-ndjson':
      return bodyText(response).split('\n', EVENTS_MAX).map(parseJson)
    case 'application/vnd.amazon.eventstream':
      return readFrames(response.decodedBody()).map((frame) => parseJson(Buffer.from(frame).toString('utf8')))
    default:
      return [view.responseJson()]
  }
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

/** What the request asks for: by path first (a deployment, a model in the URL), then by body, JSON or form. */
function modelOf(view: ExchangeView, row: DialectRow | undefined): string {
  const deployment = /\/openai\/deployments\/([^/]+)\//.exec(view.path)?.[1] ?? row?.path.exec(view.path)?.[1]
  if (deployment !== undefined) return decodeText(deployment)
  const named = textAt(view.requestJson(), 'model')
  if (named !== '') return named
  if (view.request.mediaType() !== 'multipart/form-data') return ''
  return /name="model"\r\n(?:[^\r\n]+\r\n)*\r\n([^\r\n]{1,200})\r\n/.exec(bodyText(view.request))?.[1] ?? ''
}

function decodeText(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
