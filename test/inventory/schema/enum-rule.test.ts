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
test('not before fifteen, not where values come less than four times, not with a value seen once, not with one that is no word', () => {
  expect(enumOfStrings(strings(cycle(14, ['open', 'closed'])), 'door')).toBeNull()
  expect(enumOfStrings(strings(cycle(15, ['open', 'closed'])), 'door')).toEqual(['closed', 'open'])
  expect(enumOfStrings(strings(cycle(23, ['one', 'two', 'three', 'four', 'five', 'six'])), 'door')).toBeNull()
  expect(enumOfStrings(strings([...cycle(100, ['open', 'closed']), 'lost']), 'door')).toBeNull()
  expect(enumOfStrings(strings(cycle(100, ['open', 'two words'])), 'door')).toBeNull()
})
test('the name of a closed list is worth some samples, and one value in twenty that came once', () => {
  expect(enumOfStrings(strings(cycle(8, ['open', 'closed'])), 'door_state')).toEqual(['closed', 'open'])
  expect(enumOfStrings(strings(cycle(7, ['open', 'closed'])), 'door_state')).toBeNull()
  expect(enumOfStrings(strings(cycle(11, ['new', 'open', 'late', 'done'])), 'status')).toBeNull()
  expect(enumOfStrings(strings([...cycle(19, ['open', 'closed']), 'lost']), 'status')).toEqual(['closed', 'lost', 'open'])
  expect(enumOfStrings(strings([...cycle(18, ['open', 'closed']), 'lost']), 'status')).toBeNull()
  expect(enumOfStrings(strings(cycle(5, ['door'])), 'object')).toEqual(['door'])
})
test('so is the way in which programs write constants', () => {
  expect(enumOfStrings(strings(cycle(8, ['not_open', 'open'])), 'door')).toEqual(['not_open', 'open'])
  expect(enumOfStrings(strings(cycle(8, ['shut', 'open'])), 'door')).toBeNull()
  expect(enumOfStrings(strings(cycle(8, ['card_declined', 'not_found'])), 'code')).toEqual(['card_declined', 'not_found'])
})
test('one value alone is a closed list only where the name or its form says so', () => {
  expect(enumOfStrings(strings(cycle(500, ['lamp'])), 'product')).toBeNull()
  expect(enumOfStrings(strings(cycle(20, ['cm'])), 'unit')).toEqual(['cm'])
  expect(enumOfStrings(strings(cycle(19, ['cm'])), 'unit')).toBeNull()
  expect(enumOfStrings(strings(cycle(20, ['not_required'])), 'door')).toEqual(['not_required'])
})
test('one phrase alone is never kept, however often it comes', () => {
  const types = (values: string[]) => learn(values.map((type) => ({ type }))).objects!.properties.get('type')!.schema.strings!
  expect(enumOfStrings(types(cycle(500, ['Jane Doe'])), 'type')).toBeNull()
  expect(enumOfStrings(types(cycle(20, ['In Progress', 'done'])), 'type')).toEqual(['In Progress', 'done'])
})
test('the empty text is a value among others', () => {
  expect(enumOfStrings(strings(cycle(20, ['', 'and', 'or'])), 'joined')).toEqual(['', 'and', 'or'])
  expect(enumOfStrings(strings(cycle(20, [''])), 'type')).toBeNull()
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
  expect(enumOfNumbers(numbers(cycle(25, [-1, 2, 8])), 'type')).toEqual([-1, 2, 8])
  expect(enumOfNumbers(numbers(cycle(24, [-1, 2, 8])), 'type')).toBeNull()
  expect(enumOfNumbers(numbers(cycle(50, [1, 2, 8])), 'door')).toEqual([1, 2, 8])
  expect(enumOfNumbers(numbers(cycle(49, [1, 2, 8])), 'door')).toBeNull()
  expect(enumOfNumbers(numbers(cycle(200, [1, 2, 8])), 'error_code')).toBeNull()
  expect(enumOfNumbers(numbers(cycle(200, [1, 2, 8])), 'page_count')).toBeNull()
  expect(enumOfNumbers(numbers(cycle(200, [1, 2, 8.5])), 'type')).toBeNull()
  expect(enumOfNumbers(numbers(cycle(200, [5])), 'type')).toBeNull()
})
