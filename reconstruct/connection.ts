// What a connection turns out to be: its first bytes are shown to every protocol, never its port. From then on the
// reader of that protocol gets the bytes, and this file keeps the account that becomes the flow summary.

import type { Counters } from '../sensor/base/counters.ts'
import type { Limits } from '../sensor/base/limits.ts'
import { copyBytes } from './copy-bytes.ts'
import { C2S, type Direction, type ExchangeSink, type FlowKind, S2C } from './exchange.ts'
import { FlowAccount } from './flow-account.ts'
import type { BodyPolicy } from './http1/body-reader.ts'
import { recogniseStartLine, STATUS } from './http1/grammar.ts'
import { type Http1Context, Http1Reader } from './http1/http1-reader.ts'
import { MessagePool } from './message-pool.ts'
import type { Recognition } from './protocols.ts'
import { Recogniser } from './recogniser.ts'
import type { EndReason, GapCause, OpenReader, StreamFlow, StreamReader } from './stream.ts'
import type { ClientHello } from './tls/client-hello.ts'
import { ClientHelloReader } from './tls/client-hello-reader.ts'

/** What readers need: where exchanges go, what is counted, the bounds, and whether bodies are kept or only framed. */
export type ConnectionOptions = {
  readonly sink: ExchangeSink
  readonly counters: Counters
  readonly limits: Limits
  readonly bodies: BodyPolicy
}

/** Gives the function that opens a reader for each flow. Readers of one call share pools of messages and names. */
export function openConnection(options: ConnectionOptions): OpenReader {
  const { sink, counters, limits, bodies } = options
  const pool = new MessagePool(limits, counters)
  const context: Http1Context = { sink, counters, pool, records: [], bodies }
  return (flow) => new Connection(flow, context)
}

const otherThan = (direction: Direction): Direction => (direction === C2S ? S2C : C2S)

class Connection implements StreamReader {
  readonly #flow: StreamFlow
  readonly #context: Http1Context
  readonly #account: FlowAccount
  #kind: FlowKind = 'empty'
  #recogniser: Recogniser | null
  #http1: Http1Reader | null = null
  #hello: ClientHelloReader | null = null
  #serverSpoke = false
  #notHttpTold = 0

  constructor(flow: StreamFlow, context: Http1Context) {
    this.#flow = flow
    this.#context = context
    this.#account = new FlowAccount(flow, context.sink)
    this.#recogniser = new Recogniser(flow, context.pool.limits)
  }

  get busy(): boolean {
    return this.#http1?.busy ?? false
  }

