// Session cookies that scripts, other sites or other networks can get hold of. Said once per cookie of a service.

import type { Evidence, Severity } from './finding.ts'
import { byService, finding, type JudgedOperation, placeOfService, type Rule } from './rule.ts'

const LACKS = [
  ['cookie-without-secure', 'set without Secure: it is sent over clear HTTP, too'],
  ['cookie-without-httponly', 'set without HttpOnly: scripts can read it'],
  ['cookie-without-samesite', 'set without SameSite: what other sites may do with it is left to the browser'],
] as const

export const INSECURE_COOKIE: Rule = {
  id: 'insecure-cookie',
  kind: 'auth',
  severity: 'low',
  summary: 'A session cookie is set without Secure, HttpOnly or SameSite.',
  remedy: 'Set the cookie with Secure; HttpOnly; SameSite=Lax (or Strict), and give it the prefix `__Host-`.',
  references: ['OWASP API8:2023 Security Misconfiguration', 'RFC 6265 section 4.1.2', 'CWE-614', 'CWE-1004', 'CWE-1275'],
  examples: {
    fires: {
      text: 'a login sets a bare session cookie',
      calls: [{ line: 'POST /login', answerHeaders: { 'set-cookie': 'sessionid=f81d4fae7dec; Path=/' } }],
    },
    silent: {
      text: 'a cookie for the language, and one that ends a session',
      calls: [
        { line: 'GET /a', answerHeaders: { 'set-cookie': 'lang=de; Path=/' } },
        { line: 'POST /logout', answerHeaders: { 'set-cookie': 'sessionid=; Max-Age=0' } },
      ],
    },
  },
  *find({ operations }) {
    for (const [service, list] of byService(operations)) {
      for (const [cookie, { evidence, severity, firstUs, lastUs }] of cookiesOf(list)) {
        const place = { ...placeOfService(service), location: 'response.cookie', path: cookie === '' ? null : cookie }
        yield finding(INSECURE_COOKIE, place, { severity, evidence, firstUs, lastUs })
      }
    }
  },
}

interface Lack {
  evidence: Evidence[]
  severity: Severity
  firstUs: number
  lastUs: number
}

function cookiesOf(list: readonly JudgedOperation[]): Map<string, Lack> {
  const cookies = new Map<string, Lack>()
  for (const [id, text] of LACKS) {
    for (const { operation } of list) {
      const signal = operation.signals.get(id)
      for (const [cookie, n] of signal?.details ?? []) {
        const lack = cookies.get(cookie) ?? { evidence: [], severity: 'info', firstUs: Infinity, lastUs: 0 }
        cookies.set(cookie, lack)
        const row = lack.evidence.find((evidence) => evidence.text === text)
        if (row === undefined) lack.evidence.push({ text, n })
        else row.n = (row.n ?? 0) + n
        if (id !== 'cookie-without-samesite') lack.severity = 'low'
        lack.firstUs = Math.min(lack.firstUs, signal!.firstUs)
        lack.lastUs = Math.max(lack.lastUs, signal!.lastUs)
      }
    }
  }
  return new Map([...cookies].sort(([a], [b]) => (a < b ? -1 : 1)))
}
