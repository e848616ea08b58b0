// What must add up after every capture, whatever was in it. Put it between a pipeline and its sink; ask when the pipeline has finished.

import type { Exchange, ExchangeSink, FlowSummary } from '../../reconstruct/index.ts'
import { COUNTER_IDS, type CounterId, type Counters } from '../../sensor/base/counters.ts'

/** A captured packet, or one rebuilt from fragments, becomes one of these. */
const PACKET_ENDS: readonly CounterId[] = [
  'tcp.segments',
  'decode.fragments',
  'decode.non-ip',
  'decode.unsupported-link-type',
  'decode.unsupported-ethertype',
  'decode.bad-link-header',
  'decode.bad-ip-header',
  'decode.bad-tcp-header',
  'decode.not-tcp',
  'decode.tunnel-depth',
  'decode.extension-header-limit',
  'decode.encrypted-frames',
]

/** A captured payload byte becomes one of these. */
const BYTE_ENDS: readonly CounterId[] = [
  'tcp.delivered-bytes',
  'tcp.urgent-bytes',
  'tcp.retransmitted-bytes',
  'tcp.late-after-gap-bytes',
  'tcp.data-after-fin-bytes',
  'tcp.out-of-range-bytes',
  'tcp.syn-data-refused-bytes',
]

/** A delivered byte outside HTTP messages is counted as at most one of these. */
const UNREAD: readonly CounterId[] = ['http.not-http-bytes', 'http.resync-bytes-skipped', 'http.opaque-bytes', 'tls.bytes', 'http2.bytes']

export class Ledger implements ExchangeSink {
  readonly #counters: Counters
  readonly #next: ExchangeSink | undefined
  readonly #told = { pairs: 0, likely: 0, halfRequests: 0, halfResponses: 0, interim: 0 }
  readonly #flows = { requests: 0, responses: 0, exchanges: 0, bytes: 0, gapBytes: 0, ended: 0 }
  readonly #faults: string[] = []
  readonly #ended = new Set<number>()

  constructor(counters: Counters, next?: ExchangeSink) {
    this.#counters = counters
    this.#next = next
  }

  exchange(exchange: Exchange): void {
    const { request, response, pairing } = exchange
    const told = this.#told
    if (request === null && response === null) this.#faults.push('an exchange without messages')
    if ((request === null || response === null) !== (pairing === 'half')) this.#faults.push(`a pair called ${pairing}`)
    if (exchange.startedUs > exchange.endedUs) this.#faults.push('an exchange that ends before it begins')
    if (this.#ended.has(exchange.flow.id)) this.#faults.push('an exchange behind the end of its flow')
    if (request !== null && response !== null) told.pairs++
    else if (request !== null) told.halfRequests++
    else told.halfResponses++
    if (pairing === 'likely') told.likely++
    told.interim += exchange.interim.length
    for (const message of [request, response]) {
      if (message === null) continue
      if (message.keptBodyBytes > message.bodyBytes) this.#faults.push('a message that keeps more body than was sent')
      if (message.headEnd + message.keptBodyBytes > message.bytes.length) this.#faults.push('a message that ends behind its buffer')
    }
    this.#next?.exchange(exchange)
  }

  flow(summary: FlowSummary): void {
    const flows = this.#flows
    flows.requests += summary.requests
    flows.responses += summary.responses
    flows.exchanges += summary.exchanges
    flows.bytes += summary.bytes[0] + summary.bytes[1]
    flows.gapBytes += summary.gapBytes[0] + summary.gapBytes[1]
    if (summary.bytes.some((bytes) => bytes < 0)) this.#faults.push('a flow with fewer than no bytes')
    if (summary.firstUs > summary.lastUs) this.#faults.push('a flow that ends before it begins')
    if (this.#ended.has(summary.flow.id)) this.#faults.push('a flow that ends twice')
    if (summary.ended) this.#ended.add(summary.flow.id)
    this.#next?.flow(summary)
  }

  /** The laws that do not hold, in words; empty when all is well. Valid once the pipeline has finished. */
  breaches(): string[] {
    const get = (id: CounterId): number => this.#counters.get(id)
    const sum = (ids: readonly CounterId[]): number => ids.reduce((total, id) => total + get(id), 0)
    const group = (prefix: string): number => sum(COUNTER_IDS.filter((id) => id.startsWith(prefix)))
    const told = this.#told
    const flows = this.#flows
    const laws: readonly (readonly [law: string, left: number, right: number])[] = [
      ['packets = segments + fragments + undecodable', get('capture.packets') + get('decode.fragments-reassembled'), sum(PACKET_ENDS)],
      ['payload bytes = delivered + repeated + late + refused', get('tcp.payload-bytes'), sum(BYTE_ENDS)],
      ['flows opened = flows closed', group('tcp.flows-syn') + get('tcp.flows-midstream'), group('tcp.closed-')],
      ['requests = exchanges + unanswered', get('http.requests'), get('http.exchanges') + group('http.no-response-')],
      ['responses = exchanges + orphans', get('http.responses'), get('http.exchanges') + get('http.orphan-responses')],
      ['pairs told = exchanges', told.pairs, get('http.exchanges')],
      ['likely pairs told', told.likely, get('http.pairs-likely')],
      ['requests told alone', told.halfRequests, group('http.no-response-')],
      ['responses told alone', told.halfResponses, get('http.orphan-responses')],
      ['requests of flows', flows.requests, get('http.requests')],
      ['responses of flows', flows.responses, get('http.responses')],
      ['exchanges of flows', flows.exchanges, get('http.exchanges')],
      ['bytes of flows', flows.bytes, get('tcp.delivered-bytes')],
      ['gap bytes of flows', flows.gapBytes, group('tcp.gap-bytes-')],
    ]
    const broken = laws.filter(([, left, right]) => left !== right).map(([law, left, right]) => `${law}: ${left} and ${right}`)
    const negative = COUNTER_IDS.filter((id) => !(get(id) >= 0)).map((id) => `${id} is ${get(id)}`)
    if (sum(UNREAD) > get('tcp.delivered-bytes')) negative.push(`unread ${sum(UNREAD)} of ${get('tcp.delivered-bytes')} bytes`)
    if (told.interim > get('http.interim')) negative.push(`interim responses told: ${told.interim} of ${get('http.interim')}`)
    return [...broken, ...negative, ...new Set(this.#faults)]
  }
}
