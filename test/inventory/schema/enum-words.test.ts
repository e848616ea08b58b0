import { expect, test } from 'vitest'
import { looksLikeWord, numberWord } from '../../../inventory/schema/enum-words.ts'

const isWord = (text: string): boolean => {
  const bytes = new TextEncoder().encode(`"${text}"`)
  return looksLikeWord(bytes, 1, bytes.length - 1)
}

test.each([
  'active',
  'IN_PROGRESS',
  'read-only',
  'v1.beta',
  'v1beta1',
  'application/json',
  'read:org',
  'inProgress',
  'RollingUpdate',
  'sha256',
  'RS512',
  'win32',
  'arm64',
  'b2b',
  'A',
  'us_bank_account',
])('%s is a word', (text) => expect(isWord(text)).toBe(true))
test.each([
  '',
  'x7Gh2k',
  'order-20261',
  '2024',
  'alice smith',
  'a@b.co',
  '-1',
  'é',
  'AKIAIOSFODNN7EXAMPLE',
  'wJalrXUtnFEMIK7MDENG',
  'hunter2002',
  'abc123',
  'ab064',
  'a1b256',
  'bob007',
  'aZkPqLmXbC',
  'x'.repeat(41),
])('%s is none', (text) => expect(isWord(text)).toBe(false))

test('only small whole numbers may be words', () => {
  expect([0, 7, 999].map(numberWord)).toEqual(['0', '7', '999'])
  expect([-1, 1000, 0.5, Number.NaN].map(numberWord)).toEqual([null, null, null, null])
})
