import { expect, test } from 'vitest'
import { enumOfNumbers, enumOfStrings } from '../../../inventory/schema/enum-rule.ts'
import { learn } from '../../support/documents.ts'

const strings = (values: string[]) => learn(values).strings!
const numbers = (values: number[]) => learn(values).numbers!
const cycle = <T>(n: number, values: T[]): T[] => Array.from({ length: n }, (_, i) => values[i % values.length] as T)

test('few words that come again and again are an enum', () => {
  expect(enumOfStrings(strings(cycle(30, ['open', 'closed'])), 'state')).toEqual(['closed', 'open'])
  expect(enumOfStrings(strings(cycle(30, ['list'])), 'object')).toEqual(['list'])
})
test('not before twenty, not where values come six times or less, not with a value seen once, not with one that is no word', () => {
  expect(enumOfStrings(strings(cycle(19, ['open', 'closed'])), 'door')).toBeNull()
  expect(enumOfStrings(strings(cycle(20, ['open', 'closed'])), 'door')).toEqual(['closed', 'open'])
  expect(enumOfStrings(strings(cycle(35, ['one', 'two', 'three', 'four', 'five', 'six'])), 'door')).toBeNull()
  expect(enumOfStrings(strings([...cycle(100, ['open', 'closed']), 'lost']), 'door')).toBeNull()
  expect(enumOfStrings(strings(cycle(100, ['open', 'two words'])), 'state')).toBeNull()
})
test('the name of a closed list is worth some samples, and one value in fifty that came once', () => {
  expect(enumOfStrings(strings(cycle(8, ['open', 'closed'])), 'door_state')).toEqual(['closed', 'open'])
  expect(enumOfStrings(strings(cycle(7, ['open', 'closed'])), 'door_state')).toBeNull()
  expect(enumOfStrings(strings(cycle(11, ['new', 'open', 'late', 'done'])), 'status')).toBeNull()
  expect(enumOfStrings(strings([...cycle(49, ['open', 'closed']), 'lost']), 'status')).toEqual(['closed', 'lost', 'open'])
  expect(enumOfStrings(strings([...cycle(48, ['open', 'closed']), 'lost']), 'status')).toBeNull()
  expect(enumOfStrings(strings(cycle(5, ['door'])), 'object')).toEqual(['door'])
})
test('names and code lists speak against it', () => {
  for (const name of ['user', 'login', 'api_key', 'id', 'email'])
    expect(enumOfStrings(strings(cycle(100, ['open', 'closed'])), name)).toBeNull()
  expect(enumOfStrings(strings(cycle(100, ['DE', 'FR'])), 'country_code')).toBeNull()
  expect(enumOfStrings(strings(cycle(100, ['EUR', 'USD', 'CHF', 'SEK'])), 'unit')).toBeNull()
  expect(enumOfStrings(strings(cycle(100, ['en', 'de', 'fr-FR', 'ja'])), 'tongue')).toBeNull()
  expect(enumOfStrings(strings(cycle(100, ['GET', 'PUT', 'POST', 'HEAD'])), 'verb')).toEqual(['GET', 'HEAD', 'POST', 'PUT'])
})
test('numbers need more', () => {
  expect(enumOfNumbers(numbers(cycle(100, [1, 2, 8])), 'type')).toEqual([1, 2, 8])
  expect(enumOfNumbers(numbers(cycle(99, [1, 2, 8])), 'type')).toBeNull()
  expect(enumOfNumbers(numbers(cycle(200, [1, 2, 8])), 'page_count')).toBeNull()
  expect(enumOfNumbers(numbers(cycle(200, [1, 2, 8.5])), 'type')).toBeNull()
  expect(enumOfNumbers(numbers(cycle(200, [5])), 'type')).toBeNull()
})
