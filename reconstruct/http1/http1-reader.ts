// One HTTP/1 connection: a reader for each direction, and the requests that wait for their response between them.

import type { CounterId, Counters } from '../../sensor/base/counters.ts'
import { C2S, type Direction, type ExchangeSink, S2C } from '../exchange.ts'
import { NAME } from '../field-names.ts'
import type { MessagePool } from '../message-pool.ts'
import type { BombAccount, PooledMessage } from '../pooled-message.ts'
import type { EndReason, StreamFlow } from '../stream.ts'
import { readFraming } from './body-framing.ts'
import type { BodyPolicy } from './body-reader.ts'
import { ExchangeRecord } from './exchange-record.ts'
import { HeldEvents } from './held-events.ts'
import type { MessageOwner } from './message-owner.ts'
import { MessageReader } from './message-reader.ts'
import { PairingQueue } from './pairing.ts'

/** What all HTTP/1 connections of a pipeline share. */
export type Http1Context = {
  readonly sink: ExchangeSink
  readonly counters: Counters
  readonly pool: MessagePool
  readonly records: ExchangeRecord[]
  readonly bodies: BodyPolicy
}

const RECORDS_MAX = 256

const NO_RESPONSE: Readonly<Record<EndReason, CounterId>> = {
  fin: 'http.no-response-close',
  reset: 'http.no-response-reset',
  idle: 'http.no-response-idle',
  reuse: 'http.no-response-close',
  evicted: 'http.no-response-close',
  shed: 'http.no-response-close',
  eof: 'http.no-response-eof',
}

export class Http1Reader implements MessageOwner {
  /** Counts for the flow summary. */
  requests = 0
  responses = 0
  exchanges = 0
  /** Another protocol has taken over. */
  switched = false
  /** A tunnel was opened by CONNECT: nothing was said through it yet, or it is known what. */
  #tunnel: 'none' | 'new' | 'http' | 'opaque' = 'none'
  takesOldRequest: boolean

  readonly #flow: StreamFlow
  readonly #context: Http1Context
  readonly #client: MessageReader
  readonly #server: MessageReader
  readonly #queue: PairingQueue
  readonly #held: HeldEvents
  readonly #account: BombAccount = { bombs: 0 }
  /** Interim responses of which it is not yet known to which request they belong. */
  readonly #interim: number[] = []
  /** Where the interim responses before the next final one begin, or -1. */
  #interimStart = -1
  #mayWait = true
  #serverFinished = false
  /** As far as exchanges were told of them. */
  #overlapConflicts = 0
  #serverSpoke = false
  #requestRecord: ExchangeRecord | null = null
  #responseRecord: ExchangeRecord | null = null

  /** `fromStart`: nothing of either direction came before what this reader gets. */
  constructor(flow: StreamFlow, fromStart: boolean, context: Http1Context) {
    this.#flow = flow
    this.#context = context
    this.#client = new MessageReader('request', this, context.pool, context.bodies)
    this.#server = new MessageReader('response', this, context.pool, context.bodies)
    this.#queue = new PairingQueue(fromStart)
    this.#held = new HeldEvents(context.pool)
    this.takesOldRequest = fromStart && flow.roleKnown
  }

