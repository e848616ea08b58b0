import { expect, test } from 'vitest'
import { csv } from '../../../inventory/export/csv.ts'
import { sampleInventory } from '../../support/sample-inventory.ts'

test('a head, and a line for each operation', () => {
  const inventory = sampleInventory({ '=evil.example': [{ operation: 'GET /a,b/{id}', auth: { bearer: [1, 1] } }] })
  const lines = [...csv.write({ inventory, verdicts: null, options: {} })].join('').trimEnd().split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatch(/^service,kind,method,template,/)
  expect(lines[1]).toMatch(/^'=evil\.example,rest,GET,"\/a,b\/\{id\}",confirmed,1,200,2025-/)
})
