// Success with credentials, and without.

import { isLogin } from '../judge/login.ts'
import { authOutcome } from '../judge/risk.ts'
import { finding, placeOf, type Rule, timesOf } from './rule.ts'

export const AUTH_OPTIONAL: Rule = {
  id: 'auth-optional',
  kind: 'auth',
  severity: 'medium',
  summary: 'An operation succeeds with credentials and without.',
  remedy: 'If it is meant to be public, nothing; otherwise the check of credentials is missing on some way to it.',
  references: ['OWASP API2:2023 Broken Authentication', 'CWE-306'],
  examples: {
    fires: {
      text: 'orders are given with a token and without one',
      calls: [{ line: 'GET /orders', headers: { authorization: 'Bearer opaque-1' } }, { line: 'GET /orders' }],
    },
    silent: {
      text: 'without a token orders are refused',
      calls: [
        { line: 'GET /orders', headers: { authorization: 'Bearer opaque-1' } },
        { line: 'GET /orders', status: 401 },
      ],
    },
  },
  *find({ operations }) {
    for (const judged of operations) {
      const { open, closed } = authOutcome(judged.operation)
      if (open === 0 || closed === 0 || judged.operation.method === 'OPTIONS' || isLogin(judged.operation, judged.fields)) continue
      const schemes = [...judged.operation.auth.values()].filter(({ scheme, succeeded }) => scheme !== 'none' && succeeded > 0)
      // A session cookie goes along whether or not anybody asks for it.
      if (schemes.every(({ scheme }) => scheme.startsWith('cookie'))) continue
      const evidence = [
        { text: 'succeeded without credentials', n: open },
        ...schemes.map(({ scheme, succeeded }) => ({ text: `succeeded with ${scheme}`, n: succeeded })),
      ]
      yield finding(AUTH_OPTIONAL, placeOf(judged), { evidence, ...timesOf(judged) })
    }
  },
}
