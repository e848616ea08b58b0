// Undocumented is red: the generated parts of the documents are what the program says today, and every folder explains itself.

import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { COMMANDS } from '../../cli/commands.ts'
import { OPTIONS } from '../../cli/options.ts'
import { generatedDocs } from '../support/generated-docs.ts'

test('the generated parts are up to date (npm run docs writes them)', () => {
  for (const [file, text] of generatedDocs()) expect(readFileSync(file, 'utf8'), file).toBe(text)
})

test('every folder has a README', () => {
  expect(['sensor', 'reconstruct', 'inventory', 'cli', 'fixtures', 'test'].filter((folder) => !existsSync(`${folder}/README.md`))).toEqual(
    [],
  )
})

test('every command has a summary, an example that names it, and only known options', () => {
  for (const command of COMMANDS) {
    expect(command.summary, command.name).toMatch(/^[A-Z].*[^.]$/)
    expect(command.examples.length, command.name).toBeGreaterThan(0)
    for (const example of command.examples) expect(example).toContain(`earshot ${command.name}`)
    for (const option of command.options) expect(OPTIONS, command.name).toHaveProperty([option])
  }
})

test('links in the documents lead somewhere', () => {
  for (const file of [
    'README.md',
    'cli/README.md',
    'sensor/README.md',
    'reconstruct/README.md',
    'inventory/README.md',
    'fixtures/README.md',
    'test/README.md',
  ]) {
    for (const [, target] of readFileSync(file, 'utf8').matchAll(/\]\((?!http)([^)#]+)\)/g)) {
      expect(existsSync(`${file.includes('/') ? `${file.split('/')[0]}/` : ''}${target}`), `${file} -> ${target}`).toBe(true)
    }
  }
})

test('the documents and the code speak of the project alone', () => {
  for (const file of ['README.md', 'CHANGELOG.md', 'cli/README.md']) expect(readFileSync(file, 'utf8')).not.toMatch(/\.\.\/shared|\/work\//)
})
