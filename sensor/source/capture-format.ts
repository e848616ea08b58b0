// What a reader of one capture format offers, and what it is given.

import type { Counters } from '../base/counters.ts'
import type { Limits } from '../base/limits.ts'
import type { PacketIntake } from './packet-intake.ts'

export interface FormatContext {
  readonly intake: PacketIntake
  readonly counters: Counters
  readonly limits: Limits
  readonly interfaceBase: number
  readonly onSecrets: (keylog: string) => void
}

export interface FormatReader {
  /** Read the whole records between `start` and `end`; returns the bytes consumed. The rest comes again, with more behind it. */
  read(bytes: Uint8Array, start: number, end: number): number
  /** A fault made the rest unreadable: what follows is swallowed. */
  readonly stopped: boolean
  /** Bytes that must still come before the current record is complete, beyond those not consumed. */
  readonly owedBytes: number
}
