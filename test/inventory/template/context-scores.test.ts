import { expect, test } from 'vitest'
import { CONTEXT_FEATURES, ContextScores, clamp, contextRow } from '../../../inventory/template/context-scores.ts'
import { View } from '../../../inventory/template/view.ts'
import { trieOf } from './build-trie.ts'

test('a word hears of the same word and the same parent elsewhere, never of itself', () => {
  const root = new View([trieOf(['GET /a/users/ann', 'GET /b/users/ann', 'GET /b/users/ben'])]) as unknown as View<never>
  const at = (first: string): View<never> => root.words.get(first)?.words.get('users') as View<never>
  const position = { parent: 'users', root: false }
  const context = new ContextScores()
  context.note(at('a'), [...at('a').words.values()], position, Float64Array.of(2))
  context.note(at('b'), [...at('b').words.values()], position, Float64Array.of(4, 6))
  const [ann] = context.rows(at('a'), [...at('a').words.values()], position, Float64Array.of(2))
  expect(Object.fromEntries(CONTEXT_FEATURES.map((id, i) => [id, ann?.[i]]))).toMatchObject({
    score: 2,
    sameParent: 5,
    sameWord: 4,
    siblings: 0,
  })
})

test('scores are clamped, means of nothing are 0', () => {
  expect(clamp(99)).toBe(8)
  expect([...contextRow(1, { sum: 0, n: 0 }, { sum: 0, n: 0 }, { sum: 0, n: 0 })]).toEqual([1, ...new Array(13).fill(0)])
})

test('groups of one API differ in the literals further down, values do not', () => {
  const lines = ['apps', 'jobs', 'zones'].flatMap((group) => [`GET /${group}/v1/watch/${group}list`, `GET /${group}/v1/health`])
  const root = new View([trieOf(lines)]) as unknown as View<never>
  const context = new ContextScores()
  const groups = [...root.words.values()]
  for (const group of groups) {
    const version = group.words.get('v1') as View<never>
    const watch = version.words.get('watch') as View<never>
    context.note(version, [...version.words.values()], { parent: 'v1', root: false }, Float64Array.of(-3, -3))
    context.note(watch, [...watch.words.values()], { parent: 'watch', root: false }, Float64Array.of(-3))
  }
  const [row] = context.rows(root, groups, { parent: null, root: true }, Float64Array.of(0, 0, 0))
  const of = (id: (typeof CONTEXT_FEATURES)[number]): number => row?.[CONTEXT_FEATURES.indexOf(id)] as number
  expect(of('ownLiterals')).toBe(1)
  expect(of('ownLiteralsShare')).toBeCloseTo(1 / 3)
  expect(of('siblingOwnLiterals')).toBe(1)
})
