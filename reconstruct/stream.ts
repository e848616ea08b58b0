// Between TCP and the application protocols: what a rebuilt byte stream tells its reader, and what the reader may ask of its flow.

import type { Direction, FlowRef } from './exchange.ts'

/** Why bytes are missing: acknowledged but never captured, given up by time or bound, cut by the snap length, missing at the end. */
export type GapCause = 'acked' | 'timeout' | 'limit' | 'truncated' | 'close'

/** Why a flow ended. */
export type EndReason = 'fin' | 'reset' | 'idle' | 'reuse' | 'evicted' | 'shed' | 'eof'

/** Reads one connection. Calls come in the order of each direction's stream; directions interleave as captured. */
export interface StreamReader {
  /**
   * Contiguous bytes of one direction, `bytes[start, end)`: valid only during the call. `offset` is where `start` lies in
   * the stream, gaps included: from 0 where the handshake was captured, otherwise from some other non-negative number. It is one
   * more than expected behind a byte of urgent data, which is not handed on. `acknowledged`: how far the sender of these bytes had received the other direction
   * at that moment, as an offset of that other direction, or -1 if unknown: evidence for pairing. `segmentStart`: `start` is
   * the first byte of a TCP segment.
   */
  data(
    direction: Direction,
    bytes: Uint8Array,
    start: number,
    end: number,
    offset: number,
    acknowledged: number,
    timestampUs: number,
    segmentStart: boolean,
  ): void
  /** `missingBytes` are not in the capture; the next `data` of this direction lies behind them. Never joined silently. */
  gap(direction: Direction, missingBytes: number, cause: GapCause, timestampUs: number): void
  /** This direction's FIN was reached: no more data comes. */
  finished(direction: Direction, timestampUs: number): void
  /** Nothing more comes at all. */
  end(reason: EndReason, timestampUs: number): void
  /** A window ends: tell the flow summary of what came since the last one; the flow goes on. */
  summarise(): void
  /** A request waits for its response, or a body is under way: the idle limit is then longer. */
  readonly busy: boolean
  /** Something HTTP was read: such flows are evicted last. */
  readonly worthKeeping: boolean
}

/** What a reader may ask of the flow it reads. */
export interface StreamFlow {
  /** Addresses as currently believed; a new object after `flipRoles`. */
  readonly ref: FlowRef
  /** The client is known by its SYN; otherwise it is a guess until content decides. */
  readonly roleKnown: boolean
  /** The start of both directions was captured (SYN seen). */
  readonly fromStart: boolean
  /** Bytes so far that were sent twice with different content; the first copy was handed on. */
  readonly overlapConflicts: number
  /**
   * The content shows that the client is the other side. Only before anything was emitted. From the next call on, directions are
   * swapped; the reader swaps its own halves.
   */
  flipRoles(): void
}

/** Opens the reader of a flow at its first payload byte. */
export type OpenReader = (flow: StreamFlow) => StreamReader
