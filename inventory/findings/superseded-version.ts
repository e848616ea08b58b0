// An older version of an operation is in use beside a newer one.

import { finding, placeOf, type Rule, timesOf } from './rule.ts'

export const SUPERSEDED_VERSION: Rule = {
  id: 'superseded-version',
  kind: 'lifecycle',
  severity: 'info',
  summary: 'An older version of an operation is in use beside a newer one.',
  remedy: 'Advice only: plan the end of the older version.',
  references: ['OWASP API9:2023 Improper Inventory Management'],
  examples: {
    fires: {
      text: 'version 1 is called beside version 2',
      calls: [
        { line: 'GET /v1/orders', times: 2 },
        { line: 'GET /v2/orders', times: 2 },
      ],
    },
    silent: { text: 'only version 1 is there', calls: [{ line: 'GET /v1/orders', times: 2 }] },
  },
  *find({ operations }) {
    for (const judged of operations) {
      const verdict = judged.states.find(({ state }) => state === 'superseded')
      if (verdict === undefined) continue
      yield finding(SUPERSEDED_VERSION, { ...placeOf(judged), type: verdict.kind }, { evidence: verdict.evidence, ...timesOf(judged) })
    }
  },
}
