// Tokens that prove little: no signature, or good for ever. Said once of a service.

import type { AuthEvidence } from '../model.ts'
import type { Evidence } from './finding.ts'
import { byService, finding, type JudgedOperation, nameOf, placeOfService, type Rule } from './rule.ts'

const MONTH_SECONDS = 30 * 86_400
const ROWS_MAX = 20

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
    for (const [service, list] of byService(operations)) {
      const rows = list.flatMap((judged) => weaknessesOf(judged))
      if (rows.length === 0) continue
      // Whoever gives out such tokens does so for all operations: the weakness once, then where it was accepted.
      const evidence: Evidence[] = [...new Set(rows.map(({ weakness }) => weakness))].sort().map((weakness) => ({
        text: weakness,
        n: rows.reduce((sum, row) => sum + (row.weakness === weakness ? row.n : 0), 0),
      }))
      for (const { operation, n } of rows.slice(0, ROWS_MAX)) evidence.push({ text: `accepted by ${operation}`, n })
      if (rows.length > ROWS_MAX) evidence.push({ text: `and by ${rows.length - ROWS_MAX} more operations` })
      const severity = rows.some(({ unsigned }) => unsigned) ? 'high' : 'low'
      const { firstUs, lastUs } = service.seen
      yield finding(WEAK_TOKEN, placeOfService(service), { severity, evidence, firstUs, lastUs })
    }
  },
}

interface Weakness {
  readonly weakness: string
  readonly operation: string
  readonly n: number
  readonly unsigned: boolean
}

/** Of a scheme that never succeeded nothing was accepted. */
const weaknessesOf = (judged: JudgedOperation): Weakness[] =>
  [...judged.operation.auth.values()]
    .filter(({ succeeded }) => succeeded > 0)
    .flatMap(weaknesses)
    .map(({ text, n, unsigned }) => ({ weakness: text, operation: nameOf(judged), n, unsigned }))

function weaknesses({ scheme, n: all, succeeded, facts }: AuthEvidence): { text: string; n: number; unsigned: boolean }[] {
  const rows: { text: string; n: number; unsigned: boolean }[] = []
  for (const [fact, sent] of [...facts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    // Facts are counted over all requests: what exceeds the refusals was accepted, whichever were refused.
    const n = sent - (all - succeeded)
    if (n <= 0) continue
    const lifetime = /^lifetime:(\d+)$/.exec(fact)?.[1]
    if (/^alg:none$/i.test(fact)) rows.push({ text: `${scheme}: no signature (alg none)`, n, unsigned: true })
    else if (fact === 'lifetime:none') rows.push({ text: `${scheme}: never expires`, n, unsigned: false })
    else if (lifetime !== undefined && Number(lifetime) >= MONTH_SECONDS)
      rows.push({ text: `${scheme}: lives ${Math.round(Number(lifetime) / 86_400)} days`, n, unsigned: false })
  }
  return rows
}

function bearer(alg: string, seconds: number): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `Bearer ${part({ typ: 'JWT', alg })}.${part({ sub: 'ada', iat: 1_767_225_600, exp: 1_767_225_600 + seconds })}.`
}
