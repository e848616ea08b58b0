// Many refused logins from one address: guessing, or trying out what was stolen elsewhere.

import { isLogin } from '../judge/login.ts'
import { finding, placeOf, type Rule, timesOf } from './rule.ts'

const REFUSED_MIN = 20
const REFUSED_SHARE = 0.8

export const LOGIN_GUESSING: Rule = {
  id: 'login-guessing',
  kind: 'auth',
  severity: 'medium',
  summary: 'One address was refused at a login again and again.',
  remedy: 'Slow repeated failures down by account and by address, ask for a second factor, and look at the accounts that let it in.',
  references: ['OWASP API2:2023 Broken Authentication', 'OWASP API4:2023 Unrestricted Resource Consumption', 'CWE-307'],
  examples: {
    fires: {
      text: 'forty passwords in forty seconds',
      calls: [{ line: 'POST /login', body: { user: 'ada', password: 'guess-{n}' }, status: 401, times: 40 }],
    },
    silent: {
      text: 'somebody who mistyped three times',
      calls: [
        { line: 'POST /login', body: { user: 'ada', password: 'guess-{n}' }, status: 401, times: 3 },
        { line: 'POST /login', body: { user: 'ada', password: 'engine' }, times: 3 },
      ],
    },
  },
  *find({ operations }) {
    for (const judged of operations) {
      if (!isLogin(judged.operation, judged.fields)) continue
      for (const { key, n, refused = 0, firstUs, lastUs } of judged.operation.consumers.values()) {
        if (!key.startsWith('address:') || refused < REFUSED_MIN || refused < REFUSED_SHARE * n) continue
        const evidence = [{ text: `${key} was refused`, n: refused, firstUs, lastUs }]
        const letIn = n - refused
        if (letIn > 0) evidence.push({ text: 'and was not refused', n: letIn, firstUs, lastUs })
        const severity = letIn > 0 ? 'high' : 'medium'
        yield finding(LOGIN_GUESSING, { ...placeOf(judged), path: key }, { severity, evidence, ...timesOf(judged) })
      }
    }
  },
}
