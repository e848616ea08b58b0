// Asks a program for its version, to learn whether it is there. [I/O]
import { execFile } from 'node:child_process'
import type { DriverAvailability } from './driver.ts'

const PATIENCE_MS = 10_000

/** Runs `file args…` and takes the first line that matches `version` (its first group) out of what it prints. */
export function programVersion(file: string, args: readonly string[], version: RegExp): Promise<DriverAvailability> {
  return new Promise((resolve) => {
    execFile(file, args, { timeout: PATIENCE_MS, encoding: 'utf8' }, (error, stdout, stderr) => {
      const text = `${stdout}\n${stderr}`
      const found = version.exec(text)?.[1]
      if (found !== undefined) return resolve({ ok: true, version: found })
      resolve({ ok: false, why: whyNot(file, error, text) })
    })
  })
}

function whyNot(file: string, error: { code?: unknown } | null, text: string): string {
  if (error?.code === 'ENOENT') return `${file} is not installed`
  if (error?.code === 'EACCES') return `this user may not run ${file}`
  const sentence = text
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '')
  return sentence === undefined ? `${file} does not tell its version` : `${file} does not start: ${sentence}`
}
