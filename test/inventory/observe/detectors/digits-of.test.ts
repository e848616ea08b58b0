import { expect, it } from 'vitest'
import { digitsOf } from '../../../../inventory/observe/detectors/digits-of.ts'

it('asks about numbers of the right length only', () => {
  const row = digitsOf('x', 4, 0.1, (digits) => digits === '1234')
  const test = (digits: string) => row.test({ text: digits, compact: digits, digits })
  expect([test('1234'), test('12345'), test(''), test('1235')]).toEqual([true, false, false, false])
  expect([row.minLength, row.maxLength]).toEqual([4, 9])
})
