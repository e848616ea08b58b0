// Requests that two programs may read differently: how requests are smuggled past a proxy.

import { ANOMALIES, type AnomalyId } from '../../sensor/base/anomaly.ts'
import { finding, placeOf, type Rule, timesOf } from './rule.ts'

export const AMBIGUOUS_REQUEST: Rule = {
  id: 'ambiguous-request',
  kind: 'wire',
  severity: 'medium',
  summary: 'Requests were accepted whose end, or whose fields, can be read in two ways.',
  remedy: 'Let the first program in the chain refuse them with 400, and look who sends them.',
  references: ['OWASP API8:2023 Security Misconfiguration', 'RFC 9112 section 11.2', 'CWE-444'],
  examples: {
    fires: {
      text: 'a length and chunks in one request, answered 200',
      calls: [{ line: 'POST /orders', body: { item: 1 }, anomalies: ['content-length-and-chunked'], times: 2 }],
    },
    silent: {
      text: 'a line that ends in LF alone',
      calls: [{ line: 'POST /orders', body: { item: 1 }, anomalies: ['bare-lf'], times: 2 }],
    },
  },
  *find({ operations }) {
    for (const judged of operations) {
      const details = [...(judged.operation.signals.get('ambiguous-request')?.details ?? [])].sort()
      if (details.length === 0) continue
      const evidence = details.map(([id, n]) => ({ text: ANOMALIES[id as AnomalyId].replace(/\.$/, ''), n }))
      yield finding(AMBIGUOUS_REQUEST, placeOf(judged), { evidence, ...timesOf(judged) })
    }
  },
}
