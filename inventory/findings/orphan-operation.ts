// A described operation that nobody calls, though the service was seen well enough to know.

import { described } from './example.ts'
import { finding, type Rule } from './rule.ts'

export const ORPHAN_OPERATION: Rule = {
  id: 'orphan-operation',
  kind: 'lifecycle',
  severity: 'info',
  summary: 'A described operation is called by nobody.',
  remedy: 'If it stays so over a whole business cycle, remove it: code that nobody uses is still code that can be attacked.',
  references: ['OWASP API9:2023 Improper Inventory Management'],
  examples: {
    fires: {
      text: 'described, and never called while its neighbour was',
      calls: [{ line: 'GET /orders', times: 3 }],
      specs: [described('/orders: {get: {}}, /invoices: {get: {}}')],
    },
    silent: {
      text: 'both are called',
      calls: [{ line: 'GET /orders' }, { line: 'GET /invoices' }],
      specs: [described('/orders: {get: {}}, /invoices: {get: {}}')],
    },
  },
  *find({ uncalled, now }) {
    for (const { states, ...place } of uncalled) {
      const verdict = states.find(({ state }) => state === 'orphan')
      if (verdict === undefined) continue
      yield finding(ORPHAN_OPERATION, place, { evidence: verdict.evidence, firstUs: now, lastUs: now })
    }
  },
}
