// Sensitive data in answers to requests without any credential.

import { sendsPassword } from '../judge/login.ts'
import { authOutcome } from '../judge/risk.ts'
import { isIssued } from '../judge/sensitive-types/field-facts.ts'
import type { SensitiveField } from '../judge/verdict.ts'
import { finding, placeOf, type Rule, timesOf } from './rule.ts'

const GRAVE: ReadonlySet<string> = new Set(['medium', 'high', 'critical'])

export const UNAUTHENTICATED_SENSITIVE: Rule = {
  id: 'unauthenticated-sensitive',
  kind: 'auth',
  severity: 'high',
  summary: 'An operation answers with sensitive data to requests without credentials.',
  remedy: 'Require authentication, or leave the data out of the answer.',
  references: ['OWASP API2:2023 Broken Authentication', 'OWASP API5:2023 Broken Function Level Authorization', 'CWE-306'],
  examples: {
    fires: {
      text: 'e-mail addresses for whoever asks',
      calls: [{ line: 'GET /users', answer: [{ email: 'ada{n}@mail.example' }], times: 3 }],
    },
    silent: {
      text: 'one’s own address as the answer to a login with a password',
      calls: [
        { line: 'POST /login', body: { user: 'ada{n}', password: 'engine-{n}' }, answer: { email: 'ada{n}@mail.example' }, times: 3 },
      ],
    },
  },
  *find({ operations }) {
    for (const judged of operations) {
      const { open } = authOutcome(judged.operation)
      if (open === 0 || sendsPassword(judged.fields)) continue
      const fields = judged.fields.filter(isExposed)
      if (fields.length === 0) continue
      const evidence = [
        { text: 'requests without credentials were answered with success', n: open },
        ...fields.slice(0, 10).map(({ path, type }) => ({ text: `${path} is ${type}` })),
      ]
      const severity = fields.some((field) => field.severity === 'critical') ? 'critical' : 'high'
      yield finding(UNAUTHENTICATED_SENSITIVE, placeOf(judged), { severity, evidence, ...timesOf(judged) })
    }
  },
}

const isExposed = ({ location, verdict, severity, type }: SensitiveField): boolean =>
  location === 'response.body' && verdict === 'confirmed' && GRAVE.has(severity) && !isIssued(type)
