// Answers that hold more than they are described to: sensitive fields that nobody declared.

import { bodyDrift } from '../judge/drift.ts'
import { described } from './example.ts'
import { finding, placeOf, type Rule, timesOf } from './rule.ts'

const USERS =
  '/users: {get: {responses: {"200": {description: ok, content: {application/json: {schema: {type: array, items: {type: object, properties: {id: {type: integer}}}}}}}}}}'
const USERS_WITH_EMAIL = USERS.replace('id: {type: integer}', 'id: {type: integer}, email: {type: string}')
const answer = [{ id: 1, email: 'ada{n}@mail.example' }]

export const EXCESSIVE_DATA: Rule = {
  id: 'excessive-data',
  kind: 'drift',
  severity: 'medium',
  summary: 'An answer holds sensitive fields that its description does not have.',
  remedy: 'Choose the fields of an answer one by one; do not write out the whole object and leave it to the client to show a part.',
  references: ['OWASP API3:2023 Broken Object Property Level Authorization', 'CWE-213', 'GDPR article 5(1)(c)'],
  examples: {
    fires: {
      text: 'addresses beside the ids that are described',
      calls: [{ line: 'GET /users', answer, times: 3 }],
      specs: [described(USERS)],
    },
    silent: {
      text: 'the addresses are described',
      calls: [{ line: 'GET /users', answer, times: 3 }],
      specs: [described(USERS_WITH_EMAIL)],
    },
  },
  *find({ operations }) {
    for (const judged of operations) {
      if (judged.described == null) continue
      const { operation, spec } = judged.described
      const undeclared = bodyDrift(judged.operation, operation, spec.schemas ?? {}).filter(
        ({ place, kind }) => place === 'response' && kind === 'undeclared',
      )
      if (undeclared.length === 0) continue
      for (const { location, path, type, verdict, severity, confidence } of judged.fields) {
        if (location !== 'response.body' || verdict !== 'confirmed' || severity === 'info') continue
        // A field within an object that nobody declared is not declared either.
        const row = undeclared.find(
          (drifted) => path === drifted.path || path.startsWith(`${drifted.path}.`) || path.startsWith(`${drifted.path}[`),
        )
        if (row === undefined) continue
        const evidence = [
          { text: `${row.path} is in answers and not in ${spec.title} ${spec.version}`, n: row.n },
          { text: `${path} is ${type}` },
        ]
        const graver = severity === 'low' ? 'low' : severity === 'medium' ? 'medium' : 'high'
        yield finding(
          EXCESSIVE_DATA,
          { ...placeOf(judged), location, path, type },
          { severity: graver, confidence, evidence, ...timesOf(judged) },
        )
      }
    }
  },
}
