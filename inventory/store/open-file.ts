// An inventory file as it lies there: whose it is, which version it has, whether we may read and write, and what to say if not.

import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import Database from 'better-sqlite3'
import { UserError } from '../../sensor/base/errors.ts'
import { APPLICATION_ID, type Migration, pendingMigrations, userVersion } from './migrations.ts'

/** A reader waits so long for a checkpoint, a writer for a reader that recovers the log. */
export const BUSY_TIMEOUT_MS = 5000

/** UserError where there is nothing to open, or not for us. */
export function checkPath(path: string, mode: 'read' | 'write'): void {
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

/** Looks at a file without changing it. UserError when it is not ours or too new. */
export function inspect(path: string, migrations: readonly Migration[]): 'current' | 'older' {
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
export function openReadOnly(path: string): Database.Database {
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

/** UserError when the file is not ours, or too new. */
export function identify(db: Database.Database, path: string, migrations: readonly Migration[]): void {
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
