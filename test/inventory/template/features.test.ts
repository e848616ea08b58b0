import { expect, test } from 'vitest'
import { FEATURE_COUNT, FEATURE_IDS, type FeatureId } from '../../../inventory/template/feature-table.ts'
import { featureRows } from '../../../inventory/template/features.ts'
import { Lexicon } from '../../../inventory/template/lexicon.ts'
import { View } from '../../../inventory/template/view.ts'
import { trieOf } from './build-trie.ts'

const LEXICON = new Lexicon({ words: { users: 9, search: 5 }, priors: { users: 2 }, prior: 0 })
const value = (row: Float64Array | undefined, id: FeatureId): number => row?.[FEATURE_IDS.indexOf(id)] as number

function rowsOf(lines: Parameters<typeof trieOf>[0]): Map<string, Float64Array> {
  const view = new View([trieOf(lines)]).words.get('users') as View<never>
  const words = [...view.words.values()]
  const rows = featureRows(view, words, { parent: 'users', root: false }, LEXICON)
  return new Map(words.map((word, i) => [word.text, rows[i] as Float64Array]))
}

test('every word has a row of every feature', () => {
  for (const row of rowsOf(['GET /users/ann', 'GET /users/1234', 'GET /users/search']).values()) {
    expect(row).toHaveLength(FEATURE_COUNT)
    expect([...row].every(Number.isFinite)).toBe(true)
  }
})

test('rows say what is known of words, position and siblings', () => {
  const rows = rowsOf([
    ['GET /users/ann', '.id'],
    ['GET /users/ben', '.id'],
    ['GET /users/search', '.hits'],
    ['GET /users/1234', '.id'],
  ])
  const ann = rows.get('ann')
  const search = rows.get('search')
  expect(value(ann, 'inLexicon')).toBe(0)
  expect(value(search, 'inLexicon')).toBe(1)
  expect(value(ann, 'parentPrior')).toBe(2)
  expect(value(ann, 'valueHasIds')).toBe(1)
  expect(value(ann, 'inValueG')).toBe(1)
  expect(value(search, 'inValueG')).toBe(0)
  expect(value(ann, 'gShare')).toBe(1)
  expect(value(search, 'gShare')).toBe(0)
})

test('rows do not depend on the order of arrival', () => {
  const lines = ['GET /users/ann/a', 'GET /users/ben/b', 'GET /users/cleo/a', 'GET /users/1234']
  expect([...rowsOf(lines)].sort(([a], [b]) => (a < b ? -1 : 1))).toEqual(
    [...rowsOf([...lines].reverse())].sort(([a], [b]) => (a < b ? -1 : 1)),
  )
})
