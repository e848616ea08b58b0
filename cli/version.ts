import { readFileSync } from 'node:fs'

/** The version in package.json, which lies one folder up from the sources and two from the built files. */
export const VERSION: string = readVersion()

function readVersion(): string {
  for (const candidate of ['../package.json', '../../package.json']) {
    try {
      const found = JSON.parse(readFileSync(new URL(candidate, import.meta.url), 'utf8')) as { name?: string; version?: string }
      if (found.name === 'earshot' && found.version) return found.version
    } catch {
      // not there: try the next
    }
  }
  return '0.0.0'
}
