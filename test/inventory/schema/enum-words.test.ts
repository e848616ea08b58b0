import fc from 'fast-check'
import { expect, test } from 'vitest'
import { looksLikeConstant, looksLikeWord, mayKeep, numberWord } from '../../../inventory/schema/enum-words.ts'

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
  expect([-1, 0, 7, 999].map(numberWord)).toEqual(['-1', '0', '7', '999'])
  expect([-2, 1000, 0.5, Number.NaN].map(numberWord)).toEqual([null, null, null, null])
})

const kept = (text: string, manner: Parameters<typeof mayKeep>[0]): boolean => {
  const bytes = new TextEncoder().encode(`"${text}"`)
  return mayKeep(manner, bytes, 1, bytes.length - 1)
}
test('a name of kinds lets phrases of letters pass, two or three words long', () => {
  for (const text of ['In Progress', 'Interest-based Audience', 'no idea', 'ready to go', 'open'])
    expect([text, kept(text, 'phrase'), kept(text, 'compound')]).toEqual([text, true, false])
  for (const text of ['In  Progress', 'one two three four', 'Room 101', 'xkcdqwrt lives', 'a@b.co is', ' open', 'x'.repeat(41)])
    expect([text, kept(text, 'phrase')]).toEqual([text, false])
  expect(kept('In Progress', 'plain')).toBe(false)
})
test('codes pass as words that programs join', () => {
  for (const text of ['card_declined', 'NOT_FOUND', 'account_number_mismatch']) expect([text, kept(text, 'compound')]).toEqual([text, true])
  for (const text of ['SUMMER24', 'summer', 'AB_1', 'Summer_Sale', 'a_b', '90210', '', 'xkcdqwrtz_bb'])
    expect([text, kept(text, 'compound')]).toEqual([text, false])
})
test('the empty text and so many of a unit pass under any name that is not private', () => {
  for (const text of ['', '24_hour', '3-months', '1_Week']) {
    expect([text, kept(text, 'plain'), kept(text, 'none')]).toEqual([text, true, false])
  }
  for (const text of ['7_smith', '1234_hour', '12 Main', '12a']) expect([text, kept(text, 'plain')]).toEqual([text, false])
})
test('constants are written in one case and joined', () => {
  expect(['a_b', 'not_required', 'IN_USE', 'In_Use', 'open', 'a1_b2'].filter(looksLikeConstant)).toEqual(['not_required', 'IN_USE'])
})

test('of what begins with a digit, durations alone are kept', () => {
  const units = ['sec', 'second', 'min', 'hour', 'day', 'week', 'month', 'quarter', 'year', 'Weeks', 'mon', 'd', '']
  const text = fc.tuple(fc.integer({ min: 0, max: 12_000 }), fc.constantFrom('_', '-', '', ' ', '.'), fc.constantFrom(...units))
  fc.assert(
    fc.property(text, ([count, joint, unit]) => {
      const bytes = new TextEncoder().encode(`${count}${joint}${unit}`)
      const isDuration = count < 1000 && /^[_-]$/.test(joint) && !['mon', 'd', ''].includes(unit)
      expect(mayKeep('plain', bytes, 0, bytes.length)).toBe(isDuration)
    }),
  )
})
