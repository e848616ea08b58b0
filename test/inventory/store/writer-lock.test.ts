import { existsSync, mkdtempSync, rmSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { takeWriterLock } from '../../../inventory/store/writer-lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-lock-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('one at a time, and nothing is left behind', () => {
  const path = join(folder, 'a.db')
  const first = takeWriterLock(path)
  expect(() => takeWriterLock(path)).toThrow('a.db is being written by another earshot')
  first.release()
  expect(existsSync(`${path}-writer`)).toBe(false)
  takeWriterLock(path).release()
})

test('a lock file that somebody removed does not stop its holder from ending', () => {
  const path = join(folder, 'b.db')
  const lock = takeWriterLock(path)
  unlinkSync(`${path}-writer`)
  expect(() => lock.release()).not.toThrow()
})
