// Personal, financial or medical data that crossed the network readable. Said once of a service.

import { categoriesOf } from '../judge/sensitive-types/field-facts.ts'
import type { SensitiveField } from '../judge/verdict.ts'
import { type Evidence, SEVERITIES, type Severity } from './finding.ts'
import { readableServices } from './readable-services.ts'
import { finding, type JudgedOperation, nameOf, placeOfService, type Rule } from './rule.ts'

const GRAVE: ReadonlySet<string> = new Set(['medium', 'high', 'critical'])
const ROWS_MAX = 10

export const CLEAR_TEXT_DATA: Rule = {
  id: 'clear-text-data',
  kind: 'exposure',
  severity: 'medium',
  summary: 'Sensitive data crossed the network without encryption.',
  remedy:
    'Serve the operations over TLS only. If the mirror stands behind a TLS terminator, say so in earshot.yaml (judge: postTls: true).',
  references: ['OWASP API8:2023 Security Misconfiguration', 'CWE-319', 'PCI DSS 4.0 requirement 4.2.1', 'GDPR article 32(1)(a)'],
  examples: {
    fires: {
      text: 'account numbers in answers over HTTP',
      calls: [{ line: 'GET /accounts', answer: [{ iban: 'DE89370400440532013000' }], times: 2 }],
    },
    silent: {
      text: 'the same over TLS, read with the keys of the session',
      calls: [{ line: 'GET /accounts', tls: true, answer: [{ iban: 'DE89370400440532013000' }], times: 2 }],
    },
  },
  *find({ operations, config }) {
    for (const [service, list] of readableServices(operations, config)) {
      const rows = list.flatMap(rowsOf)
      if (rows.length === 0) continue
      const worst = rows.reduce((most, { severity }) => Math.max(most, SEVERITIES.indexOf(severity)), SEVERITIES.indexOf('medium'))
      // Readable on the way is bad; open to everybody would be worse.
      const severity = SEVERITIES[Math.min(worst, SEVERITIES.indexOf('high'))]!
      const evidence: Evidence[] = rows.slice(0, ROWS_MAX).map(({ text, n }) => ({ text, n }))
      if (rows.length > ROWS_MAX) evidence.push({ text: `and in ${rows.length - ROWS_MAX} more fields` })
      yield finding(CLEAR_TEXT_DATA, placeOfService(service), {
        severity,
        evidence,
        firstUs: service.seen.firstUs,
        lastUs: service.seen.lastUs,
      })
    }
  },
}

const rowsOf = (judged: JudgedOperation): { text: string; n: number; severity: Severity }[] =>
  judged.fields.filter(isData).map(({ type, path, location, severity, n }) => ({
    text: `${type} in ${location} ${path} of ${nameOf(judged)}`,
    n: n ?? judged.operation.seen.n,
    severity,
  }))

/** Credentials have a rule of their own. */
function isData(field: SensitiveField): boolean {
  const categories = categoriesOf(field)
  return field.verdict === 'confirmed' && GRAVE.has(field.severity) && !categories.includes('credential') && !categories.includes('secret')
}
