import { expect, test } from 'vitest'
import { numberKeywords, stringKeywords } from '../../../inventory/schema/scalar-keywords.ts'
import { learn } from '../../support/documents.ts'

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))
const numbers = (values: number[], name = 'size', alone = true) => numberKeywords(learn(values).numbers!, name, alone)
const strings = (values: string[], name = 'state') => stringKeywords(learn(values).strings!, { name, parent: '' })

test('a number is an integer only if all are', () => {
  expect(numbers([1, 2, -3])).toEqual({ type: 'integer' })
  expect(numbers([1, 2.5])).toEqual({ type: 'number' })
  expect(numbers([1.0, 2e3])).toEqual({ type: 'integer' })
})

test.each([
  [2 ** 31 - 1, undefined],
  [2 ** 31, 'int64'],
  [-(2 ** 31), undefined],
  [-(2 ** 31) - 1, 'int64'],
  [-(2 ** 63), 'int64'],
  [2 ** 63, undefined],
])('an integer of %d has the format %s', (value, format) => expect(numbers([1, value])['format']).toBe(format))

test('a minimum is told after many values, and is never higher than one of them', () => {
  expect(numbers(times(199, (i) => i))).toEqual({ type: 'integer' })
  expect(numbers(times(200, (i) => i))).toEqual({ type: 'integer', minimum: 0 })
  expect(numbers(times(200, (i) => i + 1))).toEqual({ type: 'integer', minimum: 0 })
  expect(numbers(times(200, (i) => i - 1))).toEqual({ type: 'integer' })
})

test('a closed set of small numbers is an enum, without a minimum beside it', () => {
  expect(
    numbers(
      times(300, (i) => i % 3),
      'kind',
    ),
  ).toEqual({ type: 'integer', enum: [0, 1, 2] })
  expect(
    numbers(
      times(300, (i) => i % 3),
      'kind',
      false,
    ),
  ).toEqual({ type: 'integer', minimum: 0 })
})

test('the format of all values is written', () => {
  expect(strings(['2026-01-02', '2026-01-03'])).toEqual({ type: 'string', format: 'date' })
  expect(strings(['2026-01-02', 'soon'])).toEqual({ type: 'string' })
  expect(strings(['P1D', 'PT5M'])).toEqual({ type: 'string', format: 'duration' })
})

test('formats that no standard knows are written beside it', () => {
  expect(strings(['da39a3ee5e6b4b0d3255bfef95601890afd80709'])).toEqual({ type: 'string', 'x-earshot-format': 'hex' })
})

test('nearly all is told beside the schema, not in it', () => {
  const days = times(99, (i) => `2026-0${1 + (i % 9)}-${10 + (i % 11)}`)
  expect(strings([...days, ''])).toEqual({ type: 'string', 'x-earshot-format': 'date' })
  expect(strings([...days.slice(0, 50), ...times(5, (i) => `soon${'x'.repeat(i)}`)])).toEqual({ type: 'string' })
  expect(strings([...times(99, () => '2026-01-02'), ''])).toEqual({ type: 'string' })
})

test('what looks like base64 is base64 only with the marks that identifiers do not have', () => {
  const id = (i: number): string => `aB3dE5gH7jK9mN1pQ3sT5v${'ABCDEFGHIJ'[i]}x`
  expect(strings(times(10, id))['format']).toBeUndefined()
  const coded = (i: number): string => `${id(i).slice(0, 22)}==`.replace('B3', `${'ABCDEFGHIJ'[i]}/`)
  expect(strings(times(10, coded))).toEqual({ type: 'string', format: 'byte' })
  expect(strings(times(4, coded))['format']).toBeUndefined()
})

test('few words that come again are an enum, unless the name speaks against it', () => {
  const words = times(60, (i) => (i % 2 === 0 ? 'open' : 'closed'))
  expect(strings(words)).toEqual({ type: 'string', enum: ['closed', 'open'] })
  expect(strings(words, 'login')).toEqual({ type: 'string' })
})
