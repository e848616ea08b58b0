import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '../../../inventory/store/migrations.ts'
import { findRun, readRuns } from '../../../inventory/store/run-rows.ts'

test('a label that looks like a number loses to the number; an unknown run is told with those there are', () => {
  const db = new Database(':memory:')
  migrate(db, 1)
  const add = db.prepare("INSERT INTO run (kind, label, source, version, started_us) VALUES ('replay', ?, 'a', '1', 1)")
  for (const label of ['2', null, 'latest']) add.run(label)
  expect(findRun(db, '2')).toBe(2)
  expect(findRun(db, 'latest')).toBe(3)
  expect(() => findRun(db, 'x')).toThrow('there is no run "x"')
  expect(readRuns(db).map(({ id }) => id)).toEqual([1, 2, 3])
})
