// Small tries for tests.

import { hashText } from '../../../inventory/observe/hash.ts'
import { addToSample } from '../../../inventory/template/key-sample.ts'
import { type Leaf, step, type TrieKind, TrieNode } from '../../../inventory/template/trie.ts'
import { observe } from '../learn/build-observation.ts'

export class TestLeaf implements Leaf {
  n = 0
  readonly keys: number[] = []
}

export const KIND: TrieKind<TestLeaf> = {
  meld(into, from) {
    into.n += from.n
    for (const key of from.keys) addToSample(into.keys, key, 24)
  },
  constants: 4,
  affixes: 8,
  absorbed: 100,
}

/** Each line as `GET /users/42`, optionally with the keys of its response. */
export function trieOf(lines: readonly (string | readonly [line: string, ...keys: string[]])[]): TrieNode<TestLeaf> {
  const root = new TrieNode<TestLeaf>('', 0)
  for (const each of lines) {
    const [line, ...keys] = typeof each === 'string' ? [each] : each
    const observation = observe(line as string, { keys })
    let node = root
    node.n++
    for (const segment of observation.segments) node = step(node, segment)
    node.methods ??= new Map()
    const leaf = node.methods.get(observation.method) ?? new TestLeaf()
    node.methods.set(observation.method, leaf)
    leaf.n++
    for (const key of keys) addToSample(leaf.keys, hashText(key), 24)
  }
  return root
}
