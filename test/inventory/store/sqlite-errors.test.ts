import { expect, test } from 'vitest'
import { toUserError } from '../../../inventory/store/sqlite-errors.ts'
import { UserError } from '../../../sensor/base/errors.ts'

const said = (code: string): unknown => toUserError(Object.assign(new Error('from SQLite'), { code }), '/a/folder/inventory.db')

test.each([
  ['SQLITE_FULL', 3, /^no space left to write inventory\.db$/],
  ['SQLITE_READONLY_DIRECTORY', 2, /read-only/],
  ['SQLITE_BUSY_SNAPSHOT', 2, /being written/],
  ['SQLITE_NOTADB', 2, /not an earshot database/],
  ['SQLITE_CORRUPT_VTAB', 3, /damaged/],
  ['SQLITE_IOERR_WRITE', 3, /input\/output/],
  ['SQLITE_CANTOPEN', 2, /cannot be opened/],
])('%s', (code, exitCode, message) => {
  const error = said(code) as UserError
  expect(error).toBeInstanceOf(UserError)
  expect(error.exitCode).toBe(exitCode)
  expect(error.message).toMatch(message)
  expect(error.hint).toBeDefined()
})

test('what the user cannot mend stays what it is', () => {
  for (const error of [new Error('x'), said('SQLITE_CONSTRAINT'), 'text', null]) expect(toUserError(error, 'x')).toBe(error)
  const own = new UserError('x')
  expect(toUserError(own, 'x')).toBe(own)
})
