// A service over TLS that never says so for the next time. Known only where TLS was read.

import type { Operation } from '../model.ts'
import { byService, finding, placeOfService, type Rule } from './rule.ts'

const ANSWERS_MIN = 3

export const MISSING_HSTS: Rule = {
  id: 'missing-hsts',
  kind: 'exposure',
  severity: 'info',
  summary: 'No answer of a service over TLS carries Strict-Transport-Security.',
  remedy: 'Add the header where browsers are among the clients; other clients do not look at it.',
  references: ['OWASP API8:2023 Security Misconfiguration', 'RFC 6797 section 6.1', 'CWE-319'],
  examples: {
    fires: { text: 'three answers over TLS, none with the header', calls: [{ line: 'GET /orders', tls: true, times: 3 }] },
    silent: {
      text: 'one answer has it: a browser remembers',
      calls: [
        { line: 'GET /orders', tls: true, times: 3 },
        { line: 'GET /me', tls: true, answerHeaders: { 'strict-transport-security': 'max-age=31536000' } },
      ],
    },
  },
  *find({ operations }) {
    for (const [service, list] of byService(operations)) {
      if (service.scheme !== 'https') continue
      const missing = list.reduce((sum, { operation }) => sum + (operation.signals.get('hsts-missing')?.n ?? 0), 0)
      const answered = list.reduce((sum, { operation }) => sum + answersOf(operation), 0)
      if (missing < ANSWERS_MIN || missing < answered) continue
      const { firstUs, lastUs } = service.seen
      yield finding(MISSING_HSTS, placeOfService(service), {
        evidence: [{ text: 'answers over TLS without the header', n: missing }],
        firstUs,
        lastUs,
      })
    }
  },
}

const answersOf = ({ statuses }: Operation): number => [...statuses].reduce((sum, [status, n]) => sum + (status > 0 ? n : 0), 0)
