import { expect, test } from 'vitest'
import { StructureScores } from '../../../inventory/template/structure.ts'
import { View } from '../../../inventory/template/view.ts'
import { trieOf } from './build-trie.ts'

const root = new View([
  trieOf([
    ...['orders', 'carts', 'shops'].flatMap((word) => [
      `GET /${word}/search`,
      ...['ann', 'ben', 'cleo'].flatMap((name) => [`GET /${word}/${name}`, `DELETE /${word}/${name}`, `GET /${word}/${name}/items`]),
    ]),
    'DELETE /lists/xyzzy',
    'GET /lists/xyzzy/items',
    'GET /lists/search',
  ]),
]) as unknown as View<never>
const at = (word: string): View<never> => root.words.get(word) as View<never>
const position = (parent: string) => ({ parent, root: false })

function noted(...words: string[]): StructureScores {
  const structure = new StructureScores()
  for (const word of words) {
    const children = [...at(word).words.values()]
    structure.note(
      at(word),
      children,
      position(word),
      children.map(({ text }) => text !== 'search'),
    )
  }
  return structure
}

test('a word that is deleted and has below it what values have is told from one that is only read', () => {
  const structure = noted('orders', 'carts', 'shops')
  const score = (word: string): number => structure.of(at('lists').words.get(word) as View<never>, at('lists'), position('lists'))
  expect(score('xyzzy')).toBeGreaterThan(1)
  expect(score('search')).toBeLessThan(-1)
})

test('a position says nothing about itself, nor does a service of one position', () => {
  const ann = at('orders').words.get('ann') as View<never>
  expect(noted('orders').of(ann, at('orders'), position('orders'))).toBe(0)
  const others = noted('carts', 'shops').of(ann, at('orders'), position('orders'))
  expect(noted('orders', 'carts', 'shops').of(ann, at('orders'), position('orders'))).toBeCloseTo(others)
})
