import { expect, test } from 'vitest'
import type { PathSegment } from '../../../inventory/observe/observation.ts'
import { absorbWord, findChild, meldNode, settleValues, step, type TrieNode } from '../../../inventory/template/trie.ts'
import { observe } from '../learn/build-observation.ts'
import { KIND, type TestLeaf, trieOf } from './build-trie.ts'

function shapeOf(node: TrieNode<TestLeaf>): unknown {
  return {
    n: node.n,
    words: Object.fromEntries([...(node.words ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)).map(([text, child]) => [text, shapeOf(child)])),
    constants: [...(node.constants?.keys() ?? [])].sort(),
    value: node.value && shapeOf(node.value),
    methods: Object.fromEntries([...(node.methods ?? [])].map(([method, leaf]) => [method, leaf.n])),
  }
}

test('words are apart, values are one', () => {
  const root = trieOf(['GET /users/1234', 'GET /users/5678', 'GET /users/me'])
  const users = root.words?.get('users')
  expect(users?.value?.n).toBe(2)
  expect([...(users?.words?.keys() ?? [])]).toEqual(['me'])
  expect(users?.value?.classes).toEqual(new Map([['integer', 2]]))
})

test('a word whose text did not pass the privacy border is a value', () => {
  const root = trieOf(['GET /users/me'])
  const [users, me] = observe('GET /users/me').segments as [PathSegment, PathSegment]
  step(step(root, users), { ...me, text: '' })
  expect([...(root.words?.get('users')?.words?.keys() ?? [])]).toEqual(['me'])
  expect(root.words?.get('users')?.value?.n).toBe(1)
})

test('a few constants stay apart, too many are values', () => {
  const few = trieOf(['GET /1.0/a', 'GET /2.0/a'])
  settleValues(few, KIND)
  expect(few.constants?.size).toBe(2)
  const many = trieOf(['GET /1/a', 'GET /2/a', 'GET /3/a', 'GET /4/b', 'GET /5/b'])
  settleValues(many, KIND)
  expect(many.constants).toBeNull()
  expect(many.value?.n).toBe(5)
  expect([...(many.value?.words?.keys() ?? [])].sort()).toEqual(['a', 'b'])
})

test('an absorbed word is forgotten by name and known by hash', () => {
  const root = trieOf(['GET /users/ann', 'GET /users/ben'])
  const users = root.words?.get('users') as TrieNode<TestLeaf>
  absorbWord(users, users.words?.get('ann') as TrieNode<TestLeaf>, KIND)
  expect(users.words?.has('ann')).toBe(false)
  expect(users.absorbed?.size).toBe(1)
  expect(users.value?.methods?.get('GET')?.n).toBe(1)
  expect(JSON.stringify(shapeOf(users))).not.toContain('ann')
})

test('melding two tries is the trie of all', () => {
  const a = ['GET /users/ann/orders/1234', 'POST /users', 'GET /1.0/x']
  const b = ['GET /users/ben', 'GET /users/ann/orders/777777', 'GET /2.0/x']
  const root = trieOf(a)
  meldNode(root, trieOf(b), KIND)
  expect(shapeOf(root)).toEqual(shapeOf(trieOf([...a, ...b])))
})

test('a word that one side has absorbed is a value for both', () => {
  const left = trieOf(['GET /users/ann'])
  const right = trieOf(['GET /users/ann'])
  const users = left.words?.get('users') as TrieNode<TestLeaf>
  absorbWord(users, users.words?.get('ann') as TrieNode<TestLeaf>, KIND)
  meldNode(right, left, KIND)
  expect(right.words?.get('users')?.words?.size).toBe(0)
  expect(right.words?.get('users')?.value?.n).toBe(2)
})

test('a child is found where the same segment leads to, and nowhere else', () => {
  const root = trieOf(['GET /users/1234', 'GET /users/me', 'GET /v2/users'])
  const childOf = (path: string) => {
    const [first, second] = observe(`GET ${path}`).segments as [PathSegment, PathSegment?]
    const child = findChild(root, first)
    return second === undefined || child === null ? child : findChild(child, second)
  }
  const users = root.words?.get('users') as TrieNode<TestLeaf>
  expect(childOf('/users')).toBe(users)
  expect(childOf('/users/9999')).toBe(users.value)
  expect(childOf('/users/me')).toBe(users.words?.get('me'))
  expect(childOf('/v2')?.text).toBe('v2')
  expect([childOf('/users/you'), childOf('/v3'), childOf('/1234')]).toEqual([null, null, null])
  absorbWord(users, users.words?.get('me') as TrieNode<TestLeaf>, KIND)
  expect(childOf('/users/me')).toBe(users.value)
})
