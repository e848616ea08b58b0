// What a reader does that has lost its place: looks for the next start line, and carries what may be the beginning of
// one until the following bytes decide.

import { copyBytes } from '../copy-bytes.ts'
import type { MessagePool } from '../message-pool.ts'
import type { PooledMessage } from '../pooled-message.ts'
import { REQUEST, recogniseStartLine, STATUS, type StartLineKind } from './grammar.ts'
import { Resync } from './resync.ts'

/**
 * `more`: nothing yet, all bytes were read. `found`: a message begins, with the carried bytes if there are any, and goes
 * on at `at`. `again`: the carried bytes begin nothing; those behind the first of them, `again`, must be looked at once more.
 */
export type SearchVerdict = 'more' | 'found' | 'again'

const NONE = new Uint8Array(0)

export class StartSearch {
  at = 0
  again: Uint8Array = NONE
  /** Stream position of the first carried byte, and what was told with it. */
  startOffset = 0
  acknowledged = -1
  readonly #role: 'request' | 'response'
  readonly #wanted: StartLineKind
  readonly #pool: MessagePool
  readonly #resync: Resync
  #carry: PooledMessage | null = null
  #carryFresh = false
  #gaveUp = false

  constructor(role: 'request' | 'response', pool: MessagePool) {
    this.#role = role
    this.#wanted = role === 'request' ? REQUEST : STATUS
    this.#pool = pool
    this.#resync = new Resync(this.#wanted)
  }

  /** Bytes since `begin` that begin nothing. */
  get skipped(): number {
    return this.#resync.skipped
  }

  begin(): void {
    this.#resync.begin()
    this.#gaveUp = false
  }

  /** Bytes are missing in front of what comes next. What was carried must be taken or dropped before. */
  gap(): void {
    this.#resync.gap()
  }

  /** Looks on in `bytes[at, end)`, the first of which lies at `offset` of the stream. `fresh`: a segment begins at `at`. */
  read(
    bytes: Uint8Array,
    at: number,
    end: number,
    fresh: boolean,
    offset: number,
    acknowledged: number,
    timestampUs: number,
  ): SearchVerdict {
    if (this.#carry !== null) return this.#readOn(this.#carry, bytes, at, end)
    const found = this.#resync.scan(bytes, at, end, fresh, !this.#gaveUp)
    this.at = this.#resync.at
    this.#pool.counters.add('http.resync-bytes-skipped', this.at - at)
    if (found === 'message') return 'found'
    if (found === 'perhaps') {
      this.startOffset = offset + this.at - at
      this.acknowledged = acknowledged
      this.#carryOn(bytes, end, fresh && this.at === at, timestampUs)
    } else if (!this.#gaveUp && this.#resync.skipped > this.#pool.limits.resyncBytes) {
      this.#gaveUp = true
      this.#pool.counters.add('http.resync-given-up')
    }
    return 'more'
  }

  /** Keeps `bytes[this.at, end)` until more come; where there is no room for them they begin nothing. */
  #carryOn(bytes: Uint8Array, end: number, fresh: boolean, timestampUs: number): void {
    const carry = this.#pool.acquire(this.#role, timestampUs)
    if (carry.append(bytes, this.at, end) > 0) {
      this.#carry = carry
      this.#carryFresh = fresh
      return
    }
    this.#pool.release(carry)
    this.#resync.skipped += end - this.at
    this.#pool.counters.add('http.resync-bytes-skipped', end - this.at)
  }

  /** A message may have begun in the bytes carried: looks at them together with these. */
  #readOn(carry: PooledMessage, bytes: Uint8Array, at: number, end: number): SearchVerdict {
    const before = carry.used
    const room = Math.max(0, Math.min(end - at, this.#pool.limits.startLineBytes * 2 - before))
    const taken = carry.append(bytes, at, at + room)
    const verdict = this.#resync.judge(carry)
    if (verdict === 'perhaps' && taken === end - at) return 'more'
    carry.used = before
    this.at = at
    if (verdict === 'message') return 'found'
    // The first byte was no beginning; what follows may be.
    this.again = copyBytes(carry.bytes, 1, before)
    this.#pool.counters.add('http.resync-bytes-skipped', 1)
    this.#resync.skipped++
    this.startOffset++
    this.drop()
    return 'again'
  }

  /** The carried bytes as the beginning of a message, or null. The caller owns it. */
  take(): PooledMessage | null {
    const carry = this.#carry
    this.#carry = null
    return carry
  }

  /** No more bytes come behind what is carried: a whole start line at the first byte of a segment is a message. */
  takeCut(): PooledMessage | null {
    const carry = this.#carry
    if (carry !== null && this.#carryFresh && recogniseStartLine(carry.bytes, 0, carry.used, false) === this.#wanted) return this.take()
    this.drop()
    return null
  }

  drop(): void {
    if (this.#carry !== null) this.#pool.release(this.#carry)
    this.#carry = null
  }
}
