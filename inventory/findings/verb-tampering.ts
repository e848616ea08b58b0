// A method in a header that is not the one in the request line: filters look at one, the program at the other.

import { finding, placeOf, type Rule, timesOf } from './rule.ts'

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

export const VERB_TAMPERING: Rule = {
  id: 'verb-tampering',
  kind: 'exposure',
  severity: 'low',
  summary: 'A request that asked for another method by a header was answered with success.',
  remedy: 'Ignore X-HTTP-Method-Override, or let it narrow a POST only, behind the same checks as the method itself.',
  references: ['OWASP API5:2023 Broken Function Level Authorization', 'OWASP API8:2023 Security Misconfiguration', 'CWE-650'],
  examples: {
    fires: {
      text: 'a GET that asks to be a DELETE, answered 200',
      calls: [{ line: 'GET /orders/7', headers: { 'x-http-method-override': 'DELETE' } }],
    },
    silent: {
      text: 'it is refused',
      calls: [{ line: 'GET /orders/7' }, { line: 'GET /orders/7', status: 400, headers: { 'x-http-method-override': 'DELETE' } }],
    },
  },
  *find({ operations }) {
    for (const judged of operations) {
      const { method, signals } = judged.operation
      const asked = [...(signals.get('method-override-accepted')?.details ?? [])].filter(([other]) => other !== method).sort()
      if (asked.length === 0) continue
      const evidence = asked.map(([other, n]) => ({ text: `${method} that asked to be ${other}, answered 2xx`, n }))
      // A POST that stands for PUT or PATCH is how old clients do it; a GET that changes things is never meant.
      const severity = READS.has(method) && asked.some(([other]) => !READS.has(other)) ? 'medium' : 'low'
      yield finding(VERB_TAMPERING, placeOf(judged), { severity, evidence, ...timesOf(judged) })
    }
  },
}
