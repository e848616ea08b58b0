// The privacy border: an exchange goes in, an observation comes out. Behind it there are names, kinds, counts, hashes; no value of a
// header, cookie, query, path parameter or body.

import type { Exchange, Message } from '../../reconstruct/index.ts'
import { DEFAULT_LIMITS, type Limits } from '../../sensor/base/limits.ts'
import { socketAddress } from '../../sensor/base/socket-address.ts'
import { isValueKey } from '../schema/key-names.ts'
import { isCredentialQuery, isKeyHeader, recogniseAuth } from './auth.ts'
import { BodyReader } from './body/body-reader.ts'
import { consumersOf } from './consumers.ts'
import { readSetCookie, type SetCookie, splitCookies } from './cookies.ts'
import type { DetectValue } from './detect-value.ts'
import { detectValue } from './detectors/index.ts'
import { findEchoes } from './echo.ts'
import { isParameterHeader } from './header-names.ts'
import { recogniseKind } from './kind.ts'
import { mediaTypeOf } from './media-type.ts'
import { objectClassOf } from './object-class.ts'
import type { BodyShape, NamedScalar, Observation, ObservationHead } from './observation.ts'
import { normalisePath } from './path.ts'
import { type QueryPair, splitQuery } from './query.ts'
import { leadsToLogin } from './redirect.ts'
import { ScalarReader } from './scalar.ts'
import { SegmentReader } from './segment-reader.ts'
import { normaliseHost, splitTarget } from './service-name.ts'
import { recogniseSignals } from './signals.ts'
import { readQueryPair } from './value-list.ts'

export interface ObserverOptions {
  limits?: Limits
  detect?: DetectValue
  /** Asked for each exchange; where it says no, bodies are counted and not read. Without it all are read. */
  wantsBodies?: (head: ObservationHead) => boolean
}

const METHOD = /^[A-Z][A-Z-]{0,23}$/

/** Not shared between threads. The observation it gives is valid until the next call, and during the call of the exchange sink only. */
export class Observer {
  readonly #detect: DetectValue
  readonly #limits: Limits
  readonly #wantsBodies: (head: ObservationHead) => boolean
  readonly #scalars: ScalarReader
  readonly #segments: SegmentReader
  readonly #requestBodies: BodyReader
  readonly #responseBodies: BodyReader

  constructor({ limits = DEFAULT_LIMITS, detect = detectValue, wantsBodies = () => true }: ObserverOptions = {}) {
    this.#limits = limits
    this.#detect = detect
    this.#wantsBodies = wantsBodies
    this.#scalars = new ScalarReader(detect)
    this.#segments = new SegmentReader(detect)
    this.#requestBodies = new BodyReader(limits, detect)
    this.#responseBodies = new BodyReader(limits, detect)
  }

