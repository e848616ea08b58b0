// Servers that say which version they are: what to attack first.

import type { Evidence } from './finding.ts'
import { byService, finding, placeOfService, type Rule } from './rule.ts'

const BANNERS = [
  ['server-banner', 'the Server header names'],
  ['powered-by', 'a header for the framework names'],
] as const

export const VERSION_BANNER: Rule = {
  id: 'version-banner',
  kind: 'exposure',
  severity: 'info',
  summary: 'Answers name the software of the server, or its version.',
  remedy: 'Leave the version out (server_tokens off, ServerTokens Prod, disable x-powered-by) and keep the software current.',
  references: ['OWASP API8:2023 Security Misconfiguration', 'CWE-200', 'RFC 9110 section 10.2.4'],
  examples: {
    fires: { text: 'a product with its version', calls: [{ line: 'GET /orders', answerHeaders: { server: 'Apache/2.4.49' } }] },
    silent: { text: 'a product alone', calls: [{ line: 'GET /orders', answerHeaders: { server: 'nginx' } }] },
  },
  *find({ operations }) {
    for (const [service, list] of byService(operations)) {
      const rows = new Map<string, Evidence & { n: number }>()
      for (const { operation } of list)
        for (const [id, text] of BANNERS)
          for (const [product, n] of operation.signals.get(id)?.details ?? []) {
            const row = rows.get(`${text} ${product}`) ?? { text: `${text} ${product}`, n: 0 }
            row.n += n
            rows.set(row.text, row)
          }
      if (rows.size === 0) continue
      const evidence = [...rows.values()].sort((a, b) => (a.text < b.text ? -1 : 1))
      yield finding(VERSION_BANNER, placeOfService(service), { evidence, firstUs: service.seen.firstUs, lastUs: service.seen.lastUs })
    }
  },
}
