// One writer at a time, for as long as it runs: SQLite's own lock lasts only one transaction. The lock is SQLite's exclusive lock on an
// empty file beside the database, so that the system lets go of it when the process dies, however it dies.

import { rmSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import Database from 'better-sqlite3'
import { UserError } from '../../sensor/base/errors.ts'

export interface WriterLock {
  release(): void
}

/** UserError when somebody else has it. */
export function takeWriterLock(path: string): WriterLock {
  const lockPath = `${path}-writer`
  // the file may be removed between opening and locking by a writer that ends: then the lock is on nothing, and we try again
  for (let attempt = 0; attempt < 10; attempt++) {
    const lock = new Database(lockPath, { timeout: 0 })
    const opened = inodeOf(lockPath)
    try {
      lock.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      lock.close()
      throw isBusy(error) ? busy(path) : error
    }
    if (opened !== null && inodeOf(lockPath) === opened) return { release: () => release(lock, lockPath) }
    lock.close()
  }
  throw busy(path)
}

const busy = (path: string): UserError =>
  new UserError(`${basename(path)} is being written by another earshot`, { hint: 'Wait for it to end, or give another --db path.' })

const isBusy = (error: unknown): boolean => error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')

const inodeOf = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.ino ?? null

function release(lock: Database.Database, lockPath: string): void {
  rmSync(lockPath, { force: true })
  lock.close()
}
