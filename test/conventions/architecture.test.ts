// Imports run one way only: cli -> inventory -> reconstruct -> sensor, each folder through its doors; sensor/base is open to all.

import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { sourceFiles } from '../support/source-files.ts'

const ORDER = ['sensor', 'reconstruct', 'inventory', 'cli']
/** Beside the index of each folder: what must not load all of it. */
const DOORS: readonly string[] = ['inventory/listing.ts']
const SPECIFIER = /(?:from|import)\s*\(?\s*'([^']+)'/g

function* importsOf(file: string): Generator<{ specifier: string; target: string | null }> {
  for (const [, specifier] of readFileSync(file, 'utf8').matchAll(SPECIFIER)) {
    if (specifier) yield { specifier, target: specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : null }
  }
}

const folderOf = (path: string): string => path.split('/')[0] as string

/** The rule one import breaks, or null. */
function violation(file: string, specifier: string, target: string | null): string | null {
  if (target === null) return null
  const [from, to] = [folderOf(file), folderOf(target)]
  if (!ORDER.includes(to)) return `${file} imports ${specifier}, which is outside the source folders`
  if (from === to || target.startsWith('sensor/base/')) return null
  if (ORDER.indexOf(to) > ORDER.indexOf(from)) return `${file} imports ${specifier}: ${from} must not know ${to}`
  if (target !== `${to}/index.ts` && !DOORS.includes(target))
    return `${file} imports ${specifier}: ${to} is imported through its index.ts only`
  return null
}

test('imports run from cli to sensor only, through the index of each folder', () => {
  const found = sourceFiles().flatMap((file) => [...importsOf(file)].map(({ specifier, target }) => violation(file, specifier, target)))
  expect(found.filter(Boolean)).toEqual([])
})

test('the rule sees what it forbids', () => {
  expect(violation('sensor/wire/tcp.ts', '../../reconstruct/index.ts', 'reconstruct/index.ts')).toMatch(/must not know/)
  expect(violation('cli/run.ts', '../inventory/schema/merge.ts', 'inventory/schema/merge.ts')).toMatch(/through its index/)
  expect(violation('cli/run.ts', '../test/x.ts', 'test/x.ts')).toMatch(/outside/)
  expect(violation('cli/run.ts', '../sensor/base/errors.ts', 'sensor/base/errors.ts')).toBeNull()
})

// Files that may touch the outside. Everything else in these folders takes bytes and times and gives values.
const IMPURE = [
  /^sensor\/source\//,
  /^sensor\/live\//,
  /^sensor\/base\/own-files\.ts$/,
  /^inventory\/store\//,
  /^inventory\/spec\//,
  /^inventory\/export\/.*-files\.ts$/,
  /^cli\//,
]
// node:net for isIP, which opens nothing
const PURE_MODULES = new Set(['node:zlib', 'node:buffer', 'node:crypto', 'node:net'])

test('pure code uses no clock, timer, file, socket or process', () => {
  const faults: string[] = []
  for (const file of sourceFiles()) {
    if (IMPURE.some((pattern) => pattern.test(file))) continue
    for (const { specifier } of importsOf(file))
      if (specifier.startsWith('node:') && !PURE_MODULES.has(specifier)) faults.push(`${file} imports ${specifier}`)
    const code = readFileSync(file, 'utf8').replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')
    for (const word of ['Date.now', 'new Date()', 'performance.now', 'setTimeout', 'setInterval', 'console.', 'process.'])
      if (code.includes(word)) faults.push(`${file} uses ${word}`)
  }
  expect(faults).toEqual([])
})
