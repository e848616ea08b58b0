// The contract of every command: what the help promises must be there.

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { COMMANDS } from '../../cli/commands.ts'
import { COMMON_OPTIONS, OPTIONS, type OptionName } from '../../cli/options.ts'
import { EXPORTERS } from '../../inventory/index.ts'
import { earshot } from '../support/memory-io.ts'

test('every file of commands is in the list, under its own name', async () => {
  const files = readdirSync('cli/commands').filter((file) =>
    readFileSync(`cli/commands/${file}`, 'utf8').includes('export const run: RunCommand'),
  )
  expect(files.map((file) => file.replace('.ts', '')).sort()).toEqual(COMMANDS.map(({ name }) => name).sort())
  for (const { name, load } of COMMANDS) expect((await load()).run, name).toBe((await import(`../../cli/commands/${name}.ts`)).run)
})

test('what the help lists is what the programs know', () => {
  const listed = (name: string) => COMMANDS.find((command) => command.name === name)?.arguments?.[0]?.help
  expect(listed('export')).toBe(EXPORTERS.map(({ format }) => format).join(', '))
})

/** The files that a program and its static imports load. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  seen.add(file)
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)(?! type)[^'"]*?from '(\.[^']+)'/gm)) {
    const next = join(dirname(file), path)
    if (!seen.has(next)) loadedBy(next, seen)
  }
  return seen
}

test('the help loads no part of the inventory: it must not keep anybody waiting', () => {
  expect([...loadedBy('cli/main.ts')].filter((file) => file.startsWith('inventory/'))).toEqual([])
})

test('names are single words, and each is there once', () => {
  const names = COMMANDS.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z]+$/)
})

test('the list of commands tells what each is for', async () => {
  const { code, out } = await earshot('--help')
  expect(code).toBe(0)
  for (const { name, summary } of COMMANDS) expect(out.replace(/\s+/g, ' ')).toMatch(new RegExp(`${name} .*${escaped(summary)}`))
})

test.each(COMMANDS.map((command) => [command.name, command] as const))('%s: the help has all of its parts', async (name, command) => {
  const { code, out } = await earshot(name, '--help')
  expect(code).toBe(0)
  expect(command.summary).toMatch(/^[A-Z].{10,}[^.\s]$/)
  const text = out.replace(/\s+/g, ' ')
  expect(text).toContain(command.summary)
  for (const option of [...command.options, ...COMMON_OPTIONS]) expect(out).toMatch(new RegExp(`--${option}\\b`))
  for (const { syntax, help } of command.arguments ?? [])
    expect([/^(?:<[a-z.-]+>|\[[a-z.-]+\])$/.test(syntax), help !== '']).toEqual([true, true])
  expect(new Set(command.options).size).toBe(command.options.length)
})

test.each(COMMANDS.map((command) => [command.name, command] as const))('%s: every example can be pasted', (name, command) => {
  expect(command.examples.length).toBeGreaterThan(0)
  for (const example of command.examples) {
    const own = example.split(/[|;&]/).find((part) => part.includes(`earshot ${name}`))
    expect(own, example).toBeDefined()
    expect(example, 'no prompt, no placeholder').not.toMatch(/^\$|<[a-z]|\.\.\./)
    for (const [, flag = ''] of (own ?? '').matchAll(/\s--([a-z-]+)/g))
      expect([...command.options, ...COMMON_OPTIONS], example).toContain(flag)
    for (const [, letter] of (own ?? '').matchAll(/\s-([a-z])\b/g))
      expect(
        command.options.map((option) => shortOf(option)),
        example,
      ).toContain(letter)
  }
})

const shortOf = (option: OptionName): string | undefined =>
  'short' in OPTIONS[option] ? (OPTIONS[option] as { short: string }).short : undefined

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
