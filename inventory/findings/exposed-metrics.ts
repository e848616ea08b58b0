// Metrics for whoever asks: names of operations, versions, load.

import { exposedHits } from './exposed-paths.ts'
import { finding, placeOf, type Rule, timesOf } from './rule.ts'

export const EXPOSED_METRICS: Rule = {
  id: 'exposed-metrics',
  kind: 'exposure',
  severity: 'low',
  summary: 'Metrics are served without credentials.',
  remedy: 'Serve them on a port of their own, or ask for a credential.',
  references: ['OWASP API8:2023 Security Misconfiguration', 'CWE-200'],
  examples: {
    fires: { text: 'metrics without a credential', calls: [{ line: 'GET /metrics', answer: 'up 1' }] },
    silent: { text: 'with a token', calls: [{ line: 'GET /metrics', answer: 'up 1', headers: { authorization: 'Bearer opaque-1' } }] },
  },
  *find({ operations }) {
    for (const { judged, rows, open } of exposedHits(operations, 'metrics')) {
      if (!open) continue
      yield finding(EXPOSED_METRICS, placeOf(judged), { evidence: [...rows], ...timesOf(judged) })
    }
  },
}
