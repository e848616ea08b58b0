// The privacy border: an exchange goes in, an observation comes out. Behind it there are names, kinds, counts, hashes; no value of a
// header, cookie, query, path parameter or body.

import type { Exchange, Message } from '../../reconstruct/index.ts'
import { DEFAULT_LIMITS, type Limits } from '../../sensor/base/limits.ts'
import { AuthReader } from './auth.ts'
import { BodyReader } from './body/body-reader.ts'
import { consumersOf } from './consumers.ts'
import type { DetectValue } from './detect-value.ts'
import { detectValue } from './detectors/index.ts'
import { findEchoes } from './echo.ts'
import { type Glance, glanceAt } from './glance.ts'
import { recogniseKind } from './kind.ts'
import { mediaTypeOf } from './media-type.ts'
import { objectClassOf } from './object-class.ts'
import type { BodyShape, Observation } from './observation.ts'
import { ParameterReader } from './parameter-reader.ts'
import { leadsToLogin } from './redirect.ts'
import { SegmentReader } from './segment-reader.ts'
import { recogniseSignals } from './signals.ts'

export interface ObserverOptions {
  limits?: Limits
  detect?: DetectValue
}

/** Not shared between threads. The observation it gives is valid until the next call, and during the call of the exchange sink only. */
export class Observer {
  readonly #limits: Limits
  readonly #segments: SegmentReader
  readonly #parameters: ParameterReader
  readonly #auth: AuthReader
  readonly #requestBodies: BodyReader
  readonly #responseBodies: BodyReader

  constructor({ limits = DEFAULT_LIMITS, detect = detectValue }: ObserverOptions = {}) {
    this.#limits = limits
    this.#segments = new SegmentReader(detect)
    this.#parameters = new ParameterReader(detect)
    this.#auth = new AuthReader(detect)
    this.#requestBodies = new BodyReader(limits, detect)
    this.#responseBodies = new BodyReader(limits, detect)
  }

  /** Null where there is nothing to learn: no request, or one whose target names no path. */
  observe(exchange: Exchange): Observation | null {
    const glance = this.glance(exchange)
    return glance === null ? null : this.describe(glance, true)
  }

  /** What is told before anything is read that takes time: enough to say whether the bodies are worth it. Null as for `observe`. */
  glance(exchange: Exchange): Glance | null {
    return glanceAt(exchange, this.#segments, this.#limits.pathSegments)
  }

  /** `bodiesRead`: otherwise bodies are counted and not read. */
  describe(glance: Glance, bodiesRead: boolean): Observation {
    const { exchange, request, requestRoles, responseRoles, head, path, values, inUrl, cookies, setCookies } = glance
    const { response, flow } = exchange
    const { segments } = head
    const requestBody = bodyOf(this.#requestBodies, request, bodiesRead)
    const responseBody = bodyOf(this.#responseBodies, response, bodiesRead)
    if (!bodiesRead) for (const segment of segments) segment.echo = null
    else if (responseBody?.tape != null) findEchoes(segments, values, this.#responseBodies.tape)
    const auth = this.#auth.read(request, requestRoles, inUrl, cookies)
    const subject = auth.find((seen) => seen.subject !== undefined)?.subject
    const objectClass = objectClassOf(values, segments)

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
      kind: recogniseKind({ glance, requestBody, requestTape: this.#requestBodies.tape }),
      trailingSlash: path.trailingSlash,
      requestMediaType: mediaTypeOf(request),
      responseMediaType: mediaTypeOf(response),
      redirectsToLogin: redirectsToLogin(response),
      query: this.#parameters.query(glance.query),
      requestHeaders: this.#parameters.headers(request, requestRoles),
      requestCookies: this.#parameters.cookies(cookies),
      responseHeaders: this.#parameters.headers(response, responseRoles),
      responseCookies: this.#parameters.cookies(setCookies),
      bodiesRead,
      requestBody,
      responseBody,
      auth,
      consumers: consumersOf(flow.clientAddress, request.header('user-agent')),
      signals: recogniseSignals(glance, auth),
      anomalies: anomaliesOf(exchange),
    }
    if (path.matrix !== undefined) observation.matrix = this.#parameters.matrix(path.matrix)
    if (subject !== undefined) observation.subject = subject
    if (objectClass >= 0) observation.objectClass = objectClass
    return observation
  }
}

const bodyOf = (reader: BodyReader, message: Message | null, read: boolean): BodyShape | null =>
  message === null ? null : read ? reader.read(message) : reader.passOver(message)

function redirectsToLogin(response: Message | null): boolean {
  return response !== null && response.status >= 300 && response.status < 400 && leadsToLogin(response.header('location') ?? '')
}

/** Of the exchange and both messages, each once. */
function anomaliesOf({ anomalies, request, response }: Exchange): readonly string[] {
  if (anomalies.length === 0 && (request?.anomalies.length ?? 0) === 0 && (response?.anomalies.length ?? 0) === 0) return anomalies
  return [...new Set<string>([...anomalies, ...(request?.anomalies ?? []), ...(response?.anomalies ?? [])])]
}
