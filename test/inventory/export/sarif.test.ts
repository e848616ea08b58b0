import { expect, test } from 'vitest'
import { placeOf, sarif } from '../../../inventory/export/sarif.ts'
import type { Finding } from '../../../inventory/findings/finding.ts'
import { sampleInventory } from '../../support/sample-inventory.ts'

const finding: Finding = {
  id: 'f1',
  rule: 'plain-basic',
  kind: 'auth',
  severity: 'high',
  service: 'a.example',
  method: 'GET',
  template: '/a',
  location: 'response.body',
  path: '$.x',
  type: 'pii.email',
  confidence: 1,
  evidence: [{ text: 'seen' }],
  firstUs: 1,
  lastUs: 2,
}

test('a finding becomes a result with its place and its words', () => {
  const verdicts = {
    states: new Map(),
    sensitive: new Map(),
    risk: new Map(),
    coverage: new Map(),
    uncalled: [],
    findings: [finding, { ...finding, id: 'f2', service: 'b.example', severity: 'low' as const, method: null, template: null }],
  }
  const write = (options: object) =>
    JSON.parse([...sarif.write({ inventory: sampleInventory({}), verdicts, options })].join('')).runs[0].results
  expect(write({})).toHaveLength(2)
  expect(write({ service: 'a.example' })[0]).toMatchObject({
    ruleId: 'plain-basic',
    level: 'error',
    message: { text: 'plain basic: pii.email at a.example GET /a (response.body $.x): seen' },
  })
})

test('the place of a finding about a whole service', () => expect(placeOf({ service: 'a', method: null, template: null })).toBe('a'))
