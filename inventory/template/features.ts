// The features by which a word is told to be a literal or a value of a parameter: one table, one number each. The weights are data
// (model.ts); a feature that has a text can be a reason.

import type { Lexicon } from './lexicon.ts'
import {
  containment,
  containmentOfTraffic,
  descendantFeatures,
  type FeatureSet,
  responseFeatures,
  SharedFeatures,
  SharedNames,
  type Sharing,
  type Values,
} from './shape-features.ts'
import type { Leaf } from './trie.ts'
import type { View } from './view.ts'

/** Feature id -> how it reads as a reason for a parameter (where its contribution is positive) and for a literal. '' where it says nothing to people. */
export const FEATURES = {
  bias: ['', ''],
  lexiconCount: ['', 'the word is common in paths of APIs'],
  inLexicon: ['', 'the word is known from paths of APIs'],
  lexiconParts: ['', 'its parts are known from paths of APIs'],
  digit: ['the words contain digits', ''],
  hyphen: ['the words are hyphenated', ''],
  underscore: ['', ''],
  camel: ['', ''],
  dot: ['the words contain dots', ''],
  allCaps: ['the words are in capitals', ''],
  length: ['', ''],
  parentIsParameter: ['', ''],
  parentPrior: ['the word before is usually followed by a parameter', 'the word before is usually followed by a literal'],
  parentPlural: ['the word before is a plural', ''],
  logD: ['many different words stand here', 'few different words stand here'],
  logN: ['', 'it is called often'],
  trafficShare: ['', 'a large part of the traffic goes through it'],
  onceShare: ['most words were seen once', ''],
  onceShareLogD: ['many words were seen once', ''],
  hasDescendants: ['', ''],
  fShare: ['siblings have the same paths below', ''],
  fShareLogD: ['many siblings have the same paths below', ''],
  fMeanDf: ['siblings have the same paths below', ''],
  fMeanDfLogD: ['many siblings have the same paths below', ''],
  fCommon: ['most siblings have the same paths below', ''],
  fMeanWeight: ['siblings have the same paths below', ''],
  fMeanWeightLogD: ['many siblings have the same paths below', ''],
  fShareOfTraffic: ['most of its traffic goes to paths that siblings have too', ''],
  fOwnTraffic: ['', 'much of its traffic goes to paths that are its own'],
  fUnshared: ['', 'what stands below is its own'],
  hasShape: ['', ''],
  gShare: ['siblings answer with the same fields', ''],
  gShareLogD: ['many siblings answer with the same fields', ''],
  gMeanDf: ['siblings answer with the same fields', ''],
  gMeanDfLogD: ['many siblings answer with the same fields', ''],
  gCommon: ['most siblings answer with the same fields', ''],
  gCommonLogD: ['most siblings answer with the same fields', ''],
  gMeanWeight: ['siblings answer with the same fields', ''],
  methodsShared: ['siblings have the same methods', ''],
  siblingDescendants: ['', ''],
  gOwnTraffic: ['', 'its answers have fields of their own'],
  gUnshared: ['', 'its answer is its own'],
  valueHasIds: ['identifiers stand at the same place', ''],
  valueHasWords: ['other words here were taken for values', ''],
  inValueF: ['what stands below is what stands below the values', ''],
  notInValueF: ['', 'what stands below the values is not below it'],
  inValueTraffic: ['what stands below is what stands below the values', ''],
  inValueG: ['it answers like the values', ''],
  notInValueG: ['', 'it does not answer like the values'],
  lexiconRate: ['', 'its siblings are known from paths of APIs'],
  lexiconRateLogD: ['', 'its siblings are known from paths of APIs'],
  echo: ['the response repeats the value', ''],
  siblingEcho: ['responses repeat the values of siblings', ''],
  root: ['', 'it begins the path'],
  alone: ['', 'no other word stands here'],
  siblingsMarked: ['siblings contain digits, hyphens or underscores', ''],
  reuse: ['', 'the same words come again and again'],
  unknownLogD: ['many words that no API uses in paths stand here', ''],
  unknownFMeanDfLogD: ['many siblings have the same paths below', ''],
  unknownGMeanDfLogD: ['many siblings answer with the same fields', ''],
  unknownSiblingsLogD: ['its siblings are not known from paths of APIs', ''],
  unknownPrior: ['the word before is usually followed by a parameter', 'the word before is usually followed by a literal'],
  knownFUnshared: ['', 'what stands below is its own'],
  knownGUnshared: ['', 'its answer is its own'],
  knownReuse: ['', 'the same words come again and again'],
} as const satisfies Record<string, readonly [parameter: string, literal: string]>

