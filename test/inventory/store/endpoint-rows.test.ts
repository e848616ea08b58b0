import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { readEndpoints } from '../../../inventory/store/endpoint-rows.ts'
import { migrate } from '../../../inventory/store/migrations.ts'
import { RunWriter } from '../../../inventory/store/run-writer.ts'
import { sampleInventory } from '../../support/sample-inventory.ts'

test('clients of several runs are counted once, sorted like every list', () => {
  const db = new Database(':memory:')
  migrate(db, 1)
  db.pragma('foreign_keys = ON')
  for (const run of [1, 2]) {
    db.exec("INSERT INTO run (kind, source, version, started_us) VALUES ('replay', 'a', '1', 1)")
    const inventory = sampleInventory({
      'b.example': [{ operation: 'POST /a', clients: run + 1 }, { operation: 'GET /a' }],
      'a.example': [{ operation: 'GET /z' }],
    })
    new RunWriter(db, run, (hash) => hash).save(inventory, 1)
  }
  expect(
    readEndpoints(db, 'all').map(
      ({ service, method, template, exchanges, clients }) => `${service} ${method} ${template} ${exchanges} ${clients}`,
    ),
  ).toEqual(['a.example GET /z 2 1', 'b.example GET /a 2 1', 'b.example POST /a 2 3'])
  expect(readEndpoints(db, 1).map(({ clients }) => clients)).toEqual([1, 1, 2])
})
