import { expect, test } from 'vitest'
import { ContextScores } from '../../../inventory/template/context-scores.ts'
import { decide, decideStreaming, type Pass, type Scorer } from '../../../inventory/template/decide.ts'
import { addRules, GuideNode, guidesOf, NO_GUIDES } from '../../../inventory/template/guide.ts'
import { Lexicon } from '../../../inventory/template/lexicon.ts'
import { View } from '../../../inventory/template/view.ts'
import { trieOf } from './build-trie.ts'

const POSITION = { parent: null, root: true }
const WORDS = ['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'gg', 'hh', 'ii', 'jj']
const pass = (): Pass => ({ context: new ContextScores(), values: new Set(), first: true })

/** Gives the scores in the order of the words. */
function scorerOf(scores: readonly number[]): Scorer {
  const given = Float64Array.from(scores)
  return {
    lexicon: new Lexicon({ words: {}, priors: {}, prior: 0 }),
    score: () => given,
    rescore: () => given,
    contributions: (row) => row.map((_, i) => (i < 6 ? i : 0)),
  }
}

const viewOf = (n: number): View<never> => new View([trieOf(WORDS.slice(0, n).map((word) => `GET /${word}`))]) as unknown as View<never>
const valuesOf = (scores: readonly number[]): number =>
  decide(viewOf(scores.length), POSITION, NO_GUIDES, scorerOf(scores), pass()).values.length

test('sure values draw in likely ones where they are a fair share', () => expect(valuesOf([2, 2, 2, 0.5, 0.5, -1])).toBe(5))
test('a lone word needs more', () => {
  expect(valuesOf([0.8])).toBe(0)
  expect(valuesOf([1.2])).toBe(1)
  expect(valuesOf([0.8, -3, -3])).toBe(0)
})
test('nothing above the border, no parameter', () => expect(valuesOf([-1, -2, -0.1])).toBe(0))

test('a few likely values among many literals are literals, too, unless they are very sure', () => {
  expect(valuesOf([1.6, 0.5, -1, -2, -2, -2, -2])).toBe(0)
  expect(valuesOf([4, 0.5, -1, -2, -2, -2, -2])).toBe(0)
  expect(valuesOf([4, 4, 0.5, -2, -2, -2, -2, -2])).toBe(2)
  expect(valuesOf([1.6, 1.6, 0.5, 0.2, -2, -2, -2])).toBe(4)
})

test('a word that points at the caller is a literal whatever the score', () => {
  const view = new View([trieOf(['GET /me', 'GET /ann', 'GET /ben'])]) as unknown as View<never>
  const { literals } = decide(view, POSITION, NO_GUIDES, scorerOf([5, 5]), pass())
  expect(literals.map((word) => word.text)).toEqual(['me'])
})

test('a full node melds only what is sure, and only where that is a fair share', () => {
  expect(decideStreaming(viewOf(4), POSITION, NO_GUIDES, scorerOf([2, 2, 0.5, -1]))).toHaveLength(2)
  expect(decideStreaming(viewOf(10), POSITION, NO_GUIDES, scorerOf([2, 2, 0, 0, 0, 0, 0, 0, 0, 0]))).toHaveLength(0)
})

test('guides come before scores', () => {
  const root = new GuideNode()
  addRules(root, { keepLiteral: ['/aa'], forceParameter: ['/{}'] })
  const decision = decide(viewOf(3), POSITION, guidesOf([root]), scorerOf([]), pass())
  expect(decision.literals.map((word) => word.text)).toEqual(['aa'])
  expect(decision.values.map((word) => word.text)).toEqual(['bb', 'cc'])
  expect(decision.reasons[0]?.text).toMatch(/rule/)
})

test('the top four reasons are told, strongest first', () => {
  const { reasons } = decide(viewOf(3), POSITION, NO_GUIDES, scorerOf([3, 3, 3]), pass())
  expect(reasons.length).toBeLessThanOrEqual(4)
  expect(reasons.map((reason) => reason.weight)).toEqual([...reasons.map((reason) => reason.weight)].sort((a, b) => b - a))
})

test('words near the border are called ambiguous', () => {
  expect(decide(viewOf(3), POSITION, NO_GUIDES, scorerOf([3, 3, 0.2]), pass()).ambiguous).toHaveLength(1)
})
