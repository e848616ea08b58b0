// Somebody tries out which paths are there.

import { finding, placeOfService, type Rule } from './rule.ts'

export const SCANNER_SEEN: Rule = {
  id: 'scanner-seen',
  kind: 'exposure',
  severity: 'info',
  summary: 'A service was scanned: for paths that are not there, or by a program that is made for that.',
  remedy: 'Find out whether it was yours. If not, look at what it was answered with success.',
  references: ['OWASP API9:2023 Improper Inventory Management', 'MITRE ATT&CK T1595 Active Scanning'],
  examples: {
    fires: {
      text: 'one client asks for forty paths that are not there',
      calls: [{ line: 'GET /orders' }, { line: 'GET /try{n}.php', status: 404, times: 40, client: '10.0.0.66' }],
    },
    silent: { text: 'a client with one stale link', calls: [{ line: 'GET /orders' }, { line: 'GET /old.php', status: 404, times: 40 }] },
  },
  *find({ scans }) {
    for (const [service, { probes, products }] of scans) {
      const { firstUs, lastUs } = service.seen
      for (const [key, paths] of probes) {
        const evidence = [{ text: `${key} asked for about so many paths that are not there`, n: paths }]
        yield finding(SCANNER_SEEN, { ...placeOfService(service), path: key }, { evidence, firstUs, lastUs })
      }
      for (const [key, n] of products) {
        yield finding(
          SCANNER_SEEN,
          { ...placeOfService(service), path: key },
          { evidence: [{ text: `requests of ${key.slice(6)}`, n }], firstUs, lastUs },
        )
      }
    }
  },
}
