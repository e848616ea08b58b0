// Reads the messages of one direction: bytes cut anywhere go in, heads and complete messages come out. Does not know
// the other direction; what a response must know of its request it asks its owner.

import type { AnomalyId } from '../../sensor/base/anomaly.ts'
import { assert } from '../../sensor/base/assert.ts'
import { copyBytes } from '../copy-bytes.ts'
import type { MessagePool } from '../message-pool.ts'
import type { PooledMessage } from '../pooled-message.ts'
import { type Framing, newFraming } from './body-framing.ts'
import { type BodyPolicy, BodyReader } from './body-reader.ts'
import { REQUEST, recogniseStartLine, STATUS } from './grammar.ts'
import { readCutHead, readHead } from './head.ts'
import { HeadReader } from './head-reader.ts'
import type { MessageOwner } from './message-owner.ts'
import { StartSearch } from './start-search.ts'
import { nextState, type State, type StateEvent } from './state.ts'

const LF = 10
const CR = 13
const EMPTY_LINES_MAX = 4
export class MessageReader {
  readonly role: 'request' | 'response'
  readonly framing: Framing = newFraming()
  state: State = 'start'
  message: PooledMessage | null = null
  /** Stream position of the message's first byte, and how far its sender had received the other side then. */
  startOffset = 0
  acknowledged = -1
  /** Stream position up to which bytes were read. */
  offset = 0
  /** When `complete` is called: the message ended otherwise than its framing says, so its end is not known. */
  cut = false
  /** The owner was asked for the head and said `wait`. */
  waiting = false

  readonly #owner: MessageOwner
  readonly #pool: MessagePool
  readonly #head: HeadReader
  readonly #body: BodyReader
  readonly #search: StartSearch
  /** Stream position minus index of the bytes being read. */
  #base = 0
  #timestampUs = 0
  #emptyLines = 0
  #refeeding = false
  /** Joined midway, and whether the first bytes begin a message is still open. */
  #joined = false

  constructor(role: 'request' | 'response', owner: MessageOwner, pool: MessagePool, bodies: BodyPolicy) {
    this.role = role
    this.#owner = owner
    this.#pool = pool
    this.#head = new HeadReader(role, pool.limits)
    this.#body = new BodyReader(pool.limits, bodies)
    this.#search = new StartSearch(role, pool)
  }

  /** Reads `bytes[start, end)`; tells how far it came, which is less than `end` only if the owner said `wait`. */
  data(
    bytes: Uint8Array,
    start: number,
    end: number,
    offset: number,
    acknowledged: number,
    timestampUs: number,
    segmentStart: boolean,
  ): number {
    this.#timestampUs = timestampUs
    this.#base = offset - start
    let at = start
    while (at < end) {
      const fresh = segmentStart && at === start
      if (this.state === 'start') at = this.#start(bytes, at, end, acknowledged)
      else if (this.state === 'head') at = this.#readHead(bytes, at, end)
      else if (this.state === 'lost') at = this.#lost(bytes, at, end, acknowledged, fresh)
      else if (this.state === 'opaque' || this.state === 'closed') {
        if (this.state === 'opaque') this.#pool.counters.add('http.opaque-bytes', end - at)
        at = end
      } else at = this.#bodyBytes(bytes, at, end, fresh)
      if (this.waiting) break
    }
    this.offset = this.#base + at
    return at
  }

  /** Bytes are missing in front of what comes next. */
  gap(missingBytes: number, timestampUs: number): void {
    this.#timestampUs = timestampUs
    const before = this.offset
    this.offset += missingBytes
    if (this.state === 'opaque' || this.state === 'closed') return
    if (this.message !== null && this.state !== 'head') this.#gapInBody(missingBytes, before)
    else if (this.state === 'head') {
      this.#endPartialHead('gap-in-head', before)
      this.#lose('gap', false, false)
    } else if (this.state === 'lost') {
      this.#endCarry('gap-in-head', before)
      this.#search.gap()
      this.#owner.lost(this, true, false)
    } else this.#lose('gap', true, true)
  }

