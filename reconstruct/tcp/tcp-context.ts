// What all flows of one table share: bounds, counters, packet time, and the account of bytes that wait.

import { type Counters, SLOT } from '../../sensor/base/counters.ts'
import type { Limits } from '../../sensor/base/limits.ts'
import type { GapCause, OpenReader } from '../stream.ts'

export interface TcpContextOptions {
  readonly limits: Limits
  readonly counters: Counters
  readonly openReader: OpenReader
  /** Labels of an encapsulation id, outermost first. */
  readonly encapsulation: (id: number) => readonly string[]
}

/** Counter slots of the hot path. */
export const TCP_SLOT = {
  segments: SLOT['tcp.segments'],
  payload: SLOT['tcp.payload-bytes'],
  delivered: SLOT['tcp.delivered-bytes'],
  urgent: SLOT['tcp.urgent-bytes'],
  retransmitted: SLOT['tcp.retransmitted-bytes'],
  lateAfterGap: SLOT['tcp.late-after-gap-bytes'],
  afterFin: SLOT['tcp.data-after-fin-bytes'],
  outOfRangeBytes: SLOT['tcp.out-of-range-bytes'],
  outOfOrder: SLOT['tcp.out-of-order-segments'],
  conflicts: SLOT['tcp.overlap-conflicts'],
  gaps: SLOT['tcp.gaps'],
} as const

export const GAP_SLOT: Readonly<Record<GapCause, number>> = {
  acked: SLOT['tcp.gap-bytes-acked'],
  timeout: SLOT['tcp.gap-bytes-timeout'],
  limit: SLOT['tcp.gap-bytes-limit'],
  truncated: SLOT['tcp.gap-bytes-truncated'],
  close: SLOT['tcp.gap-bytes-close'],
}

export class TcpContext {
  readonly limits: Limits
  readonly counters: Counters
  readonly openReader: OpenReader
  readonly encapsulation: (id: number) => readonly string[]
  /** Packet time, microseconds: the latest seen, so that it never runs backwards (but see `clockResetUs`). -1 before the first packet. */
  nowUs = -1
  nextFlowId = 1
  /** Bytes that wait in queues, over all flows. */
  queuedBytes = 0
  /** The same with what each queued piece costs besides its bytes: what the bound over all flows is about. */
  queuedCost = 0

  constructor(options: TcpContextOptions) {
    this.limits = options.limits
    this.counters = options.counters
    this.openReader = options.openReader
    this.encapsulation = options.encapsulation
  }

  count(slot: number, by: number): void {
    const values = this.counters.values
    values[slot] = (values[slot] as number) + by
  }
}
