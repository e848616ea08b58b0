// Attached API descriptions.

import type { Database } from 'better-sqlite3'
import { UserError } from '../../sensor/base/errors.ts'
import type { SpecDocument } from '../spec/index.ts'
import type { SpecRow } from './store.ts'

/** The same document twice is one row. */
export function addSpec(db: Database, document: SpecDocument, nowUs: number): SpecRow {
  db.prepare('INSERT INTO spec (hash, source, title, version, added_us, document) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING').run(
    document.id,
    document.source,
    document.title,
    document.version,
    nowUs,
    JSON.stringify(document),
  )
  return readSpecs(db).find((row) => row.document.id === document.id) as SpecRow
}

/** In the order they were added. */
export function readSpecs(db: Database): SpecRow[] {
  const rows = db.prepare('SELECT id, added_us, document FROM spec ORDER BY id').all() as {
    id: number
    added_us: number
    document: string
  }[]
  return rows.map(({ id, added_us, document }) => ({ id, addedUs: added_us, document: JSON.parse(document) as SpecDocument }))
}

/** `reference`: its number, its id, or its source. */
export function removeSpec(db: Database, reference: string): SpecRow {
  const rows = readSpecs(db)
  const row = rows.find(({ id, document }) => String(id) === reference || document.id === reference || document.source === reference)
  if (row === undefined)
    throw new UserError(`no description "${reference}" is attached`, {
      hint:
        rows.length === 0 ? 'None is attached.' : `Attached: ${rows.map(({ id, document }) => `${id} (${document.source})`).join(', ')}.`,
    })
  db.prepare('DELETE FROM spec WHERE id = ?').run(row.id)
  return row
}
