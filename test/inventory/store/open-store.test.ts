import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MIGRATIONS, type Migration } from '../../../inventory/store/migrations.ts'
import { openStore } from '../../../inventory/store/open-store.ts'
import { UserError } from '../../../sensor/base/errors.ts'
import { sampleInventory } from '../../support/sample-inventory.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-store-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = (name = 'inventory.db'): string => join(folder, name)
const START = { kind: 'replay', source: 'a.pcap', version: '0.1.0' } as const

function failure(work: () => unknown): UserError {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(UserError)
    return error as UserError
  }
  throw new Error('nothing was refused')
}

test('a new file is ours, has every migration on record, and lies there alone after closing', () => {
  openStore(file(), { mode: 'write' }).close()
  expect(readdirSync(folder)).toEqual(['inventory.db'])
  const db = new Database(file(), { readonly: true })
  expect(db.pragma('application_id', { simple: true })).toBe(0x45415253)
  expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
  expect(db.prepare('SELECT name FROM migration ORDER BY id').pluck().all()).toEqual(MIGRATIONS.map(({ name }) => name))
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
})

test('migrations are numbered from 1 without holes', () => {
  expect(MIGRATIONS.map(({ id }) => id)).toEqual(MIGRATIONS.map((_, index) => index + 1))
})

test('the key stays the same for a file and differs between files', () => {
  const one = openStore(file(), { mode: 'write' })
  const key = Buffer.from(one.key())
  one.close()
  const again = openStore(file(), { mode: 'read' })
  const other = openStore(file('other.db'), { mode: 'write' })
  expect(key).toHaveLength(32)
  expect(Buffer.from(again.key()).equals(key)).toBe(true)
  expect(Buffer.from(other.key()).equals(key)).toBe(false)
  again.close()
  other.close()
})

describe('what is refused, with the file left as it was', () => {
  const refused = (mode: 'read' | 'write'): UserError => {
    const before = readFileSync(file())
    const error = failure(() => openStore(file(), { mode }))
    expect(readFileSync(file()).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(['inventory.db'])
    return error
  }

  test.each(['read', 'write'] as const)('a file that is no database (%s)', (mode) => {
    writeFileSync(file(), 'this is a text file, and it is long enough to be taken for something else than an empty one\n'.repeat(20))
    const error = refused(mode)
    expect(error.message).toBe('inventory.db is not an earshot database')
    expect(error.exitCode).toBe(2)
  })

  test.each(['read', 'write'] as const)('a database of another program (%s)', (mode) => {
    const db = new Database(file())
    db.exec('CREATE TABLE mine (a)')
    db.close()
    expect(refused(mode).message).toBe('inventory.db is a database of another program')
  })

  test.each(['read', 'write'] as const)('a database of a newer earshot (%s)', (mode) => {
    openStore(file(), { mode: 'write' }).close()
    const db = new Database(file())
    db.pragma('user_version = 99')
    db.pragma('journal_mode = DELETE')
    db.close()
    expect(refused(mode).message).toMatch(/^inventory.db was written by a newer earshot \(file version 99, this one knows \d+\)$/)
  })

  test('a database that is damaged in the middle', () => {
    const store = openStore(file(), { mode: 'write' })
    const operations = Array.from({ length: 200 }, (_, i) => ({ operation: `GET /operation-${i}/{id}` }))
    store.save(store.beginRun(START), sampleInventory({ 'shop.example': operations }))
    store.close()
    const bytes = readFileSync(file())
    bytes.fill(0x5a, 4096 * 4, bytes.length - 4096)
    writeFileSync(file(), bytes)
    const error = failure(() => {
      const damaged = openStore(file(), { mode: 'read' })
      damaged.load('all')
    })
    expect(error.message).toBe('inventory.db is damaged')
    expect(error.exitCode).toBe(3)
  })

  test('a folder, a file that is not there, a folder that is not there', () => {
    mkdirSync(file('folder'))
    expect(failure(() => openStore(file('folder'), { mode: 'write' })).message).toContain('is a folder, not a database')
    expect(failure(() => openStore(file('none.db'), { mode: 'read' })).message).toContain('there is no database')
    expect(failure(() => openStore(file('no/where.db'), { mode: 'write' })).message).toContain('does not exist')
    expect(readdirSync(folder)).toEqual(['folder'])
  })
})

test('an empty file becomes a database', () => {
  writeFileSync(file(), '')
  openStore(file(), { mode: 'write' }).close()
  const store = openStore(file(), { mode: 'read' })
  expect(store.runs()).toEqual([])
  store.close()
})

test('a second writer is refused at once, readers are not', () => {
  const first = openStore(file(), { mode: 'write' })
  const error = failure(() => openStore(file(), { mode: 'write' }))
  expect(error.message).toBe('inventory.db is being written by another earshot')
  expect(error.exitCode).toBe(2)
  const run = first.beginRun(START)
  first.save(run, sampleInventory({ 'shop.example': [{ operation: 'GET /a' }] }))
  const reader = openStore(file(), { mode: 'read' })
  expect(reader.load('all').services.size).toBe(1)
  first.save(run, sampleInventory({ 'shop.example': [{ operation: 'GET /a' }], 'b.example': [{ operation: 'GET /b' }] }))
  expect(reader.load('all').services.size).toBe(2)
  reader.close()
  first.close()
  openStore(file(), { mode: 'write' }).close()
})

describe('an older file', () => {
  const LATER: Migration = { id: MIGRATIONS.length + 1, name: 'colour', sql: 'ALTER TABLE run ADD COLUMN colour TEXT' }
  const BROKEN: Migration = { id: MIGRATIONS.length + 1, name: 'broken', sql: 'CREATE TABLE half (a); SELECT nothing FROM nowhere' }
  const oldFile = (): void => {
    const store = openStore(file(), { mode: 'write' })
    store.beginRun(START)
    store.close()
  }

  test.each(['read', 'write'] as const)('is copied, then brought up to date (%s)', (mode) => {
    oldFile()
    const store = openStore(file(), { mode }, [...MIGRATIONS, LATER])
    expect(store.query('SELECT colour FROM run')).toEqual([{ colour: null }])
    store.close()
    expect(readdirSync(folder).sort()).toEqual(['inventory.db', `inventory.db.v${MIGRATIONS.length}.bak`])
    const copy = openStore(file(`inventory.db.v${MIGRATIONS.length}.bak`), { mode: 'read' })
    expect(copy.runs()).toHaveLength(1)
    copy.close()
  })

  test('stays as it was when the migration fails', () => {
    oldFile()
    expect(() => openStore(file(), { mode: 'write' }, [...MIGRATIONS, BROKEN])).toThrow(/syntax error/)
    const store = openStore(file(), { mode: 'write' })
    expect(store.runs()).toHaveLength(1)
    expect(store.query("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'half'")).toEqual([{ n: 0 }])
    store.close()
  })
})

test.skipIf(process.getuid?.() === 0)('a file in a folder that cannot be written can still be read', () => {
  openStore(file(), { mode: 'write' }).close()
  chmodSync(folder, 0o555)
  try {
    const store = openStore(file(), { mode: 'read' })
    expect(store.runs()).toEqual([])
    store.close()
    expect(failure(() => openStore(file('new.db'), { mode: 'write' })).message).toContain('permission denied')
  } finally {
    chmodSync(folder, 0o755)
  }
})
