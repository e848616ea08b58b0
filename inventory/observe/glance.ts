// What an exchange tells before its header fields and bodies are read: where it went, and how it ended.

import type { Exchange, Message } from '../../reconstruct/index.ts'
import { remembered } from '../../sensor/base/remembered.ts'
import { socketAddress } from '../../sensor/base/socket-address.ts'
import { readSetCookie, type SetCookie, splitCookies } from './cookies.ts'
import { ROLE, rolesIn } from './field-roles.ts'
import type { ObservationHead } from './observation.ts'
import { type NormalPath, normalisePath } from './path.ts'
import { type QueryPair, splitQuery } from './query.ts'
import type { SegmentReader } from './segment-reader.ts'
import { normaliseHost, splitTarget } from './service-name.ts'

/** Holds values of the exchange: it does not leave this folder but as a whole, and is valid as long as the exchange is. */
export interface Glance {
  readonly exchange: Exchange
  readonly request: Message
  readonly head: ObservationHead
  readonly target: string
  readonly path: NormalPath
  /** Of each segment, for comparing with the response. */
  readonly values: readonly string[]
  readonly query: readonly QueryPair[]
  /** Query and matrix parameters. */
  readonly inUrl: readonly QueryPair[]
  readonly cookies: readonly QueryPair[]
  readonly setCookies: readonly SetCookie[]
  /** Of all fields together, bits of `ROLE`. */
  readonly requestRoles: number
  readonly responseRoles: number
}

const NO_COOKIES: readonly SetCookie[] = []
const METHOD = /^[A-Z][A-Z-]{0,23}$/
const METHODS_MAX = 256
const isMethod = remembered(METHODS_MAX, (text) => METHOD.test(text))

/** Null where there is nothing to learn: no request, or one whose target names no path, or one of more than `mostSegments`. */
export function glanceAt(exchange: Exchange, reader: SegmentReader, mostSegments: number): Glance | null {
  const { request, response, flow } = exchange
  if (request === null || !isMethod(request.method) || request.anomalies.includes('limit-start-line')) return null
  const target = request.target()
  const parts = splitTarget(target, request.method)
  const path = normalisePath(parts.path, mostSegments)
  if (path === null || parts.path === '') return null
  const query = splitQuery(parts.query)
  const { segments, values } = reader.read(path.segments)
  const requestRoles = rolesIn(request)
  const responseRoles = rolesIn(response)
  return {
    exchange,
    request,
    head: {
      method: request.method,
      host: normaliseHost(parts.authority || (request.header('host') ?? '')),
      scheme: exchange.decrypted || parts.scheme === 'https' ? 'https' : 'http',
      serverAddress: socketAddress(flow.serverAddress, flow.serverPort),
      segments,
      status: response?.status ?? 0,
    },
    target,
    path,
    values,
    query,
    inUrl: path.matrix === undefined ? query : [...query, ...path.matrix],
    cookies: (requestRoles & ROLE.cookie) === 0 ? NO_COOKIES : cookiesOf(request),
    setCookies: response === null || (responseRoles & ROLE.setCookie) === 0 ? NO_COOKIES : setCookiesOf(response),
    requestRoles,
    responseRoles,
  }
}

function cookiesOf(request: Message): QueryPair[] {
  const cookies: QueryPair[] = []
  for (let index = 0; index < request.fieldCount; index++)
    if (request.fieldName(index) === 'cookie') cookies.push(...splitCookies(request.fieldValue(index)))
  return cookies
}

function setCookiesOf(response: Message): SetCookie[] {
  const cookies: SetCookie[] = []
  for (let index = 0; index < response.fieldCount; index++) {
    if (response.fieldName(index) !== 'set-cookie') continue
    const cookie = readSetCookie(response.fieldValue(index))
    if (cookie !== null) cookies.push(cookie)
  }
  return cookies
}
