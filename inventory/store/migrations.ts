// The versions of the database file. A migration is applied in one transaction together with the row that records it; afterwards
// `PRAGMA user_version` is its id.

import type { Database } from 'better-sqlite3'
import { tables } from './migrations/0001-tables.ts'
import { views } from './migrations/0002-views.ts'
import { templateChanges } from './migrations/0003-template-changes.ts'
import { listing } from './migrations/0004-listing.ts'

export interface Migration {
  /** Counted from 1 without holes. */
  readonly id: number
  readonly name: string
  readonly sql: string
}

/** In order. A released migration never changes; a change is a new one. */
export const MIGRATIONS: readonly Migration[] = [tables, views, templateChanges, listing]

/** `EARS`: how a file is known to be ours. */
export const APPLICATION_ID = 0x45415253

const RECORD = `
CREATE TABLE IF NOT EXISTS migration (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, applied_us INTEGER NOT NULL) STRICT;
`

export const userVersion = (db: Database): number => db.pragma('user_version', { simple: true }) as number

/** Those that this file does not have yet. Reads only. */
export function pendingMigrations(db: Database, migrations: readonly Migration[] = MIGRATIONS): readonly Migration[] {
  const version = userVersion(db)
  return migrations.filter(({ id }) => id > version)
}

/** Bring the file up to date: all pending migrations and their records in one transaction, so that a file is never half-way. */
export function migrate(db: Database, nowUs: number, migrations: readonly Migration[] = MIGRATIONS): void {
  db.transaction(() => {
    for (const migration of pendingMigrations(db, migrations)) {
      db.exec(RECORD)
      db.exec(migration.sql)
      db.prepare('INSERT INTO migration (id, name, applied_us) VALUES (?, ?, ?)').run(migration.id, migration.name, nowUs)
      db.pragma(`user_version = ${migration.id}`)
      db.pragma(`application_id = ${APPLICATION_ID}`)
    }
  }).immediate()
}
