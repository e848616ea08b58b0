// Reading the rows of `endpoints` that a run has kept. Apart from the store, which takes some times as long to load.

import type { EndpointListing } from '../export/endpoint-list.ts'
import { MIGRATIONS } from './migrations.ts'
import { checkPath, inspect, openReadOnly } from './open-file.ts'
import { toUserError } from './sqlite-errors.ts'

/**
 * What was kept in the file at `path` under these settings; null where nothing was, where something was written since, or by an earlier version.
 * Errors as of `openStore`.
 */
export function readKeptListing(path: string, settings: string): EndpointListing | null {
  checkPath(path, 'read')
  try {
    if (inspect(path, MIGRATIONS) === 'older') return null
    const db = openReadOnly(path)
    try {
      const body = db.prepare('SELECT body FROM listing WHERE settings = ?').pluck().get(settings)
      return body === undefined ? null : (JSON.parse(body as string) as EndpointListing)
    } finally {
      db.close()
    }
  } catch (error) {
    throw toUserError(error, path)
  }
}
