import { expect, test } from 'vitest'
import { sarifLog } from '../../../inventory/export/sarif-log.ts'

test('has what code scanning asks for', () => {
  const log = JSON.parse(
    sarifLog({
      version: '1.0.0',
      artifact: 'my inventory.db',
      rules: [{ id: 'r', summary: 's' }],
      results: [{ ruleId: 'r', level: 'error', text: 't', logicalLocation: 'l', fingerprint: 'f' }],
    }),
  )
  expect(log).toMatchObject({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'earshot', semanticVersion: '1.0.0', rules: [{ id: 'r', shortDescription: { text: 's' } }] } },
        results: [{ ruleId: 'r', ruleIndex: 0, level: 'error', message: { text: 't' }, partialFingerprints: { 'earshot/v1': 'f' } }],
      },
    ],
  })
  expect(log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('my%20inventory.db')
})
