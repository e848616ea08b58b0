import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { MIGRATIONS } from '../../../inventory/store/migrations.ts'
import { checkPath, inspect, openReadOnly } from '../../../inventory/store/open-file.ts'
import { openStore } from '../../../inventory/store/open-store.ts'
import { scratchFolder } from '../../support/inventory-files.ts'

const folder = scratchFolder('open-file')

test('a path says what is wrong with it before anything is opened', () => {
  mkdirSync(join(folder, 'sub'))
  expect(() => checkPath(join(folder, 'sub'), 'read')).toThrow('is a folder')
  expect(() => checkPath(join(folder, 'none.db'), 'read')).toThrow('there is no database')
  expect(() => checkPath(join(folder, 'none', 'new.db'), 'write')).toThrow('does not exist')
  expect(() => checkPath(join(folder, 'new.db'), 'write')).not.toThrow()
})

test('a file is current, older, newer or somebody else’s', () => {
  const path = join(folder, 'ours.db')
  openStore(path, { mode: 'write' }).close()
  expect(inspect(path, MIGRATIONS)).toBe('current')
  expect(inspect(path, [...MIGRATIONS, { id: MIGRATIONS.length + 1, name: 'next', sql: '' }])).toBe('older')
  expect(() => inspect(path, MIGRATIONS.slice(0, 1))).toThrow('newer earshot')
  const other = join(folder, 'other.db')
  const db = new Database(other)
  db.exec('CREATE TABLE t (x)')
  db.close()
  expect(() => inspect(other, MIGRATIONS)).toThrow('another program')
})

test('what is open for reading cannot be written', () => {
  const path = join(folder, 'read.db')
  openStore(path, { mode: 'write' }).close()
  const db = openReadOnly(path)
  expect(() => db.exec('DELETE FROM meta')).toThrow(/readonly|query_only/)
  db.close()
})