  get worthKeeping(): boolean {
    return this.#http1 !== null && this.#http1.requests + this.#http1.responses > 0
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
    this.#account.data(direction, end - start, timestampUs)
    if (this.#hello !== null && this.#http1 !== null && direction === C2S) this.#helloData(bytes, start, end)
    if (this.#http1?.tunnel === 'new' && direction === C2S) this.#tunnel(bytes, start, end, offset, ack, timestampUs, segmentStart)
    else if (this.#http1 !== null) this.#http1.data(direction, bytes, start, end, offset, ack, timestampUs, segmentStart)
    else if (this.#kind === 'tls') this.#tls(direction, bytes, start, end, offset, ack, timestampUs, segmentStart)
    else if (this.#kind === 'http/2') this.#context.counters.add('http2.bytes', end - start)
    else this.#unknown(direction, bytes, start, end, offset, ack, timestampUs, segmentStart)
  }

  gap(direction: Direction, missingBytes: number, _cause: GapCause, timestampUs: number): void {
    this.#account.gap(direction, missingBytes, timestampUs)
    if (this.#http1 !== null) this.#http1.gap(direction, missingBytes, timestampUs)
    else if (direction === C2S && this.#hello !== null) this.#helloDone(this.#hello.cut())
    else this.#recogniser?.gap(direction)
  }

  finished(direction: Direction, timestampUs: number): void {
    this.#http1?.finished(direction, timestampUs)
  }

  end(reason: EndReason, timestampUs: number): void {
    this.#recogniser?.settle(C2S)
    this.#recogniser?.settle(S2C)
    if (this.#kind === 'empty' && this.#recogniser !== null && this.#recogniser.passed > 0) this.#kind = 'other'
    if (this.#kind === 'other') this.#context.counters.add('http.not-http-flows')
    this.#http1?.end(reason, timestampUs)
    if (this.#hello !== null) this.#helloDone(this.#hello.cut())
    this.#tell(true, timestampUs)
  }

  summarise(): void {
    this.#tell(false, 0)
  }

  #tell(ended: boolean, timestampUs: number): void {
    if (this.#kind === 'other' && this.#recogniser !== null) {
      this.#context.counters.add('http.not-http-bytes', this.#recogniser.passed - this.#notHttpTold)
      this.#notHttpTold = this.#recogniser.passed
    }
    this.#account.tell(this.#http1?.switched ? 'opaque' : this.#kind, this.#http1, ended, timestampUs)
  }

  #unknown(
    direction: Direction,
    bytes: Uint8Array,
    start: number,
    end: number,
    offset: number,
    ack: number,
    timestampUs: number,
    segmentStart: boolean,
  ): void {
    const recogniser = this.#recogniser as Recogniser
    const verdict = recogniser.look(direction, bytes, start, end, offset, ack, timestampUs, segmentStart)
    if (verdict === 'no') this.#kind = 'other'
    if (verdict === 'no' || verdict === 'more') return
    const prefix = recogniser.prefix(direction)
    const kept = copyBytes(prefix.bytes, 0, prefix.length)
    const { at } = recogniser
    const first = { offset: prefix.offset, ack: prefix.acknowledged, timestampUs: prefix.timestampUs, segmentStart: prefix.segmentStart }
    prefix.clear()
    const to = this.#open(direction, verdict, at === 0)
    // Back to the one entrance, which counts bytes: these were counted before.
    this.#account.data(to, -(end - start), timestampUs)
    if (at < kept.length) {
      this.#account.data(to, -(kept.length - at), timestampUs)
      this.data(to, kept, at, kept.length, first.offset + at, first.ack, first.timestampUs, first.segmentStart && at === 0)
    }
    const rest = start + Math.max(0, at - kept.length)
    this.#account.data(to, rest - start, timestampUs)
    if (rest < end) this.data(to, bytes, rest, end, offset + rest - start, ack, timestampUs, segmentStart && rest === start)
  }

  /**
   * Opens the reader of what was recognised; gives the direction as it is now. Content outweighs the SYN: a tunnel agent
   * opens the connection and is then asked over it.
   */
  #open(direction: Direction, side: Recognition, atFirstByte: boolean): Direction {
    const { counters, pool } = this.#context
    const recogniser = this.#recogniser as Recogniser
    const to = side === 'client' ? C2S : S2C
    if (to !== direction) {
      this.#flow.flipRoles()
      this.#account.flip()
      recogniser.flip()
    }
    this.#kind = recogniser.protocol?.kind ?? 'other'
    if (this.#kind === 'http/1') this.#openHttp1(to, atFirstByte)
    else if (this.#kind === 'http/2') counters.add('http2.flows')
    else {
      counters.add('tls.flows')
      if (to === C2S) this.#hello = new ClientHelloReader(pool.limits.clientHelloBytes)
    }
    return to
  }

  #openHttp1(direction: Direction, atFirstByte: boolean): void {
    const recogniser = this.#recogniser as Recogniser
    const other = otherThan(direction)
    const fromStart = this.#flow.fromStart && atFirstByte && recogniser.untouched(direction) && recogniser.untouched(other)
    const http1 = new Http1Reader(this.#flow, fromStart, this.#context)
    this.#http1 = http1
    this.#recogniser = null
    this.#context.counters.add('http.resync-bytes-skipped', recogniser.passed - this.#notHttpTold)
    if (!recogniser.untouched(other)) http1.startLost(other)
    else if (!this.#flow.fromStart) http1.joinMidway(other)
    const { bytes, length, offset, acknowledged, timestampUs, segmentStart } = recogniser.prefix(other)
    if (length > 0) http1.data(other, bytes, 0, length, offset, acknowledged, timestampUs, segmentStart)
  }

  /** What the client says first through a tunnel (CONNECT): HTTP again, TLS, or something else. */
  #tunnel(bytes: Uint8Array, start: number, end: number, offset: number, ack: number, timestampUs: number, segmentStart: boolean): void {
    const http1 = this.#http1 as Http1Reader
    this.#recogniser ??= new Recogniser(this.#flow, this.#context.pool.limits)
    const recogniser = this.#recogniser
    const verdict = recogniser.look(C2S, bytes, start, end, offset, ack, timestampUs, segmentStart)
    if (verdict === 'more') return
    const { bytes: kept, length, ...first } = recogniser.prefix(C2S)
    this.#recogniser = null
    http1.tunnel = verdict === 'client' && recogniser.protocol?.kind === 'http/1' ? 'http' : 'opaque'
    if (verdict === 'client' && recogniser.protocol?.kind === 'tls') {
      const reader = new ClientHelloReader(this.#context.pool.limits.clientHelloBytes)
      const hello = (length > 0 ? reader.data(kept, 0, length) : null) ?? reader.data(bytes, start, end)
      if (hello === null) this.#hello = reader
      else this.#helloDone(hello)
    }
    if (length > 0) http1.data(C2S, kept, 0, length, first.offset, first.acknowledged, first.timestampUs, first.segmentStart)
    http1.data(C2S, bytes, start, end, offset, ack, timestampUs, segmentStart)
  }

  // ---- TLS

  #tls(
    direction: Direction,
    bytes: Uint8Array,
    start: number,
    end: number,
    offset: number,
    ack: number,
    timestampUs: number,
    segmentStart: boolean,
  ): void {
    if (direction === S2C && !this.#serverSpoke) {
      this.#serverSpoke = true
      // TLS spoken to a plain server, which answers as it can.
      if (recogniseStartLine(bytes, start, end, false) === STATUS) {
        this.#kind = 'http/1'
        this.#recogniser?.gap(C2S)
        this.#openHttp1(S2C, true)
        this.#http1?.data(direction, bytes, start, end, offset, ack, timestampUs, segmentStart)
        return
      }
    }
    this.#context.counters.add('tls.bytes', end - start)
    if (direction === C2S && this.#hello !== null) this.#helloData(bytes, start, end)
  }

  #helloData(bytes: Uint8Array, start: number, end: number): void {
    const hello = this.#hello?.data(bytes, start, end) ?? null
    if (hello !== null) this.#helloDone(hello)
  }

  #helloDone(hello: ClientHello): void {
    this.#hello = null
    this.#account.serverName = hello.serverName
    this.#account.alpn = hello.alpn
  }
}
