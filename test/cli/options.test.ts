import { expect, test } from 'vitest'
import {
  environmentName,
  flagOption,
  listOption,
  numberOption,
  OPTIONS,
  type OptionName,
  type OptionRow,
  textOption,
} from '../../cli/options.ts'

test('every option has a help sentence, and choices hold the default', () => {
  for (const name of Object.keys(OPTIONS) as OptionName[]) {
    const row: OptionRow = OPTIONS[name]
    expect(row.help, name).toMatch(/^[A-Z].*\.$/)
    if (row.choices && row.default !== undefined) expect(row.choices).toContain(row.default)
  }
})

test('short flags are unique', () => {
  const short = Object.values(OPTIONS).flatMap((row) => ((row as OptionRow).short ? [(row as OptionRow).short] : []))
  expect(new Set(short).size).toBe(short.length)
})

test('the environment variable follows from the name', () => {
  expect(environmentName('show-values')).toBe('EARSHOT_SHOW_VALUES')
})

test('values are read by their kind and nothing else', () => {
  const values = { db: 'x', buffer: 3, spec: ['a'], all: true } as const
  expect([textOption(values, 'db'), numberOption(values, 'buffer'), listOption(values, 'spec'), flagOption(values, 'all')]).toEqual([
    'x',
    3,
    ['a'],
    true,
  ])
  expect([textOption(values, 'buffer'), numberOption(values, 'db'), listOption(values, 'db'), flagOption(values, 'db')]).toEqual([
    undefined,
    undefined,
    [],
    false,
  ])
})