export type FeatureId = keyof typeof FEATURES

/**
 * What more of a feature may say: 1 only for a parameter, -1 only for a literal, 0 either. Training keeps to it, so that the model
 * learns no accidents of its documents, and every reason makes sense.
 */
export function directionOf(id: FeatureId): -1 | 0 | 1 {
  const [parameter, literal] = FEATURES[id]
  if (parameter !== '') return 1
  return literal === '' ? 0 : -1
}

export const FEATURE_IDS = Object.keys(FEATURES) as FeatureId[]
export const FEATURE_COUNT = FEATURE_IDS.length

/** What is known of the position besides its node. */
export interface Position {
  /** The part before, when that is a literal; null behind a parameter and at the root. */
  parent: string | null
  /** Nothing stands before. */
  root: boolean
}

/** A row per word child of `view`, in the order of `words`. `values`: what a first pass took for values further down. */
export function featureRows<L extends Leaf>(
  view: View<L>,
  words: readonly View<L>[],
  position: Position,
  lexicon: Lexicon,
  values?: Values,
): Float64Array[] {
  const node = describeNode(view, words, position, lexicon, values)
  const paths = words.map((word) => (word.hasChildren ? descendantFeatures(word, values) : NO_FEATURES))
  const answers = words.map((word) => responseFeatures(word))
  const counts = words.map((word) => word.n)
  const sharedPaths = new SharedFeatures(paths, counts)
  const sharedAnswers = new SharedFeatures(answers, counts)
  const methods = words.map((word) => [...word.leaves.keys()])
  const sharedMethods = new SharedNames(methods)
  return words.map((word, i) => {
    const f = paths[i] as FeatureSet
    const g = answers[i] as FeatureSet
    return rowOf(word, node, lexicon, {
      f: sharedPaths.of(f, word.n),
      g: sharedAnswers.of(g, word.n),
      methodsShared: sharedMethods.of(methods[i] as string[]),
      inF: node.valuePaths && f.size ? containment(f, node.valuePaths) : null,
      inTraffic: node.valuePaths ? containmentOfTraffic(f, node.valuePaths) : 0,
      inG: node.valueAnswers && g.size ? containment(g, node.valueAnswers) : null,
    })
  })
}

const NO_FEATURES: FeatureSet = new Map()

interface NodeFacts {
  n: number
  logD: number
  /** Words there are or were. */
  distinct: number
  onceShare: number
  prior: number
  plural: boolean
  position: Position
  lexiconRate: number
  siblingEcho: number
  marked: number
  reuse: number
  alone: boolean
  /** Share of the words that have paths below. */
  descendants: number
  hasIds: boolean
  absorbed: number
  valuePaths: FeatureSet | null
  valueAnswers: FeatureSet | null
}

function describeNode<L extends Leaf>(
  view: View<L>,
  words: readonly View<L>[],
  position: Position,
  lexicon: Lexicon,
  values?: Values,
): NodeFacts {
  const absorbed = view.absorbed
  const distinct = words.length + absorbed
  let once = 0
  let known = 0
  let marked = 0
  let n = 0
  let echoed = 0
  for (const word of words) {
    if (word.n === 1) once++
    if (lexicon.count(word.text) > 0) known++
    if (/[-_\d]/.test(word.text)) marked++
    n += word.n
    echoed += word.echoed
  }
  const value = view.value
  return {
    n: view.n,
    logD: Math.log2(1 + distinct),
    distinct,
    onceShare: once / Math.max(1, words.length),
    prior: position.parent === null ? 0 : lexicon.prior(position.parent),
    plural: position.parent !== null && /[^s]s$/i.test(position.parent),
    position,
    lexiconRate: known / Math.max(1, words.length),
    siblingEcho: echoed / Math.max(1, n),
    marked: marked / Math.max(1, words.length),
    reuse: Math.log2(1 + n / Math.max(1, words.length)),
    alone: distinct === 1,
    descendants: words.filter((word) => word.hasChildren).length / Math.max(1, words.length),
    hasIds: value !== null && value.n > 0 && absorbed === 0,
    absorbed,
    valuePaths: value ? descendantFeatures(value, values) : null,
    valueAnswers: value ? responseFeatures(value) : null,
  }
}

