// What the server sent while its first response waits for the request: a mirror may deliver the answer before the
// question, and how long the answer is depends on the question (HEAD). Bounded in bytes and time.

import { copyBytes } from '../copy-bytes.ts'
import type { MessagePool } from '../message-pool.ts'

export type HeldEvent =
  | { kind: 'data'; bytes: Uint8Array; offset: number; ack: number; timestampUs: number; segmentStart: boolean }
  | { kind: 'gap'; missingBytes: number; timestampUs: number }
  | { kind: 'finished'; timestampUs: number }

export class HeldEvents {
  readonly #pool: MessagePool
  #events: HeldEvent[] = []
  #bytes = 0
  #active = false
  #sinceUs = 0

  constructor(pool: MessagePool) {
    this.#pool = pool
  }

  get active(): boolean {
    return this.#active
  }

  /** The request has had as much time as a hole has to fill. */
  tooOld(timestampUs: number): boolean {
    return timestampUs - this.#sinceUs > this.#pool.limits.holeAgeUs
  }

  /** Starts holding, with the rest of the bytes behind the head that waits. */
  begin(bytes: Uint8Array, start: number, end: number, offset: number, ack: number, timestampUs: number): void {
    this.#active = true
    this.#sinceUs = timestampUs
    if (end === start) return
    // The rest of one packet: too little to refuse, but counted where there is room.
    this.#bytes += this.#pool.mayHold(end - start) ? end - start : 0
    this.#events.push({ kind: 'data', bytes: copyBytes(bytes, start, end), offset, ack, timestampUs, segmentStart: false })
  }

  /** False: no room or too old; the caller goes on without. */
  data(bytes: Uint8Array, start: number, end: number, offset: number, ack: number, timestampUs: number, segmentStart: boolean): boolean {
    const { heldResponseBytes } = this.#pool.limits
    if (this.#bytes + end - start > heldResponseBytes || this.tooOld(timestampUs)) return false
    return this.#add(bytes, start, end, offset, ack, timestampUs, segmentStart)
  }

  #add(bytes: Uint8Array, start: number, end: number, offset: number, ack: number, timestampUs: number, segmentStart: boolean): boolean {
    if (!this.#pool.mayHold(end - start)) return false
    this.#bytes += end - start
    this.#events.push({ kind: 'data', bytes: copyBytes(bytes, start, end), offset, ack, timestampUs, segmentStart })
    return true
  }

  gap(missingBytes: number, timestampUs: number): void {
    this.#events.push({ kind: 'gap', missingBytes, timestampUs })
  }

  finished(timestampUs: number): void {
    this.#events.push({ kind: 'finished', timestampUs })
  }

  /** All that was held, in order; holding is over. */
  take(): HeldEvent[] {
    const events = this.#events
    this.#pool.giveBack(this.#bytes)
    this.#events = []
    this.#bytes = 0
    this.#active = false
    return events
  }
}
