import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { readKeptListing } from '../../../inventory/store/kept-listing.ts'
import { MIGRATIONS } from '../../../inventory/store/migrations.ts'
import { openStore } from '../../../inventory/store/open-store.ts'
import { scratchFolder } from '../../support/inventory-files.ts'

const folder = scratchFolder('kept-rows')

test('a file of an earlier version has kept nothing, and stays as it is', () => {
  const path = join(folder, 'older.db')
  openStore(path, { mode: 'write' }, MIGRATIONS.slice(0, 3)).close()
  expect(readKeptListing(path, 'x')).toBeNull()
  const db = new Database(path, { readonly: true })
  expect(db.pragma('user_version', { simple: true })).toBe(3)
  db.close()
})

test('what is no inventory is said to be none', () => {
  const path = join(folder, 'text.db')
  writeFileSync(path, 'no database, whatever its name says; long enough to have a header of one, which is a hundred bytes and more')
  expect(() => readKeptListing(path, 'x')).toThrow(/text\.db/)
  expect(() => readKeptListing(join(folder, 'nowhere.db'), 'x')).toThrow(/there is no database/)
})
