// Every source file has its test file at the same place under test/. Files that hold only types, re-exports or one list need none.

import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sourceFiles } from '../support/source-files.ts'

const testOf = (file: string): string => `test/${file.replace(/\.ts$/, '.test.ts')}`

/** True when the file has nothing that could run: types, re-exports, constants. */
function isDeclarationOnly(code: string): boolean {
  const bare = code.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')
  return !/\bfunction\b|=>|\bclass\b/.test(
    bare.replace(/^export type[^;{]*?=[\s\S]*?(?=\n(?:export|const|import|\n|$))/gm, '').replace(/^export interface [\s\S]*?^}/gm, ''),
  )
}

// Tested by the tests of a neighbour; the reason stands beside it.
const EXEMPT = new Map([['cli/main.ts', 'the process itself: test/cli/process.test.ts runs the built command']])

test('every source file has its test', () => {
  const missing = sourceFiles().filter(
    (file) => !EXEMPT.has(file) && !existsSync(testOf(file)) && !isDeclarationOnly(readFileSync(file, 'utf8')),
  )
  expect(missing).toEqual([])
})

test('no exemption outlives its file', () => {
  expect([...EXEMPT.keys()].filter((file) => !existsSync(file) || existsSync(testOf(file)))).toEqual([])
})
