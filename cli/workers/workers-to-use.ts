// How many threads a run is worth.

import { UserError } from '../../sensor/base/errors.ts'
import { LIMITS } from '../../sensor/base/limits.ts'

/** Below this, threads cost more than they save: each has its own start, and its own code to warm up. */
const SMALL_BYTES = 256 * 1024 * 1024
/** With fewer cores, the reading thread and its workers are in each other's way. */
const CORES_MIN = 4
/** Further ones gain little before reading is what limits. */
const WORKERS_MAX = 4

/**
 * What `--workers` says; otherwise one for each core beside the one that reads, four at the most, on a machine with four cores or more and
 * for input that is large or has no known end.
 */
export function workersToUse(given: number | undefined, { cores, inputBytes }: { cores: number; inputBytes: number | null }): number {
  if (given !== undefined) {
    const most = LIMITS.workers.value
    if (Number.isInteger(given) && given <= most) return given
    throw new UserError(`--workers ${given} is no number of threads`, { hint: `Give a whole number from 1 to ${most}.` })
  }
  const isSmall = inputBytes !== null && inputBytes < SMALL_BYTES
  return cores < CORES_MIN || isSmall ? 1 : Math.min(cores - 1, WORKERS_MAX)
}
