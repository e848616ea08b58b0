// Tokens that prove little: no signature, or good for ever.

import type { AuthEvidence } from '../model.ts'
import type { Evidence, Severity } from './finding.ts'
import { finding, placeOf, type Rule, timesOf } from './rule.ts'

const MONTH_SECONDS = 30 * 86_400

export const WEAK_TOKEN: Rule = {
  id: 'weak-token',
  kind: 'auth',
  severity: 'medium',
  summary: 'A JSON Web Token is accepted that has no signature, or does not expire for a month or ever.',
  remedy: 'Refuse the algorithm none, pin the algorithm that is expected, and give tokens minutes to hours of life.',
  references: ['OWASP API2:2023 Broken Authentication', 'RFC 8725 section 3.1', 'CWE-347', 'CWE-613'],
  examples: {
    fires: {
      text: 'a token without a signature is accepted',
      calls: [{ line: 'GET /orders', headers: { authorization: bearer('none', 600) } }],
    },
    silent: { text: 'it is refused', calls: [{ line: 'GET /orders', status: 401, headers: { authorization: bearer('none', 600) } }] },
  },
  *find({ operations }) {
    for (const judged of operations) {
      let worst: Severity = 'low'
      const evidence: Evidence[] = []
      for (const auth of judged.operation.auth.values()) {
        // Of a scheme that never succeeded nothing was accepted.
        if (auth.succeeded === 0) continue
        const rows = weaknesses(auth)
        if (rows.some(({ unsigned }) => unsigned)) worst = 'high'
        evidence.push(...rows.map(({ text, n }) => ({ text, n })))
      }
      if (evidence.length > 0) yield finding(WEAK_TOKEN, placeOf(judged), { severity: worst, evidence, ...timesOf(judged) })
    }
  },
}

function weaknesses({ scheme, n: all, succeeded, facts }: AuthEvidence): { text: string; n: number; unsigned: boolean }[] {
  const rows: { text: string; n: number; unsigned: boolean }[] = []
  for (const [fact, n] of [...facts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    // Facts are counted over all requests: only where there are more of them than refusals was one accepted.
    if (n <= all - succeeded) continue
    const lifetime = /^lifetime:(\d+)$/.exec(fact)?.[1]
    if (/^alg:none$/i.test(fact)) rows.push({ text: `${scheme}: no signature (alg none)`, n, unsigned: true })
    else if (fact === 'lifetime:none') rows.push({ text: `${scheme}: never expires`, n, unsigned: false })
    else if (lifetime !== undefined && Number(lifetime) >= MONTH_SECONDS)
      rows.push({ text: `${scheme}: lives ${Math.round(Number(lifetime) / 86_400)} days`, n, unsigned: false })
  }
  return rows
}

function bearer(alg: string, seconds: number): string {
  const part = (value: object): string => btoa(JSON.stringify(value)).replace(/=+$/, '')
  return `Bearer ${part({ typ: 'JWT', alg })}.${part({ sub: 'ada', iat: 1_767_225_600, exp: 1_767_225_600 + seconds })}.`
}
