import { expect, test } from 'vitest'
import { canonical, sortKeys } from '../../../inventory/export/canonical.ts'
import type { Inventory } from '../../../inventory/model.ts'
import { sampleInventory } from '../../support/sample-inventory.ts'

const make = (): Inventory =>
  sampleInventory({
    'a.example': [
      { operation: 'GET /a/{id}', parameters: { 'query q': ['1'] }, responses: { 200: [{ id: 1, b: null }] }, auth: { none: [1, 1] } },
    ],
  })
const text = (inventory: Inventory): string => [...canonical.write({ inventory, verdicts: null, options: {} })].join('')

test('says nothing of times', () => {
  const later = make()
  for (const service of later.services.values()) {
    service.seen.firstUs += 5e9
    service.seen.lastUs += 5e9
    for (const operation of service.operations.values()) {
      operation.seen.firstUs += 5e9
      operation.seen.lastUs += 5e9
      for (const consumer of operation.consumers.values()) consumer.lastUs += 5e9
    }
  }
  for (const server of later.coverage.servers.values()) server.lastUs += 5e9
  expect(text(later)).toBe(text(make()))
})

test('says everything else', () => {
  const before = text(make())
  const changed: ((inventory: Inventory) => void)[] = [
    (one) => one.services.get('a.example')?.operations.get('GET /a/{}')?.statuses.set(404, 1),
    (one) => {
      one.services.get('a.example')!.operations.get('GET /a/{}')!.anomalies = new Map([['x', 1]])
    },
    (one) => one.coverage.servers.get('10.0.0.5:8080')?.bytes.set('tls', 501),
    (one) => one.services.get('a.example')?.hosts.set('b.example', 1),
  ]
  for (const change of changed) {
    const inventory = make()
    change(inventory)
    expect(text(inventory)).not.toBe(before)
  }
})

test('keys are sorted, lists are not', () => {
  expect(JSON.stringify(sortKeys({ b: [{ d: 1, c: undefined, a: 2 }, 1], a: null }))).toBe('{"a":null,"b":[{"a":2,"d":1},1]}')
})
