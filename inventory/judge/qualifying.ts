// Which exchanges prove that an operation exists.

import type { Operation } from '../model.ts'

/** Answers that say "there is no such thing here". */
export const NOT_THERE: ReadonlySet<number> = new Set([404, 405, 501])

const NOBODY: ReadonlySet<string> = new Set()

/** Exchanges that prove the operation: 401 and 403 do only beside a success, and those of scanners (`scansOf`) never. */
export function countQualifying(operation: Operation, scanners: ReadonlySet<string> = NOBODY): number {
  let n = 0
  let refused = 0
  let succeeded = false
  for (const [status, count] of operation.statuses) {
    if (status === 0 || NOT_THERE.has(status)) continue
    if (status === 401 || status === 403) refused += count
    else n += count
    if (status >= 200 && status < 300) succeeded = true
  }
  return Math.max(0, (succeeded ? n + refused : n) - byScanners(operation, scanners))
}

/** An exchange has an address and perhaps an agent: it counts under one of them. */
function byScanners({ consumers }: Operation, scanners: ReadonlySet<string>): number {
  const n = { address: 0, agent: 0 }
  for (const key of scanners) n[key.startsWith('agent:') ? 'agent' : 'address'] += consumers.get(key)?.n ?? 0
  return Math.max(n.address, n.agent)
}
