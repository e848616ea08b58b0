// One exchange while it is put together: its messages, and the stream positions that prove what belongs together.

import type { AnomalyId } from '../../sensor/base/anomaly.ts'
import type { Exchange, FlowRef, Pairing, Protocol } from '../exchange.ts'
import type { PooledMessage } from '../pooled-message.ts'

/** An `Exchange` and what is needed to complete it. Offsets count as in `StreamReader.data`. */
export class ExchangeRecord implements Exchange {
  flow: FlowRef
  pairing: Pairing = 'half'
  request: PooledMessage | null = null
  response: PooledMessage | null = null
  readonly interim: number[] = []
  readonly stream = null
  readonly decrypted = false
  protocol: Protocol = 'http/1.1'
  startedUs = 0
  endedUs = 0
  /** Of both messages; grows with what decoding finds. */
  readonly anomalies: AnomalyId[] = []

  requestDone = false
  responseDone = false
  /** Client stream: first byte of the request, and where it ends; a request cut by a gap ends somewhere in between. */
  requestStart = 0
  requestEndLeast = -1
  requestEndMost = -1
  /** Server stream: how far the client had received it when it began this request, or -1. */
  requestAcknowledged = -1
  /** Client gaps in front of this request (see pairing.ts). */
  clientEpoch = 0
  /** At least one whole request may have been lost in front of this one. */
  hiddenBefore = false
  /** No other request was waiting when this one came. */
  alone = true
  /** Asked for another protocol: CONNECT or Upgrade. */
  wantsSwitch = false

  constructor(flow: FlowRef) {
    this.flow = flow
  }

  /** Fresh again, for another exchange. */
  reset(flow: FlowRef): void {
    this.flow = flow
    this.pairing = 'half'
    this.request = this.response = null
    this.interim.length = 0
    this.requestDone = this.responseDone = this.hiddenBefore = this.wantsSwitch = false
    this.requestStart = this.clientEpoch = 0
    this.requestEndLeast = this.requestEndMost = this.requestAcknowledged = -1
    this.alone = true
  }

  /** A pair of which bytes are missing from the capture. Valid once sealed. */
  get hasGaps(): boolean {
    return this.pairing !== 'half' && (this.anomalies.includes('gap-in-body') || this.anomalies.includes('gap-in-head'))
  }

  /** Fills what follows from the messages: called once, before the exchange is told. */
  seal(): void {
    const { request, response, anomalies } = this
    const version = (request ?? response)?.version ?? ''
    this.protocol = version === '' ? 'http/0.9' : version === 'HTTP/1.0' ? 'http/1.0' : 'http/1.1'
    this.startedUs = Math.min(request?.firstUs ?? Number.POSITIVE_INFINITY, response?.firstUs ?? Number.POSITIVE_INFINITY)
    // the clock of a capture may fall back on the way
    this.endedUs = Math.max(request?.firstUs ?? 0, request?.lastUs ?? 0, response?.firstUs ?? 0, response?.lastUs ?? 0)
    anomalies.length = 0
    request?.shareAnomalies(anomalies)
    response?.shareAnomalies(anomalies)
  }
}
