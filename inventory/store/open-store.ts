// Opening an inventory file: whose it is, which version it has, whether we may write, and what to say if not.

import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { MIGRATIONS, type Migration, migrate, pendingMigrations, userVersion } from './migrations.ts'
import { BUSY_TIMEOUT_MS, checkPath, identify, inspect, openReadOnly } from './open-file.ts'
import { toUserError } from './sqlite-errors.ts'
import { SqliteStore } from './sqlite-store.ts'
import type { Store, StoreOptions } from './store.ts'
import { takeWriterLock, type WriterLock } from './writer-lock.ts'

/**
 * Open the inventory file at `path`. `write` makes it when it is not there and brings an older one up to date after taking a copy
 * (`FILE.v1.bak`); a newer one is refused. UserError for everything the user can mend; the file is then as it was.
 */
export function openStore(path: string, options: StoreOptions, migrations: readonly Migration[] = MIGRATIONS): Store {
  checkPath(path, options.mode)
  try {
    return options.mode === 'write' ? openForWriting(path, migrations) : openForReading(path, migrations)
  } catch (error) {
    throw toUserError(error, path)
  }
}

function openForWriting(path: string, migrations: readonly Migration[]): Store {
  // whose file it is comes first: nothing may be put beside, or into, somebody else's
  if (existsSync(path)) inspect(path, migrations)
  const lock = takeWriterLock(path)
  let db: Database.Database | undefined
  try {
    db = new Database(path, { timeout: BUSY_TIMEOUT_MS })
    identify(db, path, migrations)
    // NORMAL: a killed process loses nothing that was committed; only a power cut may cost the last transactions, never the file
    for (const setting of ['journal_mode = WAL', 'synchronous = NORMAL', 'secure_delete = ON', 'journal_size_limit = 4194304'])
      db.pragma(setting)
    const version = userVersion(db)
    if (version > 0 && pendingMigrations(db, migrations).length > 0) backUp(db, path, version)
    migrate(db, Date.now() * 1000, migrations)
    db.prepare("INSERT INTO meta (name, value) VALUES ('key', ?) ON CONFLICT DO NOTHING").run(randomBytes(32))
    db.pragma('foreign_keys = ON')
    // what a killed writer left in the log goes into the file, and out of the log
    db.pragma('wal_checkpoint(TRUNCATE)')
    return new SqliteStore(db, path, lock)
  } catch (error) {
    db?.close()
    lock.release()
    throw error
  }
}

function openForReading(path: string, migrations: readonly Migration[]): Store {
  if (inspect(path, migrations) === 'older') openForWriting(path, migrations).close()
  return new SqliteStore(openReadOnly(path), path, NO_LOCK)
}

const NO_LOCK: WriterLock = { release: () => undefined }

/** A whole copy beside the file, before it is changed. */
function backUp(db: Database.Database, path: string, version: number): void {
  let target = `${path}.v${version}.bak`
  for (let n = 2; existsSync(target); n++) target = `${path}.v${version}.${n}.bak`
  db.prepare('VACUUM INTO ?').run(target)
}
