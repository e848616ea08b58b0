// kill -9 at any moment leaves a file that opens, is whole, and holds everything up to the last flush.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { CaptureBuilder } from '../fixtures/build/packet-builder.ts'
import { scratchFolder } from './support/inventory-files.ts'
import { earshot } from './support/memory-io.ts'

const folder = scratchFolder('kill')

/** The built command reading a pipe, so that the test decides how much it has seen. */
function startReplay(db: string, workers = '1'): ChildProcess {
  return spawn(process.execPath, ['dist/cli/main.js', 'replay', '-', '--db', db, '--quiet', '--workers', workers], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
}

function capture(connections: number): Buffer {
  const build = new CaptureBuilder()
  for (let at = 0; at < connections; at++) {
    const body = JSON.stringify({ id: at, name: `thing ${at}` })
    build
      .connection({ clientPort: 10_000 + at })
      .handshake()
      .request(`GET /things/${at} HTTP/1.1\r\nHost: api.example.test\r\n\r\n`)
      .respond(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
      .close()
  }
  return Buffer.from(build.bytes())
}

/** Resolves once `count` exchanges are in the file: a quiet pipe is flushed, too. */
async function untilSaved(db: string, count: number): Promise<void> {
  for (let tries = 0; tries < 250; tries++) {
    await delay(100)
    if (existsSync(db) && (await exchangesIn(db)) >= count) return
  }
  throw new Error(`${count} exchanges were not saved within 25 s`)
}

const exchangesIn = async (db: string): Promise<number> => {
  const { out } = await earshot('runs', '--db', db, '--format', 'json')
  return (JSON.parse(out === '' ? '{"runs":[]}' : out) as { runs: { exchanges: number }[] }).runs.reduce(
    (sum, run) => sum + run.exchanges,
    0,
  )
}

test.skipIf(!existsSync('dist/cli/main.js')).each(['1', '2'])(
  'a killed replay with %s workers keeps everything up to the last flush',
  async (workers) => {
    const db = join(folder, `killed-${workers}.db`)
    const bytes = capture(2000)
    const half = Math.floor(bytes.length / 2)
    const child = startReplay(db, workers)
    child.stdin?.write(bytes.subarray(0, half))
    await untilSaved(db, 990)
    // a little more, and the end without warning
    child.stdin?.write(bytes.subarray(half, half + 50_000))
    child.kill('SIGKILL')
    await once(child, 'exit')
    const database = new Database(db)
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    database.close()
    expect(await exchangesIn(db)).toBeGreaterThanOrEqual(990)
    // and it can be written to again
    expect((await earshot('replay', 'fixtures/shop-v1/capture.pcap', '--db', db, '--quiet')).code).toBe(0)
    expect((await earshot('endpoints', '--db', db)).out).toContain('/things/{')
  },
)

test.skipIf(!existsSync('dist/cli/main.js'))('killed at many moments, the file is always whole', async () => {
  const bytes = capture(600)
  for (let round = 0; round < 6; round++) {
    const db = join(folder, `moment-${round}.db`)
    const child = startReplay(db)
    child.stdin?.on('error', () => {})
    child.stdin?.write(bytes)
    await new Promise((resolve) => setTimeout(resolve, 150 + 230 * round))
    child.kill('SIGKILL')
    await once(child, 'exit')
    if (!existsSync(db) || readFileSync(db).length === 0) continue
    const database = new Database(db)
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    database.close()
  }
})

test.skipIf(!existsSync('dist/cli/main.js')).each(['1', '2'])(
  'SIGINT ends cleanly with everything that %s workers have read',
  async (workers) => {
    const db = join(folder, `interrupted-${workers}.db`)
    const child = startReplay(db, workers)
    const bytes = capture(300)
    child.stdin?.write(bytes)
    await untilSaved(db, 300)
    child.kill('SIGINT')
    child.stdin?.end()
    const [code] = (await once(child, 'exit')) as [number]
    expect(code).toBe(0)
    expect(await exchangesIn(db)).toBe(300)
  },
)