  #gapInBody(missingBytes: number, before: number): void {
    const message = this.message as PooledMessage
    const rest = this.#body.skip(this.state, message, missingBytes)
    if (rest === 0) {
      const event = this.#body.event
      if (event === 'complete') this.#complete()
      else if (event !== null) this.#go(event)
      return
    }
    this.offset = before
    const known = this.state === 'length'
    this.#complete('gap')
    this.offset = before + missingBytes
    this.#owner.lost(this, known, known)
    this.#search.begin()
  }

  /** FIN, or nothing comes any more: what is under way ends here. `closed`: by FIN, which ends some bodies properly. */
  finish(closed: boolean, timestampUs: number): void {
    if (this.state === 'closed') return
    this.#timestampUs = Math.max(this.#timestampUs, timestampUs)
    if (this.state === 'head') this.#endPartialHead('cut-by-end', this.offset)
    else if (this.state === 'lost') this.#endCarry('cut-by-end', this.offset)
    else if (this.message !== null) {
      this.#body.end(this.state, this.message, closed)
      this.#complete('end')
    }
    this.#go('end')
  }

  /** What comes now is another protocol. */
  switch(): void {
    this.waiting = false
    this.#search.drop()
    if (this.message !== null && this.state === 'head') this.#release()
    else if (this.message !== null) {
      this.message.truncated = true
      this.#complete('end')
    }
    this.#go('switch')
  }

  /** The tunnel carries HTTP again. */
  httpAgain(): void {
    if (this.state === 'opaque') this.#go('http-again')
  }

  /** The owner can take the head now. */
  resume(): void {
    if (!this.waiting) return
    this.waiting = false
    this.#afterHead(false)
  }

  /** The first bytes of this direction were passed over: a message may begin later. */
  startLost(): void {
    this.#lose('junk', true, false)
  }

  /** Bytes before the first ones may be missing: these count as a message only if they look like one beyond doubt. */
  joinMidway(): void {
    this.#go('gap')
    this.#search.begin()
    this.#joined = true
  }

  #go(event: StateEvent): void {
    const next = nextState(this.state, event)
    assert(next !== undefined, `http1: no way from ${this.state} by ${event}`)
    this.state = next
  }

  // ---- between messages

  #start(bytes: Uint8Array, at: number, end: number, acknowledged: number): number {
    let first = at
    while (first < end && (bytes[first] === CR || bytes[first] === LF)) if (bytes[first++] === LF) this.#emptyLines++
    if (first === end && this.#emptyLines <= EMPTY_LINES_MAX) return end
    if (this.#emptyLines > EMPTY_LINES_MAX || !this.#head.couldBegin(bytes, first, end)) return this.#notMessage(first, acknowledged)
    const message = this.#begin(first, acknowledged)
    if (this.#emptyLines > 0) message.note('leading-empty-lines')
    this.#go('bytes')
    return first
  }

  #begin(at: number, acknowledged: number): PooledMessage {
    const message = this.#pool.acquire(this.role, this.#timestampUs)
    this.message = message
    this.startOffset = this.#base + at
    this.acknowledged = acknowledged
    this.#head.begin()
    return message
  }

  #notMessage(at: number, acknowledged: number): number {
    this.#emptyLines = 0
    const verdict = this.#owner.notMessage(this)
    if (verdict === 'switch') this.#go('switch')
    else if (verdict === 'raw') {
      this.#begin(at, acknowledged)
      this.#body.begin('close', -1)
      this.#go('raw')
      this.#owner.head(this, false)
    } else this.#lose('junk', false, false)
    return at
  }

  // ---- heads

  #readHead(bytes: Uint8Array, at: number, end: number): number {
    const message = this.message as PooledMessage
    const head = this.#head
    const next = head.read(message, bytes, at, end, this.role === 'request' && this.#owner.takesOldRequest)
    if (head.verdict === 'more') return next
    if (head.verdict === 'endless') {
      this.#endPartialHead('limit-head', this.#base + end)
      this.#lose('junk', false, false)
      return next
    }
    this.offset = this.#base + next
    if (head.verdict === 'head' && this.#headDone()) return next
    if (head.cut) {
      this.#skipHead(this.offset)
      this.#lose('junk', false, false)
      return next
    }
    this.#reject(head.before)
    return at
  }

  /** The head lies whole in the message's buffer. False: it is none. */
  #headDone(): boolean {
    const message = this.message as PooledMessage
    message.lastUs = this.#timestampUs
    if (!readHead(message, message.used, this.#pool.limits)) return false
    if (message.version === '') {
      if (!this.#owner.takesOldRequest) return false
      message.note('http-0.9')
    }
    if (this.#head.cut) this.#pool.counters.add('http.head-truncated')
    this.#emptyLines = 0
    this.#afterHead(!this.#refeeding)
    return true
  }

  #afterHead(mayWait: boolean): void {
    const verdict = this.#owner.head(this, mayWait)
    if (verdict === 'wait') this.waiting = true
    else if (verdict === 'skip') {
      this.message = null
      this.#go('complete')
    } else {
      const { kind, length, alternative } = this.framing
      this.#body.begin(kind, length, alternative)
      if (kind === 'none') this.#complete()
      else this.#go(`head-${kind}`)
    }
  }

  /** The head under way is none: the `before` bytes that earlier pieces brought are looked at again. */
  #reject(before: number): void {
    const again = copyBytes((this.message as PooledMessage).bytes, 0, before)
    const { startOffset, acknowledged } = this
    this.#release()
    this.#lose('junk', false, false)
    if (before > 0) this.#refeed(again, startOffset, acknowledged)
  }

  #refeed(bytes: Uint8Array, offset: number, acknowledged: number): void {
    const base = this.#base
    const nested = this.#refeeding
    this.#refeeding = true
    this.data(bytes, 0, bytes.length, offset, acknowledged, this.#timestampUs, false)
    this.#refeeding = nested
    this.#base = base
  }

  /** Bytes of a head stop coming: with a complete start line it still counts. */
  #endPartialHead(anomaly: AnomalyId, endOffset: number): void {
    const message = this.message
    if (message === null) return
    if (!readCutHead(message, this.#pool.limits)) this.#skipHead(endOffset)
    else {
      if (this.#head.cut) this.#pool.counters.add('http.head-truncated')
      message.note(anomaly)
      message.truncated = true
      this.offset = endOffset
      if (this.#owner.head(this, false) === 'go') this.#handOver(true)
      this.message = null
    }
  }

  /** What came of a head, up to `endOffset`, cannot be read as one. */
  #skipHead(endOffset: number): void {
    this.#pool.counters.add('http.resync-bytes-skipped', endOffset - this.startOffset)
    this.#release()
  }

  // ---- bodies

  #bodyBytes(bytes: Uint8Array, at: number, end: number, fresh: boolean): number {
    const message = this.message as PooledMessage
    if (message.bodyBytes === 0 && this.#body.untouched && this.#anotherBegins(bytes, at, end, fresh)) return at
    message.lastUs = this.#timestampUs
    const next = this.#body.read(this.state, message, bytes, at, end, this.framing.length)
    this.offset = this.#base + next
    const event = this.#body.event
    if (event === 'complete') this.#complete()
    else if (event === 'junk') {
      message.truncated = true
      this.#complete('junk')
      this.#owner.lost(this, false, false)
      this.#search.begin()
    } else if (event !== null) this.#go(event)
    return next
  }

  /** Where the body is due another message begins: this one has none. */
  #anotherBegins(bytes: Uint8Array, at: number, end: number, fresh: boolean): boolean {
    const first = bytes[at] as number
    if (first < 65 || first > 90 || !this.#owner.mayHaveNoBody(this)) return false
    if (this.role === 'response' && !fresh) return false
    if (recogniseStartLine(bytes, at, end, false) !== (this.role === 'request' ? REQUEST : STATUS)) return false
    if (this.role === 'request') (this.message as PooledMessage).note('body-not-sent')
    this.#complete()
    return true
  }

  #complete(event: 'complete' | 'junk' | 'gap' | 'end' = 'complete'): void {
    const verdict = this.#handOver(event !== 'complete')
    if (event === 'end') return
    this.#go(event)
    if (verdict === 'switch') this.#go('switch')
  }

  #handOver(cut: boolean): 'go' | 'switch' {
    this.cut = cut
    const message = this.message as PooledMessage
    if (message.keptBodyBytes < message.bodyBytes && message.anomalies.includes('limit-body'))
      this.#pool.counters.add('http.body-truncated')
    const verdict = this.#owner.complete(this)
    this.message = null
    return verdict
  }

  // ---- lost

  #lose(event: 'gap' | 'junk', hidden: boolean, clear: boolean): void {
    this.#go(event)
    this.#search.begin()
    this.#emptyLines = 0
    this.#owner.lost(this, hidden, clear)
  }

  #lost(bytes: Uint8Array, at: number, end: number, acknowledged: number, fresh: boolean): number {
    const search = this.#search
    const verdict = search.read(bytes, at, end, fresh, this.#base + at, acknowledged, this.#timestampUs)
    if (this.#joined && (verdict === 'found' || search.skipped > 0)) {
      this.#joined = false
      if (search.skipped > 0) this.#owner.lost(this, true, false)
    }
    if (verdict === 'more') return end
    if (verdict === 'again') {
      this.#refeed(search.again, search.startOffset, search.acknowledged)
      return at
    }
    if (!this.#takeCarried(search.take())) this.#begin(search.at, acknowledged)
    this.#pool.counters.add('http.resyncs')
    this.#go('found')
    return search.at
  }

  /** The bytes that the search carried begin this message. */
  #takeCarried(carried: PooledMessage | null): boolean {
    if (carried === null) return false
    this.message = carried
    this.startOffset = this.#search.startOffset
    this.acknowledged = this.#search.acknowledged
    this.#head.begin(true)
    return true
  }

  /** Bytes stop coming behind what may be a message. */
  #endCarry(anomaly: AnomalyId, endOffset: number): void {
    if (!this.#takeCarried(this.#search.takeCut())) return
    this.#pool.counters.add('http.resyncs')
    this.#endPartialHead(anomaly, endOffset)
  }

  #release(): void {
    this.#pool.release(this.message as PooledMessage)
    this.message = null
  }
}
