// Where reading can go on after a gap or nonsense: at the next plausible start line, at the first byte of a TCP
// segment or of a line. Strict, because body text must not pass for a message.

import type { PooledMessage } from '../pooled-message.ts'
import { MORE, recogniseStartLine, type StartLineKind } from './grammar.ts'

const LF = 10

/** What a scan found: a message begins at `at`; perhaps (too few bytes to tell); or nothing. */
export type Found = 'message' | 'perhaps' | 'nothing'

export class Resync {
  /** Where the last scan stopped. */
  at = 0
  /** Bytes skipped since `begin`. */
  skipped = 0
  readonly #wanted: StartLineKind
  #afterLineFeed = false

  constructor(wanted: StartLineKind) {
    this.#wanted = wanted
  }

  begin(): void {
    this.skipped = 0
    this.#afterLineFeed = false
  }

  /** Bytes are missing: the next byte begins no line that we know of. */
  gap(): void {
    this.#afterLineFeed = false
  }

  /**
   * Looks for a message in `bytes[at, end)`. `segmentStart`: a segment begins at `at`. `linesToo`: look at each line, not
   * only at the segment's first byte.
   */
  scan(bytes: Uint8Array, at: number, end: number, segmentStart: boolean, linesToo: boolean): Found {
    let candidate = segmentStart || (this.#afterLineFeed && linesToo) ? at : nextLine(bytes, at, end)
    if (candidate > at && !linesToo) candidate = end
    while (candidate < end) {
      const kind = recogniseStartLine(bytes, candidate, end, true)
      if (kind === this.#wanted || kind === MORE) {
        this.#skip(at, candidate)
        return kind === MORE ? 'perhaps' : 'message'
      }
      candidate = linesToo ? nextLine(bytes, candidate, end) : end
    }
    this.#afterLineFeed = bytes[end - 1] === LF
    this.#skip(at, end)
    return 'nothing'
  }

  #skip(from: number, to: number): void {
    this.skipped += to - from
    this.at = to
  }

  /** Whether the bytes carried in `message` still may begin a message, or do, or do not. */
  judge(message: PooledMessage): Found {
    const kind = recogniseStartLine(message.bytes, 0, message.used, true)
    return kind === this.#wanted ? 'message' : kind === MORE ? 'perhaps' : 'nothing'
  }
}

function nextLine(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end; i++) if (bytes[i] === LF) return i + 1
  return end
}
