import { createRequire } from 'node:module'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { findingsSarif, placeOf, sarif } from '../../../inventory/export/sarif.ts'
import { type Finding, SEVERITIES } from '../../../inventory/findings/finding.ts'
import { RULES } from '../../../inventory/findings/index.ts'
import { sampleInventory } from '../../support/sample-inventory.ts'

const require = createRequire(import.meta.url)

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

test('every rule and severity validates against the schema of the standard', () => {
  // Written for draft 4, of which it uses nothing but `id` that later drafts do not have.
  const { id: _id, $schema: _draft, ...schema } = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
  const validate = addFormats.default(new Ajv.default({ strict: false, unicodeRegExp: false })).compile(schema)
  const findings = RULES.flatMap((rule) => SEVERITIES.map((severity) => ({ ...finding, rule: rule.id, severity })))
  for (const list of [findings, []]) {
    const log = JSON.parse(findingsSarif(list, '0.1.0'))
    expect(validate(log), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true)
    // What code scanning needs besides.
    for (const result of log.runs[0].results) {
      expect(log.runs[0].tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId)
      expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe('inventory.db')
    }
  }
  expect(validate({ version: '2.1.0' })).toBe(false)
})

test('a rule has the severity of its worst finding, as code scanning wants it', () => {
  const log = JSON.parse(
    findingsSarif(
      [
        { ...finding, rule: 'weak-token', severity: 'low' },
        { ...finding, rule: 'weak-token', severity: 'high' },
      ],
      '',
    ),
  )
  expect(log.runs[0].tool.driver.rules).toMatchObject([
    { id: 'weak-token', properties: { 'security-severity': '8.0', tags: ['security', 'auth'] } },
  ])
})