  /** Null where there is nothing to learn: no request, or one whose target names no path. */
  observe(exchange: Exchange): Observation | null {
    const { request, response, flow } = exchange
    if (request === null || !METHOD.test(request.method) || request.anomalies.includes('limit-start-line')) return null
    const rawTarget = request.target()
    const target = splitTarget(rawTarget, request.method)
    const path = normalisePath(target.path, this.#limits.pathSegments)
    if (path === null || target.path === '') return null

    const query = splitQuery(target.query)
    const { matrix = [] } = path
    const inUrl = matrix.length > 0 ? [...query, ...matrix] : query
    const cookies = cookiesOf(request)
    const setCookies = response === null ? [] : setCookiesOf(response)
    const { segments, values } = this.#segments.read(path.segments)
    const head: ObservationHead = {
      method: request.method,
      host: normaliseHost(target.authority || (request.header('host') ?? '')),
      scheme: exchange.decrypted || target.scheme === 'https' ? 'https' : 'http',
      serverAddress: socketAddress(flow.serverAddress, flow.serverPort),
      segments,
      status: response?.status ?? 0,
    }
    const bodiesRead = this.#wantsBodies(head)
    const requestBody = bodyOf(this.#requestBodies, request, bodiesRead)
    const responseBody = bodyOf(this.#responseBodies, response, bodiesRead)
    if (!bodiesRead) for (const segment of segments) segment.echo = null
    else if (responseBody?.tape != null) findEchoes(segments, values, this.#responseBodies.tape)
    const auth = recogniseAuth(request, inUrl, cookies, this.#detect)
    const subject = auth.find((seen) => seen.subject !== undefined)?.subject
    const objectClass = objectClassOf(values, segments)
    const userinfo = /^[a-z]+:\/\/[^/?#@:]*:[^/?#@]*@/i.test(rawTarget)

    const observation: Observation = {
      protocol: exchange.protocol,
      pairing: exchange.pairing,
      startedUs: exchange.startedUs,
      endedUs: exchange.endedUs,
      clientAddress: flow.clientAddress,
      method: head.method,
      host: head.host,
      scheme: head.scheme,
      serverAddress: head.serverAddress,
      segments,
      status: head.status,
      kind: recogniseKind({
        exchange,
        segments: path.segments,
        requestBody,
        requestTape: this.#requestBodies.tape,
        queryNames: query.map(({ name }) => name),
      }),
      trailingSlash: path.trailingSlash,
      requestMediaType: mediaTypeOf(request),
      responseMediaType: mediaTypeOf(response),
      redirectsToLogin: redirectsToLogin(response),
      query: query.filter(({ name }) => !isValueKey(name) && !isCredentialQuery(name)).map((pair) => readQueryPair(pair, this.#scalars)),
      requestHeaders: this.#headers(request),
      requestCookies: this.#named(cookies.filter(({ name }) => !isValueKey(name))),
      responseHeaders: response === null ? [] : this.#headers(response),
      responseCookies: this.#named(setCookies.filter(({ name }) => !isValueKey(name))),
      bodiesRead,
      requestBody,
      responseBody,
      auth,
      consumers: consumersOf(flow.clientAddress, request.header('user-agent')),
      signals: recogniseSignals({ exchange, query: inUrl, setCookies, auth, userinfo, segments: path.segments }),
      anomalies: anomaliesOf(exchange),
    }
    if (matrix.length > 0) observation.matrix = this.#named(matrix.filter(({ name }) => !isValueKey(name) && !isCredentialQuery(name)))
    if (subject !== undefined) observation.subject = `subject:${subject.toString(16)}`
    if (objectClass >= 0) observation.objectClass = objectClass
    return observation
  }

  #named(pairs: readonly QueryPair[]): NamedScalar[] {
    return pairs.map(({ name, value }) => ({ name, scalar: this.#scalars.read(value, name) }))
  }

  #headers(message: Message): NamedScalar[] {
    const headers: NamedScalar[] = []
    for (let index = 0; index < message.fieldCount; index++) {
      const name = message.fieldName(index)
      if (isParameterHeader(name) && !isKeyHeader(name) && !isValueKey(name))
        headers.push({ name, scalar: this.#scalars.read(message.fieldValue(index), name) })
    }
    return headers
  }
}

const bodyOf = (reader: BodyReader, message: Message | null, read: boolean): BodyShape | null =>
  message === null ? null : read ? reader.read(message) : reader.passOver(message)

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

function redirectsToLogin(response: Message | null): boolean {
  return response !== null && response.status >= 300 && response.status < 400 && leadsToLogin(response.header('location') ?? '')
}

/** Of the exchange and both messages, each once. */
function anomaliesOf({ anomalies, request, response }: Exchange): readonly string[] {
  if (anomalies.length === 0 && (request?.anomalies.length ?? 0) === 0 && (response?.anomalies.length ?? 0) === 0) return anomalies
  return [...new Set<string>([...anomalies, ...(request?.anomalies ?? []), ...(response?.anomalies ?? [])])]
}
