// Opening an inventory file: whose it is, which version it has, whether we may write, and what to say if not.

import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import Database from 'better-sqlite3'
import { UserError } from '../../sensor/base/errors.ts'
import { APPLICATION_ID, MIGRATIONS, type Migration, migrate, pendingMigrations, userVersion } from './migrations.ts'
import { toUserError } from './sqlite-errors.ts'
import { SqliteStore } from './sqlite-store.ts'
import type { Store, StoreOptions } from './store.ts'
import { takeWriterLock, type WriterLock } from './writer-lock.ts'

/** A reader waits so long for a checkpoint, a writer for a reader that recovers the log. */
const BUSY_TIMEOUT_MS = 5000

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

function checkPath(path: string, mode: 'read' | 'write'): void {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat?.isDirectory()) throw new UserError(`${path} is a folder, not a database`, { hint: 'Give a file: --db inventory.db' })
  if (stat === undefined && mode === 'read')
    throw new UserError(`there is no database ${path}`, { hint: '`earshot replay CAPTURE --db FILE` makes one.' })
  if (stat === undefined && !existsSync(dirname(path)))
    throw new UserError(`the folder of ${path} does not exist`, { hint: 'Make it first, or give another --db path.' })
  if (stat !== undefined && !mayAccess(path, constants.R_OK)) throw new UserError(`${path} cannot be read: permission denied`)
  if (mode === 'write' && !mayAccess(stat === undefined ? dirname(path) : path, constants.W_OK))
    throw new UserError(`${path} cannot be written: permission denied, or a read-only disk`, {
      hint: 'Give a --db path that you may write.',
    })
}

function mayAccess(path: string, how: number): boolean {
  try {
    accessSync(path, how)
    return true
  } catch {
    return false
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

/** Looks at a file without changing it. UserError when it is not ours or too new. */
function inspect(path: string, migrations: readonly Migration[]): 'current' | 'older' {
  const db = openReadOnly(path)
  try {
    identify(db, path, migrations)
    return pendingMigrations(db, migrations).length > 0 ? 'older' : 'current'
  } finally {
    db.close()
  }
}

/**
 * For reading only. A connection that may write, but is told not to, tidies up behind itself; one that may not leaves the empty log and its
 * index beside the file.
 */
function openReadOnly(path: string): Database.Database {
  const mayTidy = mayAccess(path, constants.W_OK) && mayAccess(dirname(path), constants.W_OK)
  let db: Database.Database | undefined
  try {
    db = new Database(path, { readonly: !mayTidy, fileMustExist: true, timeout: BUSY_TIMEOUT_MS })
    db.pragma('query_only = ON')
    userVersion(db)
    return db
  } catch (error) {
    db?.close()
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (mayTidy || !/^SQLITE_(CANTOPEN|READONLY)/.test(code)) throw error
    return openCopyInMemory(path)
  }
}

/**
 * A file in WAL mode wants to write its index beside itself even for reading. Where that is not allowed, and no log is waiting, a copy in
 * memory is as good: bytes 18 and 19 of the header say "WAL", which a copy in memory cannot have.
 */
function openCopyInMemory(path: string): Database.Database {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false })
  if (log !== undefined && log.size > 0)
    throw new UserError(`${path} was not closed cleanly and lies in a folder that cannot be written`, {
      hint: 'Copy it together with its -wal file to a folder that you may write.',
    })
  const bytes = readFileSync(path)
  bytes[18] = 1
  bytes[19] = 1
  return new Database(bytes, { readonly: true })
}

function identify(db: Database.Database, path: string, migrations: readonly Migration[]): void {
  const version = userVersion(db)
  const application = db.pragma('application_id', { simple: true })
  const name = basename(path)
  if (application !== APPLICATION_ID) {
    const isEmpty = version === 0 && application === 0 && db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0
    if (isEmpty) return
    throw new UserError(`${name} is a database of another program`, { hint: 'Give another --db path; the file was left as it is.' })
  }
  const newest = migrations.at(-1)?.id ?? 0
  if (version > newest)
    throw new UserError(`${name} was written by a newer earshot (file version ${version}, this one knows ${newest})`, {
      hint: 'Use that earshot; the file was left as it is.',
    })
}

/** A whole copy beside the file, before it is changed. */
function backUp(db: Database.Database, path: string, version: number): void {
  let target = `${path}.v${version}.bak`
  for (let n = 2; existsSync(target); n++) target = `${path}.v${version}.${n}.bak`
  db.prepare('VACUUM INTO ?').run(target)
}
