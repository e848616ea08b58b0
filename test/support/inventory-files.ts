import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { earshot, type Outcome } from './memory-io.ts'

/** A folder for one test file; it goes when the file is done. */
export function scratchFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `earshot-${name}-`))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

let made = 0

/** Replay a bundled capture into a new inventory file; answers with its path. */
export async function replayFixture(folder: string, name: string, ...more: string[]): Promise<string> {
  const db = join(folder, `${name}-${made++}.db`)
  const { code, err }: Outcome = await earshot('replay', `fixtures/${name}/capture.pcap`, '--db', db, '--quiet', ...more)
  if (code !== 0) throw new Error(`replay of ${name} ended with ${code}: ${err}`)
  return db
}
