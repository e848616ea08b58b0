// What the heads of an exchange say about MCP: signals, disagreement between header and body, foreign origins, proxies in between.

import { bareHost, type ExchangeView } from './exchange-view.ts'
import { member, objectAt, textAt } from './json-value.ts'
import { DATED, META, type RpcRequest } from './mcp-messages.ts'
import type { McpSignal } from './mcp-signals.ts'

const WRAPPED = /^=\?base64\?([A-Za-z0-9+/=_-]*)\?=$/
const ORIGIN = /^https?:\/\/[a-z0-9.:[\]_-]{1,255}$/i
const PROXY_HEADERS = ['via', 'x-forwarded-for', 'forwarded', 'x-envoy-external-address', 'x-real-ip'] as const

export function headerSignals(view: ExchangeView): Set<McpSignal> {
  const signals = new Set<McpSignal>()
  const { request } = view
  if (request.header('mcp-method') !== undefined) signals.add('method-header')
  if (request.header('mcp-session-id') !== undefined || issuedSession(view) !== undefined) signals.add('session-header')
  if (DATED.test(request.header('mcp-protocol-version') ?? '')) signals.add('version-header')
  const accept = request.header('accept') ?? ''
  if (accept.includes('application/json') && accept.includes('text/event-stream')) signals.add('accept-both')
  return signals
}

export const issuedSession = (view: ExchangeView): string | undefined =>
  view.succeeded ? view.response?.header('mcp-session-id') : undefined

/** A header of the newest revision as it was meant: `=?base64?…?=` undone. */
export function headerText(value: string): string {
  const wrapped = WRAPPED.exec(value)
  return wrapped === null ? value : Buffer.from(wrapped[1] as string, 'base64').toString('utf8')
}

/** Headers of revision 2026-07-28 that say something else than the body. */
export function mismatches(view: ExchangeView, requests: readonly RpcRequest[]): string[] {
  const { request } = view
  const [message] = requests
  if (message === undefined || requests.length > 1) return []
  const found: string[] = []
  const method = request.header('mcp-method')
  if (method !== undefined && headerText(method) !== message.method) found.push('mcp-method')
  const name = request.header('mcp-name')
  const target = textAt(message.params, 'name') || textAt(message.params, 'uri') || textAt(message.params, 'taskId')
  if (name !== undefined && target !== '' && headerText(name) !== target) found.push('mcp-name')
  const version = request.header('mcp-protocol-version')
  const meant = textAt(objectAt(message.params, '_meta'), `${META}protocolVersion`)
  if (version !== undefined && meant !== '' && version !== meant) found.push('mcp-protocol-version')
  return found
}

/** Values of `Mcp-Param-*` headers: arguments that were copied into the head. */
export function parameterTexts(view: ExchangeView): string[] {
  const { request } = view
  const texts: string[] = []
  for (let i = 0; i < request.fieldCount; i++) {
    if (request.fieldName(i).toLowerCase().startsWith('mcp-param-')) texts.push(headerText(request.fieldValue(i)))
  }
  return texts
}

/** The page that made a browser send this, where there is one: `host origin`. */
export function originOf(view: ExchangeView): string | null {
  const origin = view.request.header('origin')?.toLowerCase()
  return origin === undefined || !ORIGIN.test(origin) ? null : `${view.hostAndPort || '-'} ${origin}`
}

export const proxyHeaders = (view: ExchangeView): string[] => PROXY_HEADERS.filter((name) => view.request.header(name) !== undefined)

/** `metadata URL`, `scope name`: what a refusal says about how to get in. */
export function challengeFacts(challenge: string): string[] {
  const url = /resource_metadata\s*=\s*"?([^",\s]{1,512})/i.exec(challenge)?.[1]
  const scopes = /scope\s*=\s*"([^"]{1,512})"/i.exec(challenge)?.[1]?.split(' ') ?? []
  return [...(url === undefined ? [] : [`metadata ${url.split('?')[0]}`]), ...scopes.filter(Boolean).map((scope) => `scope ${scope}`)]
}

/** The same from a protected-resource document (RFC 9728); null where it is none. */
export function metadataFacts(document: unknown): { path: string; facts: string[] } | null {
  const resource = /^https?:\/\/[^/?#]+([^?#]*)$/i.exec(textAt(document, 'resource'))
  const issuers = member(document, 'authorization_servers')
  if (resource === null || !Array.isArray(issuers)) return null
  const texts = (value: unknown): string[] =>
    Array.isArray(value) ? value.slice(0, 64).filter((one): one is string => typeof one === 'string') : []
  return {
    path: resource[1]?.replace(/(.)\/$/, '$1') || '/',
    facts: [
      ...texts(issuers).map((url) => `issuer ${url}`),
      ...texts(member(document, 'scopes_supported')).map((scope) => `scope ${scope}`),
    ],
  }
}

/** Is the page's host another one than the server's? Names of the own machine are one. */
export function isForeign(host: string, origin: string): boolean {
  const page = bareHost(origin.replace(/^https?:\/\//, ''))
  const own = bareHost(host)
  return page !== own && !(LOOPBACK.test(page) && LOOPBACK.test(own))
}
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)$/