  /** Bytes of this direction were passed over before it was known to be HTTP. */
  startLost(direction: Direction): void {
    ;(direction === C2S ? this.#client : this.#server).startLost()
  }

  /** Nothing of this direction was seen yet, and its first bytes to come may lie inside a message. */
  joinMidway(direction: Direction): void {
    ;(direction === C2S ? this.#client : this.#server).joinMidway()
  }

  get tunnel(): 'none' | 'new' | 'http' | 'opaque' {
    return this.#tunnel
  }

  set tunnel(kind: 'http' | 'opaque') {
    this.#tunnel = kind
    if (kind === 'opaque') return
    this.switched = false
    this.#queue.inTunnel = true
    this.#client.httpAgain()
    this.#server.httpAgain()
  }

  get busy(): boolean {
    if (this.#queue.waiting.length > 0 && !this.#serverFinished) return true
    return !this.switched && (this.#client.message !== null || this.#server.message !== null)
  }

  data(
    direction: Direction,
    bytes: Uint8Array,
    start: number,
    end: number,
    offset: number,
    ack: number,
    timestampUs: number,
    segmentStart: boolean,
  ): void {
    if (direction === C2S) {
      this.#client.data(bytes, start, end, offset, ack, timestampUs, segmentStart)
      if (this.#held.active) this.#release(timestampUs)
      return
    }
    this.#serverSpoke = true
    if (this.#held.active) {
      const kept = this.#held.data(bytes, start, end, offset, ack, timestampUs, segmentStart)
      if (!kept) {
        this.#release(timestampUs, true)
        this.data(direction, bytes, start, end, offset, ack, timestampUs, segmentStart)
      }
      return
    }
    const at = this.#server.data(bytes, start, end, offset, ack, timestampUs, segmentStart)
    if (this.#server.waiting) this.#held.begin(bytes, at, end, offset + at - start, ack, timestampUs)
  }

  gap(direction: Direction, missingBytes: number, timestampUs: number): void {
    if (direction === C2S) {
      this.#client.gap(missingBytes, timestampUs)
      if (this.#held.active) this.#release(timestampUs)
    } else if (this.#held.active) this.#held.gap(missingBytes, timestampUs)
    else this.#server.gap(missingBytes, timestampUs)
  }

  finished(direction: Direction, timestampUs: number): void {
    if (direction === C2S) {
      this.#client.finish(true, timestampUs)
      if (this.#held.active) this.#release(timestampUs)
      return
    }
    this.#serverFinished = true
    if (this.#held.active) this.#held.finished(timestampUs)
    else this.#server.finish(true, timestampUs)
  }

  /** Nothing more comes: every request and response that is still here is told as it is. */
  end(reason: EndReason, timestampUs: number): void {
    if (this.#held.active) this.#release(timestampUs, true)
    this.#mayWait = false
    this.#client.finish(false, timestampUs)
    this.#server.finish(false, timestampUs)
    const lost = this.#queue.serverGapSeen
    let counter: CounterId = NO_RESPONSE[reason]
    if (!this.#serverSpoke && !this.#flow.fromStart) counter = 'http.no-response-one-sided'
    else if (lost) counter = 'http.no-response-gap'
    const { waiting } = this.#queue
    if (this.#interim.length > 0 && !lost) waiting[0]?.interim.push(...this.#interim.splice(0))
    for (const record of waiting.splice(0)) this.#noResponse(record, counter)
  }

  /** What was held goes on once the client's bytes have caught up, or at once if `forced`. */
  #release(timestampUs: number, forced = false): void {
    const caughtUp = this.#queue.waiting.length > 0 || this.#client.offset >= this.#server.acknowledged
    if (!forced && !caughtUp && !this.#held.tooOld(timestampUs)) return
    const mayWait = this.#mayWait
    if (forced) this.#mayWait = false
    const events = this.#held.take()
    this.#server.resume()
    for (const event of events) {
      if (event.kind === 'data')
        this.data(S2C, event.bytes, 0, event.bytes.length, event.offset, event.ack, event.timestampUs, event.segmentStart)
      else if (event.kind === 'gap') this.gap(S2C, event.missingBytes, event.timestampUs)
      else this.finished(S2C, event.timestampUs)
    }
    this.#mayWait = mayWait
  }

  // ---- what the message readers ask

  head(reader: MessageReader, mayWait: boolean): 'go' | 'wait' | 'skip' {
    return reader.role === 'request' ? this.#requestHead(reader) : this.#responseHead(reader, mayWait && this.#mayWait)
  }

  #requestHead(reader: MessageReader): 'go' {
    const message = reader.message as PooledMessage
    const record = this.#newRecord()
    this.takesOldRequest = false
    message.account = this.#account
    record.request = message
    record.requestStart = reader.startOffset
    record.requestAcknowledged = reader.acknowledged
    record.wantsSwitch = message.method === 'CONNECT' || message.findField(NAME.upgrade, 0) >= 0
    readFraming(message, '', this.#context.counters, reader.framing)
    const { kind, length, alternative } = reader.framing
    const known = !message.truncated && alternative === 0 && (kind === 'none' || kind === 'length')
    record.requestEndLeast = reader.offset + (known && kind === 'length' ? length : 0)
    record.requestEndMost = known ? record.requestEndLeast : Number.POSITIVE_INFINITY
    this.requests++
    this.#context.counters.add('http.requests')
    this.#requestRecord = record
    this.#queue.enter(record)
    if (this.#queue.waiting.length > this.#context.pool.limits.pipelinedRequests) {
      const oldest = this.#queue.waiting.shift() as ExchangeRecord
      oldest.request?.note('limit-pipeline')
      this.#queue.serverGap()
      this.#noResponse(oldest, 'http.no-response-pipeline-limit')
    }
    return 'go'
  }

  #responseHead(reader: MessageReader, mayWait: boolean): 'go' | 'wait' | 'skip' {
    const message = reader.message as PooledMessage
    const unseen = reader.acknowledged > this.#client.offset
    if (mayWait && unseen && this.#queue.waiting.length === 0 && this.#flow.roleKnown) return 'wait'
    if (isInterim(message)) return this.#interimHead(reader, message)
    const start = this.#interimStart >= 0 ? this.#interimStart : reader.startOffset
    const record = this.#pair(start, reader.acknowledged)
    record.response = message
    record.interim.push(...this.#interim)
    this.#interim.length = 0
    this.#interimStart = -1
    message.account = this.#account
    this.responses++
    this.#context.counters.add('http.responses')
    this.#responseRecord = record
    readFraming(message, record.request?.method ?? '', this.#context.counters, reader.framing)
    if (message.version === '') reader.framing.kind = 'close'
    if (record.request !== null && !record.requestDone && reader.acknowledged >= 0 && !unseen) message.note('early-response')
    if (message.status === 101 && record.request !== null && !record.wantsSwitch) message.note('upgrade-without-request')
    return 'go'
  }

  #interimHead(reader: MessageReader, message: PooledMessage): 'skip' {
    this.#context.counters.add('http.interim')
    if (this.#interimStart < 0) this.#interimStart = reader.startOffset
    const next = this.#queue.next
    const list = next?.interim ?? this.#interim
    if (list.length < this.#context.pool.limits.interimResponses) list.push(message.status)
    else next?.request?.note('limit-interim')
    this.#context.pool.release(message)
    return 'skip'
  }

  #pair(start: number, acknowledged: number): ExchangeRecord {
    const queue = this.#queue
    const asked = queue.waiting.length > 0
    const record = queue.take({ start, acknowledged })
    for (const dropped of queue.dropped.splice(0)) this.#noResponse(dropped, 'http.no-response-gap')
    if (record !== null) return record
    if (asked) this.#context.counters.add('http.tainted-pairs-refused')
    return this.#newRecord()
  }

  complete(reader: MessageReader): 'go' | 'switch' {
    if (reader.role === 'response') return this.#responseComplete(reader)
    this.#requestComplete(reader)
    return 'go'
  }

  #requestComplete(reader: MessageReader): void {
    const record = this.#requestRecord as ExchangeRecord
    this.#requestRecord = null
    // A record that left by the pipeline limit was told before it was complete.
    if (record.request !== reader.message) return
    record.requestDone = true
    record.requestEndLeast = reader.offset
    record.requestEndMost = reader.cut ? Number.POSITIVE_INFINITY : reader.offset
    if (record.responseDone) this.#emit(record)
  }

  #responseComplete(reader: MessageReader): 'go' | 'switch' {
    const record = this.#responseRecord as ExchangeRecord
    const { status } = reader.message as PooledMessage
    this.#responseRecord = null
    record.responseDone = true
    if (!reader.cut) this.#queue.answered(reader.offset)
    const switches = this.#switches(record, status)
    if (record.request === null || record.requestDone) this.#emit(record)
    if (switches === null) {
      this.#client.httpAgain()
      return 'go'
    }
    this.#context.counters.add(switches)
    this.switched = true
    if (switches === 'http.connects') this.#tunnel = 'new'
    this.#client.switch()
    return 'switch'
  }

  #switches(record: ExchangeRecord, status: number): 'http.connects' | 'http.upgrades' | null {
    if (status === 101 && record.wantsSwitch) return 'http.upgrades'
    return record.request?.method === 'CONNECT' && status >= 200 && status < 300 ? 'http.connects' : null
  }

  lost(reader: MessageReader, hidden: boolean, clear: boolean): void {
    if (reader.role === 'request') {
      this.#queue.clientGap(hidden, clear)
      return
    }
    this.#queue.serverGap()
    this.#interimStart = -1
    this.#interim.length = 0
  }

  mayHaveNoBody(reader: MessageReader): boolean {
    if (reader.role === 'request') return this.#requestRecord !== null && this.#requestRecord.response !== null
    return this.#responseRecord?.request === null
  }

  notMessage(reader: MessageReader): 'raw' | 'switch' | 'junk' {
    if (reader.role === 'response') return this.#queue.waiting[0]?.request?.version === '' ? 'raw' : 'junk'
    return this.#queue.waiting.some((record) => record.wantsSwitch) ? 'switch' : 'junk'
  }

  // ---- telling

  #newRecord(): ExchangeRecord {
    const record = this.#context.records.pop()
    if (record === undefined) return new ExchangeRecord(this.#flow.ref)
    record.reset(this.#flow.ref)
    return record
  }

  #noResponse(record: ExchangeRecord, counter: CounterId): void {
    this.#context.counters.add(counter)
    record.pairing = 'half'
    this.#tell(record)
  }

  #emit(record: ExchangeRecord): void {
    const { counters } = this.#context
    if (record.request === null) counters.add('http.orphan-responses')
    else {
      this.exchanges++
      counters.add('http.exchanges')
      if (record.pairing === 'likely') counters.add('http.pairs-likely')
    }
    this.#tell(record)
  }

  #tell(record: ExchangeRecord): void {
    const { sink, pool, records } = this.#context
    if (this.#flow.overlapConflicts !== this.#overlapConflicts) {
      this.#overlapConflicts = this.#flow.overlapConflicts
      ;(record.response ?? record.request)?.note('overlap-conflict')
    }
    record.seal()
    if (record.hasGaps) this.#context.counters.add('http.exchanges-with-gaps')
    sink.exchange(record)
    if (record.request !== null) pool.release(record.request)
    if (record.response !== null) pool.release(record.response)
    record.request = record.response = null
    if (records.length < RECORDS_MAX) records.push(record)
  }
}

/** RFC 9110 §15.2. A 100 that announces a body is taken as final, as servers that mean it so exist. */
function isInterim(message: PooledMessage): boolean {
  const { status } = message
  if (status < 100 || status > 199 || status === 101) return false
  return status !== 100 || !(Number(message.header('content-length') ?? 0) > 0)
}
