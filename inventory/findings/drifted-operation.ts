// An operation is used in ways that its description does not have.

import { described } from './example.ts'
import { finding, placeOf, type Rule, timesOf } from './rule.ts'

export const DRIFTED_OPERATION: Rule = {
  id: 'drifted-operation',
  kind: 'drift',
  severity: 'low',
  summary: 'An operation is used in ways that its description does not have.',
  remedy: 'Correct the description, or the service.',
  references: ['OpenAPI Specification 3.1 section 4.8'],
  examples: {
    fires: {
      text: 'a query parameter that the description does not have',
      calls: [{ line: 'GET /orders?debug=true', times: 2 }],
      specs: [described('/orders: {get: {responses: {"200": {description: ok}}}}')],
    },
    silent: {
      text: 'the parameter is described',
      calls: [{ line: 'GET /orders?debug=true', times: 2 }],
      specs: [described('/orders: {get: {parameters: [{in: query, name: debug, schema: {}}], responses: {"200": {description: ok}}}}')],
    },
  },
  *find({ operations }) {
    for (const judged of operations) {
      const verdict = judged.states.find(({ state }) => state === 'drifted')
      if (verdict === undefined) continue
      yield finding(DRIFTED_OPERATION, { ...placeOf(judged), type: verdict.kind }, { evidence: verdict.evidence, ...timesOf(judged) })
    }
  },
}
