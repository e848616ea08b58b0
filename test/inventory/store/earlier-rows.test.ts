import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { readEarlier } from '../../../inventory/store/earlier-rows.ts'
import { migrate } from '../../../inventory/store/migrations.ts'
import { RunWriter } from '../../../inventory/store/run-writer.ts'
import { sampleInventory } from '../../support/sample-inventory.ts'

test('confirmed operations of all runs: exchanges add up, what is known of paths and answers is told', () => {
  const db = new Database(':memory:')
  migrate(db, 1)
  db.exec("INSERT INTO run (kind, source, version, started_us) VALUES ('replay', 'a', '1', 1), ('replay', 'b', '1', 1)")
  const users = {
    operation: 'GET /users/{login}',
    n: 3,
    parameters: { 'path login': ['ann', 'bob', 'cid'] },
    responses: { 200: [{ login: 'ann' }] },
  }
  const orders = { operation: 'GET /orders/{orderId}', n: 2, parameters: { 'path orderId': ['17', '18'] } }
  new RunWriter(db, 1, (hash) => hash).save(sampleInventory({ 'a.example': [users, { operation: 'GET /admin', tier: 'probe' }] }), 1)
  new RunWriter(db, 2, (hash) => hash).save(sampleInventory({ 'a.example': [users, orders] }), 1)
  const rows = readEarlier(db)
  expect(rows.map(({ template, exchanges, words }) => [template, exchanges, words])).toEqual([
    ['/orders/{orderId}', 2, { orderId: 0 }],
    ['/users/{login}', 6, { login: 3 }],
  ])
  expect(rows[1]?.keys).toHaveLength(1)
  expect(rows[0]?.keys).toEqual([])
})
