// Reading the rows of `endpoints` that a run has kept. Apart from the store, which takes some times as long to load.

import type { EndpointListing } from '../export/endpoint-list.ts'
import { MIGRATIONS, pendingMigrations } from './migrations.ts'
import { checkPath, identify, openReadOnly } from './open-file.ts'
import { toUserError } from './sqlite-errors.ts'

/**
 * What was kept in the file at `path` under these settings; null where nothing was, where something was written since, or by an earlier version.
 * Errors as of `openStore`.
 */
export function readKeptListing(path: string, settings: string): EndpointListing | null {
  checkPath(path, 'read')
  try {
    const db = openReadOnly(path)
    try {
      identify(db, path, MIGRATIONS)
      if (pendingMigrations(db).length > 0) return null
      const body = db.prepare('SELECT body FROM listing WHERE settings = ?').pluck().get(settings)
      return body === undefined ? null : (JSON.parse(body as string) as EndpointListing)
    } finally {
      db.close()
    }
  } catch (error) {
    throw toUserError(error, path)
  }
}
