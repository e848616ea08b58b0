import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '../../../../inventory/store/migrations.ts'

test('times are RFC 3339 text, and nothing where there is none', () => {
  const db = new Database(':memory:')
  migrate(db, 1)
  db.exec("INSERT INTO run (kind, source, version, started_us) VALUES ('replay', 'a', '1', 1760000000123456)")
  expect(db.prepare('SELECT started, ended, operations, exchanges FROM v_run').get()).toEqual({
    started: '2025-10-09T08:53:20.123Z',
    ended: null,
    operations: 0,
    exchanges: 0,
  })
})
