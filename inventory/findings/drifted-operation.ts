// An operation is used in ways that its description does not have.

import { finding, placeOf, type Rule, timesOf } from './rule.ts'

export const DRIFTED_OPERATION: Rule = {
  id: 'drifted-operation',
  kind: 'drift',
  severity: 'low',
  summary: 'An operation is used in ways that its description does not have.',
  remedy: 'Correct the description, or the service.',
  references: ['OpenAPI Specification 3.1 section 4.8'],
  *find({ operations }) {
    for (const judged of operations) {
      const verdict = judged.states.find(({ state }) => state === 'drifted')
      if (verdict === undefined) continue
      yield finding(DRIFTED_OPERATION, { ...placeOf(judged), type: verdict.kind }, { evidence: verdict.evidence, ...timesOf(judged) })
    }
  },
}
