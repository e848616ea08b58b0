// Credentials that crossed the network readable. Said once of a service.

import type { Evidence } from './finding.ts'
import { readableServices } from './readable-services.ts'
import { finding, type JudgedOperation, nameOf, placeOfService, type Rule } from './rule.ts'

/** Schemes whose credential can be used by whoever reads it. Signatures (AWS, HMAC, Digest) are not. */
const REPLAYABLE = /^(?:basic|bearer|bearer-jwt|api-key:|cookie:)/
const ROWS_MAX = 20

export const CLEAR_TEXT_CREDENTIAL: Rule = {
  id: 'clear-text-credential',
  kind: 'auth',
  severity: 'high',
  summary: 'Credentials crossed the network without encryption.',
  remedy:
    'Serve the operations over TLS only. If the mirror stands behind a TLS terminator, say so in earshot.yaml (judge: postTls: true).',
  references: ['OWASP API2:2023 Broken Authentication', 'CWE-319', 'RFC 7617 section 4', 'RFC 6750 section 5.2'],
  examples: {
    fires: { text: 'a token in a request over HTTP', calls: [{ line: 'GET /orders', headers: { authorization: 'Bearer opaque-1' } }] },
    silent: {
      text: 'the same over TLS, read with the keys of the session',
      calls: [{ line: 'GET /orders', tls: true, headers: { authorization: 'Bearer opaque-1' } }],
    },
  },
  *find({ operations, config }) {
    for (const [service, list] of readableServices(operations, config)) {
      const rows = list.flatMap(rowsOf)
      if (rows.length === 0) continue
      const { firstUs, lastUs } = service.seen
      yield finding(CLEAR_TEXT_CREDENTIAL, placeOfService(service), { evidence: evidenceOf(rows), firstUs, lastUs })
    }
  },
}

interface Row {
  readonly credential: string
  readonly operation: string
  readonly n: number
}

function rowsOf(judged: JudgedOperation): Row[] {
  const operation = nameOf(judged)
  const rows: Row[] = [...judged.operation.auth.values()]
    .filter(({ scheme, n }) => n > 0 && REPLAYABLE.test(scheme))
    .map(({ scheme, n }) => ({ credential: scheme, operation, n }))
  for (const { type, location, path, verdict, n = judged.operation.seen.n } of judged.fields) {
    if (type === 'password' && verdict === 'confirmed' && location === 'request.body')
      rows.push({ credential: `password in ${path}`, operation, n })
  }
  return rows
}

/** How much of what crossed, in all; then where. */
function evidenceOf(rows: readonly Row[]): Evidence[] {
  const evidence: Evidence[] = [...new Set(rows.map(({ credential }) => credential))].sort().map((credential) => ({
    text: `${credential} over clear HTTP`,
    n: rows.reduce((sum, row) => sum + (row.credential === credential ? row.n : 0), 0),
  }))
  for (const { credential, operation, n } of rows.slice(0, ROWS_MAX)) evidence.push({ text: `${credential} to ${operation}`, n })
  if (rows.length > ROWS_MAX) evidence.push({ text: `and to ${rows.length - ROWS_MAX} more operations` })
  return evidence
}
