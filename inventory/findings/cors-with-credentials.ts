// Any site may read answers that were made for somebody who is logged in.

import { finding, placeOf, type Rule, timesOf } from './rule.ts'

export const CORS_WITH_CREDENTIALS: Rule = {
  id: 'cors-with-credentials',
  kind: 'exposure',
  severity: 'medium',
  summary: 'Any origin, or the origin `null`, is allowed together with credentials.',
  remedy:
    'Answer with the one origin that is meant, from a list, and Vary: Origin. Browsers refuse `*` with credentials, so it never did what was wanted.',
  references: ['OWASP API8:2023 Security Misconfiguration', 'Fetch Standard section 3.2', 'CWE-942'],
  examples: {
    fires: {
      text: 'both headers in one answer',
      calls: [{ line: 'GET /me', answerHeaders: { 'access-control-allow-origin': '*', 'access-control-allow-credentials': 'true' } }],
    },
    silent: {
      text: 'any origin, without credentials',
      calls: [{ line: 'GET /me', answerHeaders: { 'access-control-allow-origin': '*' } }],
    },
  },
  *find({ operations }) {
    for (const judged of operations) {
      const signal = judged.operation.signals.get('cors-any-with-credentials')
      if (signal === undefined) continue
      const evidence = [{ text: 'answers allow any origin with credentials', n: signal.n, firstUs: signal.firstUs, lastUs: signal.lastUs }]
      yield finding(CORS_WITH_CREDENTIALS, placeOf(judged), { evidence, ...timesOf(judged) })
    }
  },
}
