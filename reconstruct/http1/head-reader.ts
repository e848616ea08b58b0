// Puts the head of a message together, whole from one packet or piece by piece, and judges early whether it is one.

import type { Limits } from '../../sensor/base/limits.ts'
import type { PooledMessage } from '../pooled-message.ts'
import { couldBeRequest, couldBeStatus, newStartLine, readRequestLine, readStatusLine } from './grammar.ts'
import { findHeadEnd, findLineFeed } from './head.ts'

const LF = 10
const CR = 13
/** By then a start line can be told from anything else. */
const JUDGED_BYTES = 64

const startLine = newStartLine()

/** `head`: complete, in the message's buffer. `none`: this is no message. `endless`: over the limit and no end in sight. */
export type HeadVerdict = 'more' | 'head' | 'none' | 'endless'

export class HeadReader {
  verdict: HeadVerdict = 'more'
  /** Bytes of the message that earlier pieces brought; with `none` they must be looked at again. */
  before = 0
  readonly #role: 'request' | 'response'
  readonly #limits: Limits
  /** The start line of a head that came in pieces is complete and was found good. */
  #lineChecked = false
  /** Bytes of an oversized head that were not kept, and how much of its end was seen (0, LF, LF CR). */
  #skipped = 0
  #endSeen = 0

  constructor(role: 'request' | 'response', limits: Limits) {
    this.#role = role
    this.#limits = limits
  }

  /** `lineChecked`: the start line is known to be one; it may lie in the message's buffer already. */
  begin(lineChecked = false): void {
    this.#lineChecked = lineChecked
    this.#skipped = this.#endSeen = 0
  }

  /** The head is over its limit and was cut. */
  get cut(): boolean {
    return this.#skipped > 0
  }

  /** Whether `bytes[at, end)` can begin a message. */
  couldBegin(bytes: Uint8Array, at: number, end: number): boolean {
    return this.#role === 'request' ? couldBeRequest(bytes, at, end) : couldBeStatus(bytes, at, end)
  }

  /**
   * Reads on in `bytes[at, end)`; gives the index behind what was read and leaves a `verdict`. `takesOld`: a request of
   * one line without version is one (HTTP/0.9).
   */
  read(message: PooledMessage, bytes: Uint8Array, at: number, end: number, takesOld: boolean): number {
    this.before = message.used
    if (this.#skipped > 0) return this.#skip(message, bytes, at, end)
    if (message.used > 0) return this.#piece(message, bytes, at, end, takesOld)
    const headEnd = (takesOld ? oldRequestEnd(bytes, at, end) : 0) || findHeadEnd(bytes, at, end)
    if (headEnd < 0 || headEnd - at > this.#limits.headBytes) return this.#piece(message, bytes, at, end, takesOld)
    if (message.append(bytes, at, headEnd) === 0) return this.#piece(message, bytes, at, end, takesOld)
    this.verdict = 'head'
    return headEnd
  }

  #piece(message: PooledMessage, bytes: Uint8Array, at: number, end: number, takesOld: boolean): number {
    const { before } = this
    const room = Math.min(end - at, this.#limits.headBytes - before)
    const taken = room > 0 ? message.append(bytes, at, at + room) : 0
    const headEnd =
      (takesOld ? oldRequestEnd(message.bytes, 0, message.used) : 0) || findHeadEnd(message.bytes, Math.max(0, before - 2), message.used)
    if (headEnd > 0) {
      message.used = headEnd
      this.verdict = 'head'
      return at + headEnd - before
    }
    if (!this.#stillGood(message)) {
      this.verdict = 'none'
      return at
    }
    this.verdict = 'more'
    if (taken === end - at) return end
    message.note('limit-head')
    this.#skipped = 1
    this.#endSeen = message.bytes[message.used - 1] === LF ? 1 : 0
    return at + taken
  }

  #stillGood(message: PooledMessage): boolean {
    if (this.#lineChecked) return true
    const { bytes, used } = message
    if (this.before < JUDGED_BYTES && !this.couldBegin(bytes, 0, used)) return false
    const lf = findLineFeed(bytes, this.before, used)
    if (lf < 0) return true
    const lineEnd = lf > 0 && bytes[lf - 1] === CR ? lf - 1 : lf
    const isRequest = this.#role === 'request'
    this.#lineChecked = isRequest
      ? readRequestLine(bytes, 0, lineEnd, startLine) && startLine.versionStart < startLine.versionEnd
      : readStatusLine(bytes, 0, lineEnd, startLine)
    return this.#lineChecked
  }

  /** Looks for the end of an oversized head without keeping it. */
  #skip(message: PooledMessage, bytes: Uint8Array, at: number, end: number): number {
    for (let i = at; i < end; i++) {
      const byte = bytes[i]
      if (byte === LF && this.#endSeen > 0) {
        this.verdict = 'head'
        return i + 1
      }
      this.#endSeen = byte === LF ? 1 : byte === CR && this.#endSeen === 1 ? 2 : 0
    }
    this.#skipped += end - at
    this.verdict = this.#skipped + message.used > this.#limits.headScanBytes ? 'endless' : 'more'
    return end
  }
}

/** The end of a complete HTTP/0.9 request in `bytes[at, end)`: one line, `GET target`; 0 if it is none. */
function oldRequestEnd(bytes: Uint8Array, at: number, end: number): number {
  const lf = findLineFeed(bytes, at, end)
  if (lf < 0) return 0
  const lineEnd = lf > at && bytes[lf - 1] === CR ? lf - 1 : lf
  const isGet = bytes[at] === 71 && bytes[at + 1] === 69 && bytes[at + 2] === 84
  if (!isGet || !readRequestLine(bytes, at, lineEnd, startLine)) return 0
  return startLine.methodEnd - at === 3 && startLine.versionStart === startLine.versionEnd ? lf + 1 : 0
}
