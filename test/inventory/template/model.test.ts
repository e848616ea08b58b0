import { expect, test } from 'vitest'
import { FEATURE_COUNT, FEATURE_IDS } from '../../../inventory/template/feature-table.ts'
import { createScorer } from '../../../inventory/template/model.ts'

const bare = { lexicon: { words: {}, priors: {}, prior: 0 }, trees: [] }

test('the first stage is a weighted sum, its parts are the contributions', () => {
  const scorer = createScorer({ ...bare, weights: { bias: -1, logD: 0.5 } })
  const row = new Float64Array(FEATURE_COUNT)
  row[FEATURE_IDS.indexOf('bias')] = 1
  row[FEATURE_IDS.indexOf('logD')] = 4
  expect([...scorer.score([row])]).toEqual([1])
  expect(scorer.contributions(row).reduce((a, b) => a + b, 0)).toBe(1)
})

test('the built-in scorer is made once', () => expect(createScorer()).toBe(createScorer()))
