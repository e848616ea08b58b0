// An exchange as the AI observers look at it: each thing is made into text or parsed at most once, and only when somebody asks.

import type { Exchange, Message } from '../../reconstruct/index.ts'
import { socketAddress } from '../../sensor/base/socket-address.ts'
import { parseJson } from './json-value.ts'
import { readEvents, type ServerSentEvent } from './sse.ts'

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json$/

/** Reused for every exchange: `look` points it at the next one. */
export class ExchangeView {
  exchange!: Exchange
  request!: Message
  response: Message | null = null
  /** `ip:port` of the server. */
  address = ''
  /** Host header in lower case, without port; '' where none was sent. */
  host = ''
  /** Host header as sent, in lower case. */
  hostAndPort = ''
  /** Without query and without trailing slash; never ''. */
  path = '/'
  /** From `?` on, or ''. */
  query = ''
  #requestJson: unknown
  #requestParsed = false
  #responseJson: unknown
  #responseParsed = false
  #events: ServerSentEvent[] | null = null

  /** False where there is no request to speak of. */
  look(exchange: Exchange): boolean {
    const request = exchange.request
    if (request === null) return false
    this.exchange = exchange
    this.request = request
    this.response = exchange.response
    this.address = socketAddress(exchange.flow.serverAddress, exchange.flow.serverPort)
    this.#requestParsed = false
    this.#responseParsed = false
    this.#requestJson = undefined
    this.#responseJson = undefined
    this.#events = null
    this.#readTarget(request.target(), request.header('host') ?? '')
    return true
  }

  get status(): number {
    return this.response?.status ?? 0
  }

  get succeeded(): boolean {
    return this.status >= 200 && this.status < 300
  }

  requestJson(): unknown {
    if (this.#requestParsed) return this.#requestJson
    this.#requestParsed = true
    this.#requestJson = parseBody(this.request)
    return this.#requestJson
  }

  responseJson(): unknown {
    if (this.#responseParsed || this.response === null) return this.#responseJson
    this.#responseParsed = true
    this.#responseJson = parseBody(this.response)
    return this.#responseJson
  }

  isEventStream(): boolean {
    return this.response !== null && this.response.mediaType() === 'text/event-stream'
  }

  /** Events of the response, where it is an event stream. */
  events(): readonly ServerSentEvent[] {
    this.#events ??= this.response !== null && this.isEventStream() ? readEvents(bodyText(this.response)) : []
    return this.#events
  }

  #readTarget(target: string, hostHeader: string): void {
    let rest = target
    this.hostAndPort = hostHeader.toLowerCase()
    const absolute = /^https?:\/\/([^/?#]*)/i.exec(target)
    if (absolute !== null) {
      rest = target.slice(absolute[0].length)
      this.hostAndPort = absolute[1]!.toLowerCase()
    }
    this.host = bareHost(this.hostAndPort)
    const question = rest.indexOf('?')
    const path = question < 0 ? rest : rest.slice(0, question)
    this.query = question < 0 ? '' : rest.slice(question)
    this.path = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path || '/'
  }
}

/** A host without its port. */
export const bareHost = (host: string): string => host.replace(/:\d*$/, '').replace(/\.$/, '')

export const bodyText = (message: Message): string => {
  const body = message.decodedBody()
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')
}

export const isJson = (message: Message): boolean => JSON_TYPE.test(message.mediaType())

function parseBody(message: Message): unknown {
  return isJson(message) && message.keptBodyBytes > 0 ? parseJson(bodyText(message)) : undefined
}
