import { expect, test } from 'vitest'
import { emptyValues } from '../../../inventory/template/trie.ts'
import { unite, View } from '../../../inventory/template/view.ts'
import { trieOf } from './build-trie.ts'

test('several nodes look like one', () => {
  const root = trieOf([['GET /ann/orders', '.id'], ['GET /ben/orders', '.id', '.total'], 'POST /ben/orders', 'GET /ben/1234'])
  const all = new View([root])
  const both = unite([...all.words.values()])
  expect(both?.n).toBe(4)
  expect([...(both?.words.keys() ?? [])]).toEqual(['orders'])
  expect(both?.words.get('orders')?.n).toBe(3)
  expect([...(both?.words.get('orders')?.leaves ?? [])].map(([method, leaves]) => [method, leaves.length])).toEqual([
    ['GET', 2],
    ['POST', 1],
  ])
  expect(both?.words.get('orders')?.keys.get('GET')).toHaveLength(2)
  expect(both?.value?.n).toBe(1)
})

test('nothing united is nothing', () => expect(unite([])).toBeNull())

test('a look leaves the trie as it is', () => {
  const root = trieOf(['GET /ann', 'GET /ben'])
  unite([...new View([root]).words.values()])
  expect([...(root.words?.keys() ?? [])]).toEqual(['ann', 'ben'])
})

test('what earlier runs saw is there, and told apart', () => {
  const own = trieOf(['GET /ann', 'GET /ben', 'GET /ben'])
  const before = trieOf(['GET /ann', 'GET /cid', 'GET /cid'])
  for (const node of [before, ...(before.words?.values() ?? [])]) node.isEarlier = true
  before.earlierValue = emptyValues()
  before.earlierValue.n = 7
  own.absorbed = new Set([before.words?.get('cid')?.hash ?? 0])
  const view = new View([own, before])
  const facts = [...view.words.values()].map((word) => [word.text, word.n, word.seen, word.isEarlier, word.isSeen, view.hasAbsorbed(word)])
  expect(facts).toEqual([
    ['ann', 2, 1, true, true, false],
    ['ben', 2, 2, false, true, false],
    ['cid', 2, 0, true, false, true],
  ])
  expect([view.seen, view.value, view.earlierValue?.n, new View([own]).earlierValue]).toEqual([3, null, 7, null])
})
