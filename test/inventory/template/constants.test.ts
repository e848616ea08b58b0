import { expect, test } from 'vitest'
import { areLiterals } from '../../../inventory/template/constants.ts'
import { View } from '../../../inventory/template/view.ts'
import { trieOf } from './build-trie.ts'

const many = (lines: string[]): View<never> =>
  new View([trieOf(lines.flatMap((line) => Array.from({ length: 10 }, () => line)))]) as unknown as View<never>
const ROOT = { parent: null, root: true }

test('a version that much goes through is a literal', () => {
  expect(areLiterals(many(['GET /2.0/users', 'GET /2.0/groups', 'GET /2.0/files']), ROOT)).toBe(true)
  expect(areLiterals(many(['GET /2010-04-01/users', 'GET /2010-04-01/groups', 'GET /status']), ROOT)).toBe(true)
})
test('less traffic will do where much stands below', () => {
  const few = (...words: string[]) =>
    new View([trieOf([...words, ...words, ...words].map((word) => `GET /1/${word}`))]) as unknown as View<never>
  expect(areLiterals(few('users', 'groups', 'files'), ROOT)).toBe(true)
  expect(areLiterals(few('users', 'groups'), ROOT)).toBe(false)
})
test('versions of a whole API are literals, a few of them', () => {
  const versions = (prefix: string, n: number) =>
    many(Array.from({ length: n }, (_, i) => [`GET ${prefix}/v1.4${i}/users`, `GET ${prefix}/v1.4${i}/groups`]).flat())
  expect(areLiterals(versions('', 4), ROOT)).toBe(true)
  expect(areLiterals(versions('', 5), ROOT)).toBe(false)
  expect(areLiterals(versions('', 3), { parent: 'api', root: false })).toBe(true)
  expect(areLiterals(versions('', 3), { parent: 'package', root: false })).toBe(false)
})
test('two versions are literals, beside other values they are not', () => {
  expect(areLiterals(many(['GET /1/users', 'GET /2/groups', 'GET /2/files']), ROOT)).toBe(true)
  expect(areLiterals(many(['GET /1/users', 'GET /2/groups', 'GET /234567/files']), ROOT)).toBe(false)
})
test('behind a plural, with little traffic or nothing below, numbers are values', () => {
  expect(areLiterals(many(['GET /1/users', 'GET /1/groups']), { parent: 'tenants', root: false })).toBe(false)
  expect(areLiterals(new View([trieOf(['GET /1/users', 'GET /1/groups'])]), ROOT)).toBe(false)
  expect(areLiterals(many(['GET /1/users', 'GET /1/users', 'GET /1/users']), ROOT)).toBe(false)
})
