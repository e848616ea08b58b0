// An operation is marked as deprecated and still called.

import { finding, placeOf, type Rule, timesOf } from './rule.ts'

export const DEPRECATED_IN_USE: Rule = {
  id: 'deprecated-in-use',
  kind: 'lifecycle',
  severity: 'low',
  summary: 'An operation is marked as deprecated and still called.',
  remedy: 'Tell its callers, and set a date by a Sunset header.',
  references: ['RFC 9745 (Deprecation)', 'RFC 8594 (Sunset)'],
  examples: {
    fires: {
      text: 'answers carry the Deprecation header',
      calls: [{ line: 'GET /orders', answerHeaders: { deprecation: '@1688169599' } }],
    },
    silent: {
      text: 'it answers 410: retired as it should be',
      calls: [{ line: 'GET /orders', status: 410, answerHeaders: { deprecation: '@1688169599' } }],
    },
  },
  *find({ operations }) {
    for (const judged of operations) {
      const verdict = judged.states.find(({ state }) => state === 'deprecated-in-use')
      if (verdict === undefined) continue
      yield finding(DEPRECATED_IN_USE, { ...placeOf(judged), type: verdict.kind }, { evidence: verdict.evidence, ...timesOf(judged) })
    }
  },
}
