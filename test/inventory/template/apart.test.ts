import { expect, test } from 'vitest'
import { standApart } from '../../../inventory/template/apart.ts'
import { View } from '../../../inventory/template/view.ts'
import { trieOf } from './build-trie.ts'

const LITERALS = ['v1', 'status', 'jobs', 'leases', 'zones']
const wordsOf = (lines: readonly string[], times = 12): View<never>[] => {
  const root = new View([trieOf(Array.from({ length: times }, () => lines).flat())]) as unknown as View<never>
  return [...root.words.values()]
}
const apart = (words: View<never>[]): boolean => standApart(words, (node) => LITERALS.includes(node.text))
const GROUPS = ['jobs', 'leases', 'zones'].flatMap((word) => [`GET /${word}-group/v1/${word}`, `GET /${word}-group/v1/status`])

test('groups have literals of their own', () => expect(apart(wordsOf(GROUPS))).toBe(true))

test('values have the same literals below them', () =>
  expect(apart(wordsOf(['ann', 'ben', 'cleo'].flatMap((name) => [`GET /${name}/jobs`, `GET /${name}/status`])))).toBe(false))

test('what little traffic did not show is not missing', () => expect(apart(wordsOf(GROUPS, 4))).toBe(false))

test('a name among names is no literal', () => {
  const lines = ['ann', 'ben', 'cleo'].flatMap((name, i) => [
    `GET /${name}/${LITERALS[i + 2]}`,
    `GET /${name}/xa${i}`,
    `GET /${name}/xb${i}`,
  ])
  expect(apart(wordsOf(lines))).toBe(false)
})
