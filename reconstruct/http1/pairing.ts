// Which response answers which request (RFC 9112 §9.3.2: in order). Where no byte is missing, order alone is proof.
// Behind a gap it lies: with response 1 and request 2 lost, response 2 meets request 1. Then a pair is accepted only
// if the acknowledgements prove it. A client that waits for each response leaves exact traces: the response begins at
// the server byte up to which the client had received when it asked, and it is sent when the server had received the
// client's stream up to exactly the end of that request.

import type { ExchangeRecord } from './exchange-record.ts'

/** Stream positions of a response: its first byte (or that of its first interim response), and how far the server had received the client. */
export type ResponseEvidence = { start: number; acknowledged: number }

export type Proof = 'certain' | 'likely' | 'none'

/** Requests that wait for their response, oldest first, and how far their order can be trusted. */
export class PairingQueue {
  readonly waiting: ExchangeRecord[] = []
  /** Records that `take` found to be unanswerable, to be told as such. */
  readonly dropped: ExchangeRecord[] = []
  /** Inside a CONNECT tunnel that this is HTTP at all rests on the looks of a line: no pair is certain there. */
  inTunnel = false
  /** Each client gap begins a new epoch; requests of an epoch that is not settled may follow lost ones. */
  #clientEpoch: number
  #settledEpoch = 0
  #hidden = false
  /** A client gap lay inside a message and may have swallowed its end and more. */
  #unclear = false
  #serverGap = false
  /** Joined in the middle: an earlier request may be waiting. Not yet disproved. */
  #joined: boolean
  #pipelined = false
  /** Where the last complete response ended, and what the server had received when it began it. */
  #responseEnd: number
  #lastAcknowledged = -1
  /** The same of the response before the one that `take` looks at. */
  #beforeAcknowledged = -1

  constructor(fromStart: boolean) {
    this.#joined = !fromStart
    this.#clientEpoch = fromStart ? 0 : 1
    this.#responseEnd = fromStart ? 0 : -1
  }

  /** A request has begun. */
  enter(record: ExchangeRecord): void {
    const previous = this.waiting.at(-1)
    record.clientEpoch = this.#clientEpoch
    record.hiddenBefore = this.#hidden
    record.alone = previous === undefined
    if (previous !== undefined) {
      const known = record.requestAcknowledged >= 0 && previous.requestAcknowledged >= 0
      if (known ? record.requestAcknowledged <= previous.requestAcknowledged : !this.#serverGap) this.#pipelined = true
    }
    this.waiting.push(record)
  }

  /** Bytes of the client are missing outside a body. `hidden`: a whole request may be among them. */
  clientGap(hidden: boolean, clear: boolean): void {
    this.#clientEpoch++
    this.#hidden ||= hidden
    this.#unclear ||= !clear
  }

  /** Bytes of the server are missing outside a body. */
  serverGap(): void {
    this.#serverGap = true
  }

  /** A gap may have swallowed responses since the last pair that was certain. */
  get serverGapSeen(): boolean {
    return this.#serverGap
  }

  /** The request that must be answered next, or null where a gap makes that doubtful. */
  get next(): ExchangeRecord | null {
    const first = this.waiting[0]
    return first === undefined || this.#serverGap || first.clientEpoch > this.#settledEpoch ? null : first
  }

  /** A response ends here (server offset). */
  answered(endOffset: number): void {
    this.#responseEnd = endOffset
  }

  /**
   * The request that this response answers, taken out of the queue with `pairing` set, or null. Requests that can no
   * longer be answered are left in `dropped`.
   */
  take(response: ResponseEvidence): ExchangeRecord | null {
    const { acknowledged } = response
    // Two responses without a byte of the client in between: at least two requests were under way.
    if (acknowledged >= 0 && acknowledged === this.#lastAcknowledged) this.#pipelined = true
    this.#beforeAcknowledged = this.#lastAcknowledged
    this.#lastAcknowledged = acknowledged
    const first = this.waiting[0]
    if (first === undefined) return null
    const doubtful = this.#serverGap || first.clientEpoch > this.#settledEpoch
    if (!doubtful) return precedes(response, first) ? null : this.#accept(0, 'certain')
    for (let index = 0; index < this.waiting.length; index++) {
      const proof = this.#prove(index, response)
      if (proof === 'none') continue
      if (proof === 'certain') this.#settle(this.waiting[index] as ExchangeRecord)
      return this.#accept(index, proof)
    }
    if (this.#onlyJoined(first) && plausible(response, first)) return this.#accept(0, 'likely')
    this.#dropReceived(acknowledged)
    return null
  }

  #accept(index: number, pairing: 'certain' | 'likely'): ExchangeRecord {
    this.dropped.push(...this.waiting.splice(0, index))
    const record = this.waiting.shift() as ExchangeRecord
    record.pairing = this.inTunnel ? 'likely' : pairing
    return record
  }

  /** From here on both sides are in step again. */
  #settle(record: ExchangeRecord): void {
    this.#serverGap = false
    this.#joined = false
    this.#settledEpoch = record.clientEpoch
    if (this.#clientEpoch === record.clientEpoch) this.#hidden = this.#unclear = false
  }

  #onlyJoined(first: ExchangeRecord): boolean {
    return this.#joined && !this.#pipelined && !this.#serverGap && first.clientEpoch === 1
  }

  #prove(index: number, response: ResponseEvidence): Proof {
    const record = this.waiting[index] as ExchangeRecord
    const { start, acknowledged } = response
    if (acknowledged < 0 || record.requestAcknowledged < 0) return 'none'
    if (acknowledged < record.requestEndLeast || acknowledged > record.requestEndMost || start < record.requestAcknowledged) return 'none'
    const exact = start === record.requestAcknowledged
    const doubtful = record.clientEpoch > this.#settledEpoch
    if (this.#pipelined) return exact && record.alone && !doubtful ? 'certain' : 'none'
    const previous = this.waiting[index - 1]
    if (previous !== undefined && record.requestAcknowledged <= previous.requestAcknowledged) return 'none'
    const cut = record.requestEndLeast !== record.requestEndMost
    if ((cut || doubtful) && !exact) return 'none'
    if (doubtful) {
      const behindResponse = start === this.#responseEnd
      // A hidden request was answered if the response right in front of this one was sent when the server had received
      // all that came before this request; else it would take this response.
      if (record.hiddenBefore && (!behindResponse || this.#beforeAcknowledged < record.requestStart)) return 'none'
      return this.#unclear || !behindResponse ? 'likely' : 'certain'
    }
    return exact ? 'certain' : 'likely'
  }

  /** The server had received these requests; this response, or one that was lost, answered them. */
  #dropReceived(acknowledged: number): void {
    while (this.waiting.length > 0) {
      const first = this.waiting[0] as ExchangeRecord
      if (first.requestEndMost < 0 || first.requestEndMost > acknowledged) return
      this.dropped.push(this.waiting.shift() as ExchangeRecord)
    }
  }
}

/** The server sent this response before it had received any byte of the request, or the client asked after it had begun to receive it. */
function precedes(response: ResponseEvidence, record: ExchangeRecord): boolean {
  return response.acknowledged >= 0 && response.acknowledged <= record.requestStart
}

/** Nothing known speaks against this pair: the client had not seen the response when it asked. */
function plausible(response: ResponseEvidence, record: ExchangeRecord): boolean {
  return record.requestAcknowledged < 0 || response.start >= record.requestAcknowledged
}
