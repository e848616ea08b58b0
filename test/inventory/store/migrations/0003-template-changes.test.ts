import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { MIGRATIONS, migrate } from '../../../../inventory/store/migrations.ts'
import { openStore } from '../../../../inventory/store/open-store.ts'
import { scratchFolder } from '../../../support/inventory-files.ts'

const folder = scratchFolder('template-changes')

test('a file of version 2 gets the table, after a copy', () => {
  const path = join(folder, 'old.db')
  const db = new Database(path)
  migrate(db, 1, MIGRATIONS.slice(0, 2))
  db.exec("INSERT INTO run (kind, source, version, started_us) VALUES ('replay', 'a', '1', 1)")
  db.close()
  const store = openStore(path, { mode: 'write' })
  expect(store.templateChanges('all')).toEqual([])
  expect(store.runs()).toMatchObject([{ id: 1, merged: 0, split: 0 }])
  store.close()
  expect(readFileSync(`${path}.v2.bak`).length).toBeGreaterThan(0)
})

test('the view has times as text; records go with their run', () => {
  const db = new Database(':memory:')
  migrate(db, 1)
  db.pragma('foreign_keys = ON')
  db.exec(`INSERT INTO run (kind, source, version, started_us) VALUES ('replay', 'a', '1', 1);
    INSERT INTO template_change VALUES (1, 'a.example', 'merge', 7, NULL, NULL, 'GET /u/{}', '/u/{id}', 3, 1760000000123456, 1760000001000000)`)
  expect(db.prepare('SELECT from_template, to_template, first_seen, at FROM v_template_change').get()).toEqual({
    from_template: null,
    to_template: '/u/{id}',
    first_seen: '2025-10-09T08:53:20.123Z',
    at: '2025-10-09T08:53:21.000Z',
  })
  db.exec('DELETE FROM run')
  expect(db.prepare('SELECT count(*) FROM template_change').pluck().get()).toBe(0)
})
