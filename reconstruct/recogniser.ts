// Finds out what a connection speaks: asks every protocol about the first bytes, and about later ones where a message
// may begin after all (behind a preamble, or in a flow that was joined midway).

import type { Limits } from '../sensor/base/limits.ts'
import { C2S, type Direction, S2C } from './exchange.ts'
import { Prefix } from './prefix.ts'
import { PROTOCOLS, type Protocol, type Recognition } from './protocols.ts'
import type { StreamFlow } from './stream.ts'

const LF = 10

/** What one direction has brought so far. */
type Half = {
  /** First bytes that may begin something. */
  readonly prefix: Prefix
  /** Bytes that begin nothing known. */
  passed: number
  /** Bytes are missing in front of what comes next, or of what was passed. */
  gap: boolean
  /** The last byte passed ended a line, and lines are still looked at. */
  afterLineFeed: boolean
}

export class Recogniser {
  /** What was recognised. */
  protocol: Protocol | null = null
  /** Where it begins: an index into the prefix, continued by the bytes that were searched. */
  at = 0
  readonly #flow: StreamFlow
  readonly #limits: Limits
  #halves: [Half, Half] = [newHalf(), newHalf()]

  constructor(flow: StreamFlow, limits: Limits) {
    this.#flow = flow
    this.#limits = limits
  }

  /** Bytes of both directions that begin nothing known. */
  get passed(): number {
    return this.#halves[C2S].passed + this.#halves[S2C].passed
  }

  /** First bytes of this direction that were kept because they may begin something. */
  prefix(direction: Direction): Prefix {
    return this.#halves[direction].prefix
  }

  /** Nothing came before what is recognised now. */
  untouched(direction: Direction): boolean {
    const half = this.#halves[direction]
    return half.passed === 0 && !half.gap
  }

  /** The client is the other side. */
  flip(): void {
    this.#halves.reverse()
  }

  gap(direction: Direction): void {
    this.settle(direction)
    this.#halves[direction].gap = true
    this.#halves[direction].afterLineFeed = false
  }

  /** What was kept of this direction begins nothing. */
  settle(direction: Direction): void {
    const { prefix } = this.#halves[direction]
    this.#pass(direction, prefix.bytes, 0, prefix.length)
    prefix.clear()
  }

  /**
   * Looks at new bytes. `client`, `server`: recognised, see `protocol` and `at`. `more`: kept in the prefix. `no`: passed over.
   */
  look(
    direction: Direction,
    bytes: Uint8Array,
    start: number,
    end: number,
    offset: number,
    ack: number,
    timestampUs: number,
    segmentStart: boolean,
  ): Recognition {
    const { prefix } = this.#halves[direction]
    if (prefix.length > 0) {
      const before = prefix.length
      const room = Math.max(0, Math.min(end - start, this.#limits.notHttpBytes - before))
      prefix.append(bytes, start, start + room)
      const verdict = this.#search(direction, prefix.bytes, 0, prefix.length, prefix.segmentStart)
      if (verdict === 'more' && room === end - start) return 'more'
      prefix.length = before
      if (verdict === 'client' || verdict === 'server') return verdict
      this.settle(direction)
    }
    const verdict = this.#search(direction, bytes, start, end, segmentStart)
    this.at -= start
    if (verdict === 'more' && end - start <= this.#limits.notHttpBytes) {
      prefix.begin(offset, ack, timestampUs, segmentStart)
      prefix.append(bytes, start, end)
      return 'more'
    }
    if (verdict === 'client' || verdict === 'server') return verdict
    this.#pass(direction, bytes, start, end)
    return 'no'
  }

  #search(direction: Direction, bytes: Uint8Array, start: number, end: number, segmentStart: boolean): Recognition {
    const { passed, afterLineFeed } = this.#halves[direction]
    const first = this.untouched(direction)
    this.at = start
    if (first || segmentStart || afterLineFeed) {
      const verdict = this.#ask(direction, bytes, start, end, first)
      if (verdict !== 'no') return verdict
    }
    const stop = Math.min(end, start + this.#limits.notHttpBytes - passed)
    for (let at = start; at + 1 < stop; at++) {
      if (bytes[at] !== LF) continue
      this.at = at + 1
      const verdict = this.#ask(direction, bytes, at + 1, end, false)
      if (verdict !== 'no') return verdict
    }
    return 'no'
  }

  #ask(direction: Direction, bytes: Uint8Array, start: number, end: number, first: boolean): Recognition {
    const place = { direction, roleKnown: this.#flow.roleKnown, first }
    let more = false
    for (const protocol of PROTOCOLS) {
      const verdict = protocol.recognise(bytes, start, end, place)
      if (verdict === 'more') more = true
      else if (verdict !== 'no') {
        this.protocol = protocol
        return verdict
      }
    }
    return more ? 'more' : 'no'
  }

  #pass(direction: Direction, bytes: Uint8Array, start: number, end: number): void {
    if (end === start) return
    const half = this.#halves[direction]
    half.passed += end - start
    half.afterLineFeed = bytes[end - 1] === LF && half.passed < this.#limits.notHttpBytes
  }
}

function newHalf(): Half {
  return { prefix: new Prefix(), passed: 0, gap: false, afterLineFeed: false }
}
