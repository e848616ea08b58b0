// The numbers behind the rows of feature-table.ts, for all words of one position.

import { FEATURE_COUNT, type FeatureId } from './feature-table.ts'
import type { LexicalFacts, Lexicon } from './lexicon.ts'
import {
  containment,
  containmentOfTraffic,
  descendantFeatures,
  type FeatureSet,
  namesBelow,
  responseFeatures,
  SharedFeatures,
  SharedNames,
  type Sharing,
  type Values,
} from './shape-features.ts'
import { type Leaf, lexicalFacts, type TrieNode } from './trie.ts'
import type { View } from './view.ts'

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
  const isName = (node: TrieNode<Leaf>): boolean => lexicalFacts(node, lexicon).isName
  const node = describeNode(view, words, position, lexicon, values)
  const paths = words.map((word) => (word.hasChildren ? descendantFeatures(word, values) : NO_FEATURES))
  const answers = words.map((word) => responseFeatures(word))
  const counts = words.map((word) => word.n)
  const sharedPaths = new SharedFeatures(paths, counts)
  const sharedAnswers = new SharedFeatures(answers, counts)
  const names = words.map((word) => (word.hasChildren ? namesBelow(word, isName, values) : NO_FEATURES))
  const sharedNames = new SharedFeatures(names, counts)
  const namesOfValue = view.value ? namesBelow(view.value, isName, values) : null
  const methods = words.map((word) => [...word.leaves.keys()])
  const sharedMethods = new SharedNames(methods)
  return words.map((word, i) => {
    const f = paths[i] as FeatureSet
    const g = answers[i] as FeatureSet
    return rowOf(word, node, lexicon, {
      f: sharedPaths.of(f, word.n),
      g: sharedAnswers.of(g, word.n),
      names: sharedNames.of(names[i] as FeatureSet, word.n),
      namesNotInValue: namesOfValue ? outside(names[i] as FeatureSet, namesOfValue) : 0,
      methodsShared: sharedMethods.of(methods[i] as string[]),
      inF: node.valuePaths && f.size ? containment(f, node.valuePaths) : null,
      inTraffic: node.valuePaths ? containmentOfTraffic(f, node.valuePaths) : 0,
      inG: node.valueAnswers && g.size ? containment(g, node.valueAnswers) : null,
    })
  })
}

const NO_FEATURES: FeatureSet = new Map()

function outside(set: FeatureSet, other: FeatureSet): number {
  let n = 0
  for (const feature of set.keys()) if (!other.has(feature)) n++
  return Math.log2(1 + n)
}

/** A word as it is judged: all of it, which its node remembers, or what stands inside an affix. */
function factsOf<L extends Leaf>({ text, nodes }: View<L>, lexicon: Lexicon): LexicalFacts {
  const first = nodes[0] as TrieNode<L>
  return first.text === text ? lexicalFacts(first, lexicon) : lexicon.factsOf(text)
}

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
  fieldRate: number
  /** The position above is read, and written to: as a collection is. */
  listed: boolean
  created: boolean
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
  let fields = 0
  let n = 0
  let echoed = 0
  let heard = 0
  for (const word of words) {
    if (word.n === 1) once++
    const { count, fieldParts } = factsOf(word, lexicon)
    if (count > 0) known++
    if (fieldParts.rarest > 0) fields++
    if (/[-_\d]/.test(word.text)) marked++
    n += word.n
    echoed += word.echoed
    heard += word.heard
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
    fieldRate: fields / Math.max(1, words.length),
    listed: view.leaves.has('GET'),
    created: view.leaves.has('POST'),
    siblingEcho: echoed / Math.max(1, heard),
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
  names: Sharing
  /** log2 of names below that are not below the values. */
  namesNotInValue: number
  methodsShared: number
  inF: number | null
  inTraffic: number
  inG: number | null
}

function rowOf<L extends Leaf>(
  word: View<L>,
  node: NodeFacts,
  lexicon: Lexicon,
  { f, g, names, namesNotInValue, methodsShared, inF, inTraffic, inG }: WordFacts,
): Float64Array {
  const { text } = word
  const { logD } = node
  const { count, knownParts, fieldParts: field } = factsOf(word, lexicon)
  const known = count > 0 ? 1 : 0
  const unknown = 1 - known
  const fUnshared = (1 - f.share) * Math.log2(1 + f.size)
  const gUnshared = g.size ? (1 - g.share) * Math.log2(1 + word.n) : 0
  const reuse = Math.log2(1 + word.n / node.distinct)
  const ownNames = Math.log2(1 + (1 - names.share) * names.size)
  const { leaves } = word
  const edits = leaves.has('PUT') || leaves.has('PATCH') || leaves.has('DELETE') ? 1 : 0
  const facts: Record<FeatureId, number> = {
    bias: 1,
    lexiconCount: Math.log2(1 + count),
    inLexicon: known,
    lexiconParts: knownParts,
    digit: /\d/.test(text) ? 1 : 0,
    hyphen: text.includes('-') ? 1 : 0,
    underscore: text.includes('_') ? 1 : 0,
    camel: /[a-z][A-Z]/.test(text) ? 1 : 0,
    dot: text.includes('.') ? 1 : 0,
    allCaps: text.length > 1 && /^[\d_-]*[A-Z][A-Z\d_-]*$/.test(text) ? 1 : 0,
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
    echo: word.echoed / Math.max(1, word.heard),
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
    fieldParts: field.share,
    fieldCount: Math.log2(1 + field.rarest),
    edits,
    onlyPosts: leaves.size === 1 && leaves.has('POST') ? 1 : 0,
    listed: node.listed ? 1 : 0,
    created: node.created ? 1 : 0,
    editsListed: edits && (node.listed || node.created) ? 1 : 0,
    namesShare: names.share,
    ownNames: node.alone ? 0 : ownNames,
    ownNamesShare: names.size && !node.alone ? 1 - names.share : 0,
    ownNamesTraffic: names.size && !node.alone ? (1 - names.shareOfTraffic) * Math.log2(1 + word.n) : 0,
    namesNotInValue,
    fieldRate: node.fieldRate,
    unknownOnly: unknown && field.rarest === 0 ? 1 : 0,
  }
  const row = new Float64Array(FEATURE_COUNT)
  let at = 0
  // they stand there as in the table; to ask for each by its name takes several times as long
  for (const id in facts) row[at++] = facts[id as FeatureId]
  return row
}
