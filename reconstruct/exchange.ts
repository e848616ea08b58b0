import type { AnomalyId } from '../sensor/base/anomaly.ts'
import type { Message } from './message.ts'

export type Direction = 0 | 1
/** Client to server: the direction of requests. */
export const C2S: Direction = 0
/** Server to client: the direction of responses. */
export const S2C: Direction = 1

/** How sure it is that this response answers this request. A wrong pair called `certain` is the worst bug. */
export type Pairing = 'certain' | 'likely' | 'half'

export type Protocol = 'http/0.9' | 'http/1.0' | 'http/1.1' | 'http/2'

/** One TCP connection as exchanges refer to it. One object per connection; addresses are made into text once. */
export interface FlowRef {
  /** Unique within a pipeline. */
  readonly id: number
  readonly clientAddress: string
  readonly clientPort: number
  readonly serverAddress: string
  readonly serverPort: number
  /** Outermost first, such as `vlan:12`, `vxlan:77`. */
  readonly encapsulation: readonly string[]
}

/**
 * A request with its response, as far as the capture holds them. Valid only during the call of the sink: messages
 * and their buffers are reused.
 */
export interface Exchange {
  readonly flow: FlowRef
  readonly protocol: Protocol
  /** HTTP/2 stream, else null. */
  readonly stream: number | null
  readonly pairing: Pairing
  readonly request: Message | null
  readonly response: Message | null
  /** Statuses of interim responses (100, 102, 103) in order. */
  readonly interim: readonly number[]
  /** Packet time of the first byte that was seen of either message. */
  readonly startedUs: number
  /** Packet time of the last byte seen. */
  readonly endedUs: number
  readonly decrypted: boolean
  readonly anomalies: readonly AnomalyId[]
}

/** What a flow turned out to be. */
export type FlowKind = 'http/1' | 'http/2' | 'tls' | 'opaque' | 'other' | 'empty'

/**
 * What a flow carried since the last summary (a flow gives one when it ends, and one more at each end of a window),
 * so that summaries add up. `bytes` are payload bytes captured, `gapBytes` those known to be missing.
 */
export interface FlowSummary {
  readonly flow: FlowRef
  readonly kind: FlowKind
  readonly bytes: readonly [c2s: number, s2c: number]
  readonly gapBytes: readonly [c2s: number, s2c: number]
  readonly requests: number
  readonly responses: number
  readonly exchanges: number
  /** Server name in the TLS ClientHello, if seen. */
  readonly serverName: string | null
  /** Application protocols the TLS client offered. */
  readonly alpn: readonly string[]
  readonly firstUs: number
  readonly lastUs: number
  /** The flow has ended; false for a summary at the end of a window. */
  readonly ended: boolean
}

/** Receives what reconstruction finds. */
export interface ExchangeSink {
  exchange(exchange: Exchange): void
  flow(summary: FlowSummary): void
}
