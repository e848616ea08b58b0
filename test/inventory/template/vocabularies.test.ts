import { expect, test } from 'vitest'
import { View } from '../../../inventory/template/view.ts'
import { knownValues, VOCABULARIES } from '../../../inventory/template/vocabularies.ts'
import { trieOf } from './build-trie.ts'

const known = (...lines: Parameters<typeof trieOf>[0]): string | null => {
  const found = knownValues([...new View([trieOf(lines)]).words.values()], new Set())
  return found && `${found.vocabulary.name} ${found.words.map(({ text }) => text).sort()}`
}
const site = (language: string): string[] => [`GET /${language}/docs`, `GET /${language}/blog/42`, `GET /${language}/search`]

test('languages that lead to the same are values, whatever else stands there', () => {
  expect(known(...site('de'), ...site('en'), 'GET /health', 'GET /assets/logo')).toBe('locale de,en')
  expect(known(...site('de'), 'GET /health')).toBeNull()
})

test('words that lead to different things are none', () => {
  expect(known('GET /it/tickets', 'GET /it/assets', 'GET /no/reply', 'GET /hr/people')).toBeNull()
})

test('two letters are a country among countries only', () => {
  expect(known('GET /us/shops', 'GET /gb/shops', 'GET /ca/shops')).toBe('country ca,gb,us')
  expect(known('GET /us/shops', 'GET /gb/shops', 'GET /ca/shops', 'GET /orders/1', 'GET /users/1')).toBeNull()
})

test('currencies and stages, by their answers where nothing is below', () => {
  expect(known(['GET /USD', '.rate'], ['GET /EUR', '.rate'], ['GET /GBP', '.rate'])).toBe('currency EUR,GBP,USD')
  expect(known(['GET /dev', '.url'], ['GET /qa', '.url'], ['GET /staging', '.url'])).toBe('environment dev,qa,staging')
  expect(known(['GET /dev', '.url'], ['GET /qa', '.count', '.list'], ['GET /staging', '.none'])).toBeNull()
  expect(known(['GET /live', '.url'], ['GET /preview', '.url'])).toBeNull()
})

test('what was asked for below some of them only does not tell them apart', () => {
  const answer = ['.items', '.next'] as const
  expect(known(['GET /dev', ...answer], ['GET /qa', ...answer], ['GET /staging', ...answer], ['GET /staging/7', '.id'])).toBe(
    'environment dev,qa,staging',
  )
})

test('without answers the methods must be the same', () => {
  expect(known('PUT /dev', 'PUT /qa', 'PUT /prod')).toBe('environment dev,prod,qa')
  expect(known('PUT /dev', 'GET /qa', 'PUT /prod')).toBeNull()
})

test.each(VOCABULARIES)('$name: words in lower case, each once', ({ words, least }) => {
  for (const word of words) expect(word).toMatch(/^[a-z]{2,12}$/)
  expect(words.size).toBeGreaterThan(least)
})
