// The account of one flow between two summaries.

import type { Direction, ExchangeSink, FlowKind } from './exchange.ts'
import type { StreamFlow } from './stream.ts'

/** Messages counted since the flow began. */
export type MessageCounts = { readonly requests: number; readonly responses: number; readonly exchanges: number }

const NONE: MessageCounts = { requests: 0, responses: 0, exchanges: 0 }

export class FlowAccount {
  serverName: string | null = null
  alpn: readonly string[] = []
  readonly #flow: StreamFlow
  readonly #sink: ExchangeSink
  #bytes: [number, number] = [0, 0]
  #gapBytes: [number, number] = [0, 0]
  #told: MessageCounts = NONE
  #firstUs = -1
  #lastUs = 0

  constructor(flow: StreamFlow, sink: ExchangeSink) {
    this.#flow = flow
    this.#sink = sink
  }

  data(direction: Direction, bytes: number, timestampUs: number): void {
    this.#bytes[direction] += bytes
    this.#seen(timestampUs)
  }

  gap(direction: Direction, bytes: number, timestampUs: number): void {
    this.#gapBytes[direction] += bytes
    this.#seen(timestampUs)
  }

  /** The client is the other side. */
  flip(): void {
    this.#bytes.reverse()
    this.#gapBytes.reverse()
  }

  #seen(timestampUs: number): void {
    if (this.#firstUs < 0) this.#firstUs = this.#lastUs = timestampUs
    else if (timestampUs > this.#lastUs) this.#lastUs = timestampUs
    else if (timestampUs < this.#firstUs) this.#firstUs = timestampUs
  }

  /** Tells what came since the last summary. Before the end, silence is not told. */
  tell(kind: FlowKind, counts: MessageCounts | null, ended: boolean, timestampUs: number): void {
    const now = counts ?? NONE
    const silent = this.#firstUs < 0 && now.requests === this.#told.requests && now.exchanges === this.#told.exchanges
    if (silent && !ended) return
    if (this.#firstUs < 0) this.#firstUs = this.#lastUs = timestampUs
    this.#sink.flow({
      flow: this.#flow.ref,
      kind,
      bytes: this.#bytes,
      gapBytes: this.#gapBytes,
      requests: now.requests - this.#told.requests,
      responses: now.responses - this.#told.responses,
      exchanges: now.exchanges - this.#told.exchanges,
      serverName: this.serverName,
      alpn: this.alpn,
      firstUs: this.#firstUs,
      lastUs: this.#lastUs,
      ended,
    })
    this.#bytes = [0, 0]
    this.#gapBytes = [0, 0]
    this.#told = { requests: now.requests, responses: now.responses, exchanges: now.exchanges }
    this.#firstUs = -1
  }
}
