import { expect, test } from 'vitest'
import { NO_GUIDES } from '../../../inventory/template/guide.ts'
import { createScorer } from '../../../inventory/template/model.ts'
import { classesOf, decideTree, type TemplateNode } from '../../../inventory/template/template-tree.ts'
import { type TestLeaf, trieOf } from './build-trie.ts'

const decided = (...lines: Parameters<typeof trieOf>[0]): TemplateNode<TestLeaf> => decideTree(trieOf(lines), NO_GUIDES, createScorer())

test('a parameter tells what its values look like', () => {
  const node = decided('GET /users/1234', 'GET /users/5678/orders').literals.get('users')?.parameter
  expect(node && classesOf(node.view, null)).toEqual(new Map([['integer', 2]]))
  const segment = node?.segments.at(-1)
  expect(segment?.kind === 'parameter' && segment.reasons[0]?.text).toBe('100 % of the values are integers')
})
