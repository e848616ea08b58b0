import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { resolveOptions } from '../../cli/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-config-'))
afterAll(() => rmSync(folder, { recursive: true }))

function settings(text: string): string {
  const file = join(folder, `${Math.random()}.yaml`)
  writeFileSync(file, text)
  return file
}

test('flags win over the environment, that over the file, that over the default', () => {
  const config = settings('db: file.db\nbuffer: 8\nlabel: nightly\n')
  const values = resolveOptions(
    ['db', 'buffer', 'label', 'snaplen'],
    { config, db: 'flag.db' },
    { EARSHOT_DB: 'env.db', EARSHOT_BUFFER: '16' },
  )
  expect(values).toEqual({ db: 'flag.db', buffer: 16, label: 'nightly', snaplen: 262144 })
})

test.each([
  ['buffer: many', /buffer must be a number/],
  ['depth: bottomless', /depth must be one of full, adaptive, headers/],
  ['colour: red', /unknown key "colour"/],
  ['- a list', /must hold keys/],
  ['db: [', /line \d+/],
])('%s is told with its place', (text, message) => {
  expect(() => resolveOptions(['buffer', 'depth', 'db'], { config: settings(text) }, {})).toThrow(message)
})

test('an empty file changes nothing', () => {
  expect(resolveOptions(['label'], { config: settings('') }, {})).toEqual({})
})

test('a missing file that was asked for is an error', () => {
  expect(() => resolveOptions(['db'], { config: join(folder, 'none.yaml') }, {})).toThrow(/cannot read/)
})

test('lists come as one text in the environment and as a list in the file', () => {
  expect(resolveOptions(['spec'], {}, { EARSHOT_SPEC: 'a.yaml,b.yaml' })).toEqual({ spec: ['a.yaml', 'b.yaml'] })
  expect(resolveOptions(['spec'], { config: settings('spec: [a.yaml, b.yaml]') }, {})).toEqual({ spec: ['a.yaml', 'b.yaml'] })
})
