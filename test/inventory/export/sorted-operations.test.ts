import { expect, test } from 'vitest'
import { clientsOf, sortedOperations, timeText } from '../../../inventory/export/sorted-operations.ts'
import { sampleInventory, sampleOperation } from '../../support/sample-inventory.ts'

test('by service, template, method, by code unit', () => {
  const inventory = sampleInventory({
    b: [{ operation: 'GET /a' }],
    a: [{ operation: 'POST /b' }, { operation: 'GET /b' }, { operation: 'GET /B' }],
  })
  expect(sortedOperations(inventory).map(({ service, operation, template }) => `${service.name} ${operation.method} ${template}`)).toEqual([
    'a GET /B',
    'a GET /b',
    'a POST /b',
    'b GET /a',
  ])
})

test('times, and what was never seen', () => {
  expect(timeText(1_760_000_000_123_456)).toBe('2025-10-09T08:53:20.123Z')
  for (const never of [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN]) expect(timeText(never)).toBeNull()
})

test('clients are addresses, not agents', () => {
  const operation = sampleOperation({ operation: 'GET /', clients: 2 })
  operation.consumers.set('agent:curl', { key: 'agent:curl', n: 1, firstUs: 1, lastUs: 1 })
  expect(clientsOf(operation)).toBe(2)
})
