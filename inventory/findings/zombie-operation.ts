// An operation that was retired still answers.

import { described } from './example.ts'
import { finding, placeOf, type Rule, timesOf } from './rule.ts'

export const ZOMBIE_OPERATION: Rule = {
  id: 'zombie-operation',
  kind: 'lifecycle',
  severity: 'high',
  summary: 'An operation that was retired still answers.',
  remedy: 'Remove it, or answer 410. Move its callers first: they are listed with the operation.',
  references: ['OWASP API9:2023 Improper Inventory Management', 'RFC 8594 (Sunset)', 'RFC 9110 section 15.5.11 (410 Gone)'],
  examples: {
    fires: {
      text: 'gone from the second version of the description, and it still answers',
      calls: [{ line: 'GET /old', times: 2 }, { line: 'GET /orders' }],
      specs: [described('/orders: {get: {}}, /old: {get: {}}'), described('/orders: {get: {}}', '2')],
    },
    silent: {
      text: 'it answers 410',
      calls: [{ line: 'GET /old', times: 2, status: 410 }, { line: 'GET /orders' }],
      specs: [described('/orders: {get: {}}, /old: {get: {}}'), described('/orders: {get: {}}', '2')],
    },
  },
  *find({ operations }) {
    for (const judged of operations) {
      const verdict = judged.states.find(({ state }) => state === 'zombie')
      if (verdict === undefined) continue
      yield finding(ZOMBIE_OPERATION, { ...placeOf(judged), type: verdict.kind }, { evidence: verdict.evidence, ...timesOf(judged) })
    }
  },
}
