import { expect, test } from 'vitest'
import { createCoverage } from '../../../inventory/learn/coverage.ts'
import { createOperation } from '../../../inventory/learn/fold-observation.ts'
import { decodeFragment, decodeNode, encodeFragment, encodeNode } from '../../../inventory/learn/fragment.ts'
import { OperationLeaf } from '../../../inventory/learn/leaf.ts'
import { step, TrieNode } from '../../../inventory/template/trie.ts'
import { observe } from './build-observation.ts'

test('a trie survives MessagePack', () => {
  const root = new TrieNode<OperationLeaf>('', 0)
  for (const line of ['GET /users/ann', 'GET /users/12345', 'GET /2.0/x']) {
    let node = root
    for (const segment of observe(line, { echo: { ann: 'login' } }).segments) node = step(node, segment)
    node.pinned = true
    node.methods = new Map([['GET', new OperationLeaf(createOperation('rest', 'GET'))]])
  }
  const plain = encodeNode(root)
  const back = decodeFragment(encodeFragment({ exchanges: 3, coverage: createCoverage(), services: [plain] }))
  expect(back.exchanges).toBe(3)
  expect(encodeNode(decodeNode(back.services[0]))).toEqual(plain)
})
