// An operation is in use that no attached description has.

import { described } from './example.ts'
import { finding, type JudgedOperation, placeOf, type Rule, timesOf } from './rule.ts'

/** Undeclared and changing things, or carrying sensitive data: worse than a forgotten GET. */
const severityOf = ({ operation, fields }: JudgedOperation): 'medium' | 'high' =>
  fields.some(({ verdict, severity }) => verdict === 'confirmed' && (severity === 'high' || severity === 'critical')) ||
  operation.method === 'DELETE'
    ? 'high'
    : 'medium'

export const SHADOW_OPERATION: Rule = {
  id: 'shadow-operation',
  kind: 'lifecycle',
  severity: 'medium',
  summary: 'An operation is in use that no attached description has.',
  remedy: 'Describe it, or take it off the network. Find out who deployed it and who calls it.',
  references: ['OWASP API9:2023 Improper Inventory Management'],
  examples: {
    fires: {
      text: 'called twice, and in no description of the service',
      calls: [{ line: 'GET /orders' }, { line: 'GET /internal', times: 2 }],
      specs: [described('/orders: {get: {}}')],
    },
    silent: {
      text: 'somebody asked for it and got 404',
      calls: [{ line: 'GET /orders' }, { line: 'GET /internal', times: 2, status: 404 }],
      specs: [described('/orders: {get: {}}')],
    },
  },
  *find({ operations }) {
    for (const judged of operations) {
      const verdict = judged.states.find(({ state }) => state === 'shadow')
      if (verdict === undefined) continue
      yield finding(
        SHADOW_OPERATION,
        { ...placeOf(judged), type: verdict.kind },
        { severity: severityOf(judged), evidence: verdict.evidence, ...timesOf(judged) },
      )
    }
  },
}
