// A writer killed at any moment leaves a file that opens, is whole, and holds everything up to its last save.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { openStore } from '../../../inventory/store/open-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-kill-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Saves again and again, each time with one exchange and some operations more, and says so after each save. */
function startWriter(path: string): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'test/support/saving-writer.ts', path], { stdio: ['ignore', 'pipe', 'inherit'] })
}

async function killAfter(path: string, saves: number, delayMs: number): Promise<number> {
  const child = startWriter(path)
  let said = ''
  let kill: NodeJS.Timeout | undefined
  child.stdout?.on('data', (text: Buffer) => {
    said += text.toString()
    if (kill === undefined && said.split('\n').length > saves) kill = setTimeout(() => child.kill('SIGKILL'), delayMs)
  })
  await once(child, 'close')
  return Number(said.trimEnd().split('\n').at(-1) ?? 0)
}

test('kill -9 at many moments', async () => {
  for (let round = 0; round < 6; round++) {
    const path = join(folder, `killed-${round}.db`)
    const lastSaid = await killAfter(path, round, 2 + 5 * round)
    expect(existsSync(path)).toBe(true)
    // the next writer is let in at once: the lock went with the process
    const store = openStore(path, { mode: 'write' })
    const inventory = store.load('all')
    const service = inventory.services.get('shop.example')
    expect(service?.seen.n ?? 0).toBeGreaterThanOrEqual(lastSaid)
    // a save is there as a whole: every save has three operations for each exchange counted
    expect(service?.operations.size ?? 0).toBe(3 * (service?.seen.n ?? 0))
    expect(store.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(store.query('PRAGMA foreign_key_check')).toEqual([])
    store.close()
    const db = new Database(path, { readonly: true })
    const uses =
      'SELECT count(*) FROM schema s WHERE uses <> (SELECT count(*) FROM run_parameter p WHERE p.schema_id = s.id) + (SELECT count(*) FROM run_body b WHERE b.schema_id = s.id)'
    expect(db.prepare(uses).pluck().get()).toBe(0)
    db.close()
  }
})
