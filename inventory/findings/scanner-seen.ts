// Somebody tries out which paths are there.

import { estimateMarked, unite } from '../learn/consumer-evidence.ts'
import type { Operation, Service } from '../model.ts'
import { finding, placeOfService, type Rule } from './rule.ts'

const PATHS_MIN = 30
const PRODUCTS =
  /^agent:(?:sqlmap|nikto|nmap|masscan|zgrab|gobuster|ffuf|feroxbuster|dirbuster|dirsearch|wfuzz|nuclei|wpscan|nessus|openvas|acunetix|arachni|w3af|zap|burp\w*|whatweb|skipfish|hydra|jaeles)\b/i

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
  *find({ inventory }) {
    for (const service of inventory.services.values()) {
      const { firstUs, lastUs } = service.seen
      for (const [key, paths] of probesOf(service)) {
        const evidence = [{ text: `${key} asked for about so many paths that are not there`, n: paths }]
        yield finding(SCANNER_SEEN, { ...placeOfService(service), path: key }, { evidence, firstUs, lastUs })
      }
      for (const [key, n] of productsOf(service)) {
        yield finding(
          SCANNER_SEEN,
          { ...placeOfService(service), path: key },
          { evidence: [{ text: `requests of ${key.slice(6)}`, n }], firstUs, lastUs },
        )
      }
    }
  },
}

/** Address -> about how many different paths it asked for in vain. */
function probesOf(service: Service): [string, number][] {
  const missed = new Map<string, Uint8Array>()
  for (const { tier, consumers } of service.operations.values()) {
    if (tier !== 'probe') continue
    for (const { key, missed: marks } of consumers.values()) {
      if (marks === undefined || !key.startsWith('address:')) continue
      const known = missed.get(key)
      if (known === undefined) missed.set(key, marks.slice())
      else unite(known, marks)
    }
  }
  return [...missed].map(([key, marks]): [string, number] => [key, estimateMarked(marks)]).filter(([, n]) => n >= PATHS_MIN)
}

function productsOf(service: Service): [string, number][] {
  const products = new Map<string, number>()
  const add = ({ consumers }: Operation): void => {
    for (const { key, n } of consumers.values()) if (PRODUCTS.test(key)) products.set(key, (products.get(key) ?? 0) + n)
  }
  for (const operation of service.operations.values()) add(operation)
  return [...products]
}
