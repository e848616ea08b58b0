// File names that say nothing, and files that have grown too long to read.

import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { sourceFiles } from '../support/source-files.ts'

test('no file is named for what it is not', () => {
  const empty = new Set(['utils.ts', 'helpers.ts', 'common.ts', 'misc.ts', 'manager.ts', 'handler.ts', 'data.ts', 'info.ts'])
  expect(sourceFiles().filter((file) => empty.has(basename(file)) || /[A-Z_]/.test(basename(file)))).toEqual([])
})

test('no source file is longer than 400 lines', () => {
  expect(sourceFiles().filter((file) => readFileSync(file, 'utf8').split('\n').length > 401)).toEqual([])
})
