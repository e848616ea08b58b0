// From what the user typed (files, directories, globs) to the capture files meant. [I/O]

import { closeSync, existsSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../base/errors.ts'
import { isCaptureMagic } from './capture-parser.ts'
import { expandGlob, isGlob } from './glob.ts'

/** `.pcap1` … are what tcpdump appends to rotated files. */
const CAPTURE_NAME = /\.(pcap|pcapng|cap|dmp|ntar)\d*(\.(gz|zst))?$/i
const MAGIC_BYTES = 4

export const isCaptureName = (name: string): boolean => CAPTURE_NAME.test(name)

/** A directory may hold captures by year, month, day, sensor. */
const MAX_DEPTH = 8

const BY_NAME = new Intl.Collator('en', { numeric: true })

/** Digits compare as numbers, so that `ring.pcap2` comes before `ring.pcap10`. */
export const compareNames = (a: string, b: string): number => BY_NAME.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)

/**
 * Capture files in reading order, each once: those of a directory by name, and `-` as it is. A name that does
 * not exist stays in the list, for its reader to complain about.
 */
export function expandInputs(paths: readonly string[]): string[] {
  if (paths.length === 0) throw new UserError('no capture file given', { hint: 'Name files, directories, globs, or - for standard input.' })
  const seen = new Set<string>()
  return paths.flatMap(expandOne).filter((path) => {
    const identity = path === '-' ? path : realPath(path)
    return !seen.has(identity) && seen.add(identity)
  })
}

function expandOne(path: string): string[] {
  if (path === '-') return [path]
  if (!existsSync(path)) return isGlob(path) ? filesOfGlob(path) : [path]
  return statSync(path).isDirectory() ? filesOfDirectory(path) : [path]
}

function filesOfGlob(pattern: string): string[] {
  const files = expandGlob(pattern)
    .sort(compareNames)
    .flatMap((path) => (statSync(path).isDirectory() ? capturesIn(path, 0) : [path]))
  if (files.length === 0) throw new UserError(`no file matches ${pattern}`)
  return files
}

function filesOfDirectory(path: string): string[] {
  const files = capturesIn(path, 0)
  if (files.length === 0)
    throw new UserError(`no capture files in ${path}`, {
      hint: 'Capture files are recognised by name (.pcap, .pcapng, .cap, also .gz and .zst) or by content.',
    })
  return files
}

function capturesIn(directory: string, depth: number): string[] {
  if (depth > MAX_DEPTH) return []
  return entriesOf(directory).flatMap((entry) => {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) return capturesIn(path, depth + 1)
    return isCapture(path) ? [path] : []
  })
}

function entriesOf(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true }).sort((a, b) => compareNames(a.name, b.name))
  } catch (cause) {
    throw new UserError(`${directory} cannot be read (${(cause as NodeJS.ErrnoException).code})`, { cause })
  }
}

/** Files without content are left out: the newest of a ring is empty until its first packet. */
function isCapture(path: string): boolean {
  try {
    const status = statSync(path)
    return status.isFile() && status.size > 0 && (CAPTURE_NAME.test(path) || beginsLikeCapture(path))
  } catch {
    // removed meanwhile, a dangling link, or not ours to read
    return CAPTURE_NAME.test(path) && existsSync(path)
  }
}

function beginsLikeCapture(path: string): boolean {
  const descriptor = openSync(path, 'r')
  try {
    const bytes = new Uint8Array(MAGIC_BYTES)
    return readSync(descriptor, bytes) === MAGIC_BYTES && isCaptureMagic(bytes, 0)
  } finally {
    closeSync(descriptor)
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
