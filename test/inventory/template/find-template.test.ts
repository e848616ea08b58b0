import { expect, test } from 'vitest'
import { renderTemplate } from '../../../inventory/model.ts'
import { extendTemplate, findTemplate, type Token } from '../../../inventory/template/find-template.ts'
import { NO_GUIDES } from '../../../inventory/template/guide.ts'
import { createScorer } from '../../../inventory/template/model.ts'
import { decideTree } from '../../../inventory/template/template-tree.ts'
import { observe } from '../learn/build-observation.ts'
import { trieOf } from './build-trie.ts'

const tree = decideTree(
  [trieOf(['GET /users/1234', 'GET /users/me/settings', 'GET /users/5678/orders', 'GET /files/2024-05-06'])],
  NO_GUIDES,
  createScorer(),
)
const tokens = (path: string): Token[] => observe(`GET ${path}`).segments
const find = (path: string): string | undefined => {
  const found = findTemplate(tree, tokens(path), (node) => node.view.leaves.has('GET'))
  return found ? renderTemplate(found.segments) : undefined
}

test('a path finds the most literal template', () => {
  expect(find('/users/9999')).toBe('/users/{userId}')
  expect(find('/users/me/settings')).toBe('/users/me/settings')
  expect(find('/users/7/orders')).toBe('/users/{userId}/orders')
  expect(find('/files/2023-01-01')).toBe('/files/{date}')
})

test('where a literal leads nowhere, the parameter is tried', () => {
  expect(find('/users/me')).toBe('/users/{userId}')
  expect(find('/users/me/orders')).toBe('/users/{userId}/orders')
  expect(find('/nowhere')).toBeUndefined()
})

test('beyond what is known only common words are literal', () => {
  const known = new Set(['orders', 'admin'])
  const extend = (path: string): string => renderTemplate(extendTemplate(tree, tokens(path), (text) => known.has(text)))
  expect(extend('/users/ann/secret')).toBe('/users/{userId}/{userChild}')
  expect(extend('/admin/orders/ann')).toBe('/admin/orders/{order}')
  expect(extend('/xyzzy')).toBe('/{param1}')
})
