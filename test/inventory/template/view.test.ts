import { expect, test } from 'vitest'
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
