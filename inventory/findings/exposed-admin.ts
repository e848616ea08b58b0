// Administration for whoever asks.

import { isLogin } from '../judge/login.ts'
import { exposedHits } from './exposed-paths.ts'
import { finding, placeOf, type Rule, timesOf } from './rule.ts'

export const EXPOSED_ADMIN: Rule = {
  id: 'exposed-admin',
  kind: 'exposure',
  severity: 'medium',
  summary: 'An administrative operation answers without credentials.',
  remedy: 'Ask for a credential and for the right role, and keep administration off networks that need none.',
  references: ['OWASP API5:2023 Broken Function Level Authorization', 'CWE-306'],
  examples: {
    fires: { text: 'users of the administration, without a credential', calls: [{ line: 'GET /admin/users', answer: [{ id: 1 }] }] },
    silent: {
      text: 'with a session',
      calls: [{ line: 'GET /admin/users', answer: [{ id: 1 }], headers: { cookie: 'sessionid=f81d4fae7dec' } }],
    },
  },
  *find({ operations }) {
    for (const { judged, rows, open } of exposedHits(operations, 'admin')) {
      // The login of the administration is open to everybody, as it has to be.
      if (!open || isLogin(judged.operation, judged.fields)) continue
      yield finding(EXPOSED_ADMIN, placeOf(judged), { evidence: [...rows], ...timesOf(judged) })
    }
  },
}