interface WordFacts {
  f: Sharing
  g: Sharing
  methodsShared: number
  inF: number | null
  inTraffic: number
  inG: number | null
}

function rowOf<L extends Leaf>(
  word: View<L>,
  node: NodeFacts,
  lexicon: Lexicon,
  { f, g, methodsShared, inF, inTraffic, inG }: WordFacts,
): Float64Array {
  const { text } = word
  const { logD } = node
  const count = lexicon.count(text)
  const known = count > 0 ? 1 : 0
  const unknown = 1 - known
  const fUnshared = (1 - f.share) * Math.log2(1 + f.size)
  const gUnshared = g.size ? (1 - g.share) * Math.log2(1 + word.n) : 0
  const reuse = Math.log2(1 + word.n / node.distinct)
  const facts: Record<FeatureId, number> = {
    bias: 1,
    lexiconCount: Math.log2(1 + count),
    inLexicon: known,
    lexiconParts: lexicon.knownParts(text),
    digit: /\d/.test(text) ? 1 : 0,
    hyphen: text.includes('-') ? 1 : 0,
    underscore: text.includes('_') ? 1 : 0,
    camel: /[a-z][A-Z]/.test(text) ? 1 : 0,
    dot: text.includes('.') ? 1 : 0,
    allCaps: text.length > 1 && /^[A-Z\d_-]*[A-Z][A-Z\d_-]*$/.test(text) ? 1 : 0,
    length: Math.min(4, text.length / 10),
    parentIsParameter: node.position.parent === null && !node.position.root ? 1 : 0,
    parentPrior: node.prior,
    parentPlural: node.plural ? 1 : 0,
    logD,
    logN: Math.log2(1 + word.n),
    trafficShare: Math.sqrt(word.n / Math.max(1, node.n)),
    onceShare: node.onceShare,
    onceShareLogD: node.onceShare * logD,
    hasDescendants: f.size > 0 ? 1 : 0,
    fShare: f.share,
    fShareLogD: f.share * logD,
    fMeanDf: f.meanDf,
    fMeanDfLogD: f.meanDf * logD,
    fCommon: f.common,
    fMeanWeight: f.meanWeight,
    fMeanWeightLogD: f.meanWeight * logD,
    fShareOfTraffic: f.shareOfTraffic,
    fOwnTraffic: f.size ? (1 - f.shareOfTraffic) * Math.log2(1 + word.n) : 0,
    fUnshared,
    hasShape: g.size > 0 ? 1 : 0,
    gShare: g.share,
    gShareLogD: g.share * logD,
    gMeanDf: g.meanDf,
    gMeanDfLogD: g.meanDf * logD,
    gCommon: g.common,
    gCommonLogD: g.common * logD,
    gMeanWeight: g.meanWeight,
    methodsShared,
    siblingDescendants: node.descendants,
    gOwnTraffic: g.size ? (1 - g.meanWeight) * Math.log2(1 + word.n) : 0,
    gUnshared,
    valueHasIds: node.hasIds ? 1 : 0,
    valueHasWords: node.absorbed > 0 ? 1 : 0,
    inValueF: inF ?? 0,
    notInValueF: inF === null ? 0 : 1 - inF,
    inValueTraffic: inTraffic,
    inValueG: inG ?? 0,
    notInValueG: inG === null ? 0 : 1 - inG,
    lexiconRate: node.lexiconRate,
    lexiconRateLogD: node.lexiconRate * logD,
    echo: word.echoed / Math.max(1, word.n),
    siblingEcho: node.siblingEcho,
    root: node.position.root ? 1 : 0,
    alone: node.alone ? 1 : 0,
    siblingsMarked: node.marked,
    reuse,
    unknownLogD: unknown * logD,
    unknownFMeanDfLogD: unknown * f.meanDf * logD,
    unknownGMeanDfLogD: unknown * g.meanDf * logD,
    unknownSiblingsLogD: unknown * (1 - node.lexiconRate) * logD,
    unknownPrior: unknown * node.prior,
    knownFUnshared: known * fUnshared,
    knownGUnshared: known * gUnshared,
    knownReuse: known * reuse,
  }
  const row = new Float64Array(FEATURE_COUNT)
  for (let i = 0; i < FEATURE_COUNT; i++) row[i] = facts[FEATURE_IDS[i] as FeatureId]
  return row
}
