import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { emptyAi } from '../../../inventory/ai/index.ts'
import { migrate } from '../../../inventory/store/migrations.ts'
import { readRun } from '../../../inventory/store/run-reader.ts'

test('a run that was never saved holds nothing', () => {
  const db = new Database(':memory:')
  migrate(db, 1)
  db.exec("INSERT INTO run (kind, source, version, started_us) VALUES ('replay', 'a', '1', 1)")
  expect(readRun(db, 1)).toEqual({ services: new Map(), coverage: { counters: new Map(), servers: new Map() }, ai: emptyAi() })
})
