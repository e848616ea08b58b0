import { expect, test } from 'vitest'
import { EXIT, UserError } from '../../../sensor/base/errors.ts'

test('a mistake of the user exits with 2 unless told otherwise', () => {
  expect(new UserError('no such file').exitCode).toBe(EXIT.usage)
  expect(new UserError('disk full', { exitCode: EXIT.failed }).exitCode).toBe(3)
})

test('message, hint and cause are kept', () => {
  const cause = new Error('inner')
  expect(new UserError('m', { hint: 'h', cause })).toMatchObject({ name: 'UserError', message: 'm', hint: 'h', cause })
  expect('cause' in new UserError('m')).toBe(false)
})
