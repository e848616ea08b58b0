// Which exchanges prove that an operation exists.

import type { Operation } from '../model.ts'

/** Answers that say "there is no such thing here". */
export const NOT_THERE: ReadonlySet<number> = new Set([404, 405, 501])

/** Exchanges that prove the operation: 401 and 403 do only beside a success. */
export function countQualifying(operation: Operation): number {
  let n = 0
  let refused = 0
  let succeeded = false
  for (const [status, count] of operation.statuses) {
    if (status === 0 || NOT_THERE.has(status)) continue
    if (status === 401 || status === 403) refused += count
    else n += count
    if (status >= 200 && status < 300) succeeded = true
  }
  return succeeded ? n + refused : n
}
