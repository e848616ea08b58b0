import { expect, test } from 'vitest'
import { absorbRarest, asValueWhereClosed, countNodes, meldSureValues, shrink } from '../../../inventory/learn/shrink.ts'
import type { PathSegment } from '../../../inventory/observe/observation.ts'
import { NO_GUIDES } from '../../../inventory/template/guide.ts'
import { createScorer } from '../../../inventory/template/model.ts'
import type { TrieNode } from '../../../inventory/template/trie.ts'
import { KIND, type TestLeaf, trieOf } from '../template/build-trie.ts'
import { observe } from './build-observation.ts'

const word = (i: number): string => `${'bcdfghjklm'[i % 10]}${'aeiou'[(i >> 1) % 5]}${'npqrst'[(i >> 2) % 6]}${'aeiou'[(i >> 3) % 5]}o`
const lines = Array.from({ length: 400 }, (_, i) => `GET /${word(i)}/${word(i * 7)}/${word(i * 3)}`)

function exchangesOf(node: TrieNode<TestLeaf>): number {
  let n = [...(node.methods?.values() ?? [])].reduce((sum, leaf) => sum + leaf.n, 0)
  for (const child of [...(node.words?.values() ?? []), ...(node.value ? [node.value] : [])]) n += exchangesOf(child)
  return n
}

test('a trie shrinks below its bound and loses no evidence', () => {
  const root = trieOf(lines)
  const before = countNodes(root)
  const left = shrink(root, before / 4, { kind: KIND, scorer: createScorer(), guides: NO_GUIDES })
  expect(left).toBeLessThanOrEqual(before / 4)
  expect(countNodes(root)).toBe(left)
  expect(exchangesOf(root)).toBe(lines.length)
})

test('the least used words go first, pinned ones stay', () => {
  const root = trieOf(['GET /often', 'GET /often', 'GET /often', 'GET /once', 'GET /twice', 'GET /twice', 'GET /method'])
  const method = root.words?.get('method')
  if (method) method.pinned = true
  absorbRarest(root, KIND)
  expect([...(root.words?.keys() ?? [])].sort()).toEqual(['method', 'often', 'twice'])
})

test('where words were always values, one that no API knows is a value at once; others are looked at', () => {
  const names = Array.from({ length: 400 }, (_, i) => `${word(i * 3)}${word(i * 7 + 1)}${word(i)}`)
  const root = trieOf(names.flatMap((name) => [`GET /users/${name}/repos`, `GET /users/${name}`]))
  const shrinking = { kind: { ...KIND, absorbed: 1000 }, scorer: createScorer(), guides: NO_GUIDES }
  meldSureValues(root, shrinking)
  const users = root.words?.get('users') as TrieNode<TestLeaf>
  expect([users.words?.size, users.closed]).toEqual([0, true])
  const taken = (text: string, at = users): string => {
    const segment = observe(`GET /users/${text}`).segments[1] as PathSegment
    return asValueWhereClosed(at, segment, shrinking).text
  }
  expect([taken('zuzubavo'), taken('settings'), taken('me')]).toEqual(['', 'settings', 'me'])
  expect(taken('zuzubavo', root)).toBe('zuzubavo')
  // It is remembered by its hash, as one that was melded.
  expect(users.absorbed?.has((observe('GET /users/zuzubavo').segments[1] as PathSegment).hash)).toBe(true)
})
