import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { MIGRATIONS, migrate, pendingMigrations, userVersion } from '../../../inventory/store/migrations.ts'

test('all or nothing, and each with its record', () => {
  const db = new Database(':memory:')
  expect(pendingMigrations(db)).toHaveLength(MIGRATIONS.length)
  const broken = { id: MIGRATIONS.length + 1, name: 'broken', sql: 'CREATE TABLE half (a); not sql' }
  expect(() => migrate(db, 1, [...MIGRATIONS, broken])).toThrow()
  expect(userVersion(db)).toBe(0)
  expect(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()).toBe(0)
  migrate(db, 1_000)
  migrate(db, 2_000)
  expect(db.prepare('SELECT applied_us FROM migration').pluck().all()).toEqual(MIGRATIONS.map(() => 1_000))
  expect(pendingMigrations(db)).toEqual([])
})

test('every table is strict, and names are taken once', () => {
  const db = new Database(':memory:')
  migrate(db, 1)
  const tables = db
    .prepare("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all() as { name: string; strict: number }[]
  expect(tables.filter(({ strict }) => strict !== 1)).toEqual([])
  expect(new Set(MIGRATIONS.map(({ name }) => name)).size).toBe(MIGRATIONS.length)
})
