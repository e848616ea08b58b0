// A description asks for credentials, and the service does not.

import { unenforced } from '../judge/auth-drift.ts'
import { isLogin } from '../judge/login.ts'
import { described } from './example.ts'
import { finding, placeOf, type Rule, timesOf } from './rule.ts'

const document = (scheme: string): string =>
  described('/orders: {get: {security: [{s: []}], responses: {"200": {description: ok}}}}').replace(
    /\}$/,
    `, components: {securitySchemes: {s: ${scheme}}}}`,
  )

export const AUTH_NOT_ENFORCED: Rule = {
  id: 'auth-not-enforced',
  kind: 'auth',
  severity: 'high',
  summary: 'Requests without credentials succeed, though the description of the operation asks for them.',
  remedy: 'Check credentials before the operation runs; or correct the description, if it is meant to be public.',
  references: ['OWASP API2:2023 Broken Authentication', 'OWASP API5:2023 Broken Function Level Authorization', 'CWE-306'],
  examples: {
    fires: {
      text: 'a bearer token is described, and orders are given without one',
      calls: [{ line: 'GET /orders', times: 2 }],
      specs: [document('{type: http, scheme: bearer}')],
    },
    silent: {
      text: 'a key in a header of its own is described, and sent',
      calls: [{ line: 'GET /orders', times: 2, headers: { 'x-shop-pass': 'f81d4fae7dec' } }],
      specs: [document('{type: apiKey, in: header, name: X-Shop-Pass}')],
    },
  },
  *find({ operations }) {
    for (const judged of operations) {
      if (judged.described == null || isLogin(judged.operation, judged.fields)) continue
      const { operation, spec } = judged.described
      const n = unenforced(judged.operation, operation, spec.securitySchemes ?? {})
      if (n === 0) continue
      const evidence = [
        { text: 'requests without credentials succeeded', n },
        { text: `${spec.title} ${spec.version} asks for ${(operation.security ?? []).map((all) => all.join(' and ')).join(', or ')}` },
      ]
      yield finding(AUTH_NOT_ENFORCED, placeOf(judged), { evidence, ...timesOf(judged) })
    }
  },
}
