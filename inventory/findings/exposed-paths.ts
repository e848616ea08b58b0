// What the rules about exposed paths share: which rows of the list were answered, and whether a host answers anything at all.

import { authOutcome } from '../judge/risk.ts'
import type { ExposedKind } from '../observe/exposed-path.ts'
import { byService, type JudgedOperation } from './rule.ts'

/** A host with more than these has none of them: it answers every path. */
const ROWS_MAX = 3

export interface ExposedHit {
  readonly judged: JudgedOperation
  readonly rows: readonly { text: string; n: number }[]
  /** Without any credential. */
  readonly open: boolean
}

/** Operations that answered paths of one kind; catch-all hosts are left out. */
export function* exposedHits(operations: readonly JudgedOperation[], kind: ExposedKind): Iterable<ExposedHit> {
  for (const list of byService(operations).values()) {
    const ids = new Set(list.flatMap(({ operation }) => [...(operation.signals.get('exposed-path')?.details.keys() ?? [])]))
    if ([...ids].filter((id) => /^(?:file|debug)/.test(id)).length > ROWS_MAX) continue
    for (const judged of list) {
      const details = [...(judged.operation.signals.get('exposed-path')?.details ?? [])].filter(([id]) => id.split(':')[0] === kind).sort()
      if (details.length === 0) continue
      const { open, closed } = authOutcome(judged.operation)
      const rows = details.map(([id, n]) => ({ text: `${id.replace(/^[a-z]+:/, '')} was answered 2xx with a body`, n }))
      yield { judged, rows, open: open > 0 && closed === 0 }
    }
  }
}
