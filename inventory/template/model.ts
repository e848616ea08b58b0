// The scorer that ships. First stage: a linear model over the features, whose contributions are the reasons. Second stage: boosted
// trees over the features and what the first stage says elsewhere in the service. Weights, trees and lexicon are data (model-data.ts).

import { CONTEXT_FEATURES, type ContextScores } from './context-scores.ts'
import type { Scorer } from './decide.ts'
import { FEATURE_COUNT, FEATURE_IDS, type FeatureId } from './feature-table.ts'
import type { Position } from './features.ts'
import { Lexicon, type LexiconData } from './lexicon.ts'
import { MODEL } from './model-data.ts'
import { sumOfTrees, type TreeData } from './trees.ts'
import type { Leaf } from './trie.ts'
import type { View } from './view.ts'

export interface ModelData {
  lexicon: LexiconData
  /** Feature -> weight; features without one count nothing. */
  weights: Partial<Record<FeatureId, number>>
  trees: readonly TreeData[]
}

class TrainedScorer implements Scorer {
  readonly lexicon: Lexicon
  readonly #weights: Float64Array
  readonly #trees: readonly TreeData[]

  constructor({ lexicon, weights, trees }: ModelData) {
    this.lexicon = new Lexicon(lexicon)
    this.#weights = Float64Array.from(FEATURE_IDS, (id) => weights[id] ?? 0)
    this.#trees = trees
  }

  score(rows: readonly Float64Array[]): Float64Array {
    const weights = this.#weights
    const scores = new Float64Array(rows.length)
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] as Float64Array
      let sum = 0
      for (let i = 0; i < FEATURE_COUNT; i++) sum += (row[i] as number) * (weights[i] as number)
      scores[at] = sum
    }
    return scores
  }

  rescore(
    rows: readonly Float64Array[],
    first: Float64Array,
    view: View<Leaf>,
    words: readonly View<Leaf>[],
    position: Position,
    context: ContextScores,
  ): Float64Array {
    if (this.#trees.length === 0) return first
    const around = context.rows(view, words, position, first)
    const whole = new Float64Array(FEATURE_COUNT + CONTEXT_FEATURES.length)
    return Float64Array.from(rows, (row, i) => {
      whole.set(row)
      whole.set(around[i] as Float64Array, FEATURE_COUNT)
      return sumOfTrees(this.#trees, whole)
    })
  }

  contributions(row: Float64Array): Float64Array {
    return row.map((value, i) => value * (this.#weights[i] as number))
  }
}

let builtIn: Scorer | null = null

/** The built-in model, or another. */
export function createScorer(data?: ModelData): Scorer {
  if (data) return new TrainedScorer(data)
  builtIn ??= new TrainedScorer(MODEL)
  return builtIn
}
