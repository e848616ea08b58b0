// Which callers of a service are scanners: what they were answered proves nothing about how a service is used.

import { type ClassMarks, estimateMarked, unite } from '../learn/class-marks.ts'
import type { Service } from '../model.ts'

/** Different paths asked for in vain. */
const PATHS_MIN = 30
/** Share of requests that were in vain; below it, others share the address (a proxy, a gateway). */
const VAIN_SHARE = 0.5
const PRODUCTS =
  /^agent:(?:sqlmap|nikto|nmap|masscan|zgrab|gobuster|ffuf|feroxbuster|dirbuster|dirsearch|wfuzz|nuclei|wpscan|nessus|openvas|acunetix|arachni|w3af|zap|burp\w*|whatweb|skipfish|hydra|jaeles)\b/i

export interface Scans {
  /** Address -> about how many different paths it asked for in vain, where they are many. */
  readonly probes: ReadonlyMap<string, number>
  /** Programs that are made for scanning, as they call themselves -> requests. */
  readonly products: ReadonlyMap<string, number>
  /** Keys of consumers (`address:…`, `agent:…`) whose exchanges do not qualify. */
  readonly scanners: ReadonlySet<string>
}

/** What scanned a service; worked out once for all that ask. */
export function scansOf(service: Service): Scans {
  const [probes, products] = [probesOf(service), scanProducts(service)]
  const scanners = new Set(products.keys())
  for (const key of probes.keys()) if (vainShare(service, key) >= VAIN_SHARE) scanners.add(key)
  return { probes, products, scanners }
}

function probesOf(service: Service): Map<string, number> {
  const missed = new Map<string, ClassMarks>()
  for (const { tier, consumers } of service.operations.values()) {
    if (tier !== 'probe') continue
    for (const { key, missed: marks } of consumers.values()) {
      if (marks === undefined || !key.startsWith('address:')) continue
      const known = missed.get(key)
      if (known === undefined) missed.set(key, marks.slice())
      else unite(known, marks)
    }
  }
  return new Map([...missed].map(([key, marks]): [string, number] => [key, estimateMarked(marks)]).filter(([, n]) => n >= PATHS_MIN))
}

function scanProducts(service: Service): Map<string, number> {
  const products = new Map<string, number>()
  for (const { consumers } of service.operations.values())
    for (const { key, n } of consumers.values()) if (PRODUCTS.test(key)) products.set(key, (products.get(key) ?? 0) + n)
  return products
}

function vainShare(service: Service, key: string): number {
  let all = 0
  let vain = 0
  for (const { tier, consumers } of service.operations.values()) {
    const n = consumers.get(key)?.n ?? 0
    all += n
    if (tier === 'probe') vain += n
  }
  return all === 0 ? 0 : vain / all
}
