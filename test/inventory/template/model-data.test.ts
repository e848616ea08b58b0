import { expect, test } from 'vitest'
import { CONTEXT_FEATURES } from '../../../inventory/template/context-scores.ts'
import { FEATURE_COUNT, FEATURE_IDS } from '../../../inventory/template/feature-table.ts'
import { MODEL } from '../../../inventory/template/model-data.ts'

test('the model knows every feature, and no other', () => expect(Object.keys(MODEL.weights).sort()).toEqual([...FEATURE_IDS].sort()))

test('trees are complete and test features there are', () => {
  for (const { features, thresholds, leaves } of MODEL.trees) {
    expect(thresholds).toHaveLength(features.length)
    expect(leaves).toHaveLength(features.length + 1)
    for (const feature of features) expect(feature).toBeLessThan(FEATURE_COUNT + CONTEXT_FEATURES.length)
  }
})

test('the lexicon is lower case', () => expect(Object.keys(MODEL.lexicon.words).filter((word) => word !== word.toLowerCase())).toEqual([]))
