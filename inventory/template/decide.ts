// Which words at one position are literals and which are values of a parameter.

import type { Reason } from '../model.ts'
import { standApart } from './apart.ts'
import { type ContextScores, clamp } from './context-scores.ts'
import { FEATURE_IDS, FEATURES } from './feature-table.ts'
import { featureRows, type Position } from './features.ts'
import type { Guides } from './guide.ts'
import type { Lexicon } from './lexicon.ts'
import { isBaseWord } from './names.ts'
import { containment, containmentOfTraffic, descendantFeatures, type FeatureSet, responseFeatures, type Values } from './shape-features.ts'
import { tenantsOf } from './tenants.ts'
import type { Leaf, TrieNode } from './trie.ts'
import { unite, type View } from './view.ts'
import { knownValues } from './vocabularies.ts'

/** Scores words: log-odds that each is a value. `rows` are of features.ts. */
export interface Scorer {
  readonly lexicon: Lexicon
  /** First stage: a position by itself. */
  score(rows: readonly Float64Array[]): Float64Array
  /** Second stage: with what the first stage said (`first`) about the rest of the service. */
  rescore(
    rows: readonly Float64Array[],
    first: Float64Array,
    view: View<Leaf>,
    words: readonly View<Leaf>[],
    position: Position,
    context: ContextScores,
  ): Float64Array
  /** What each feature contributed to the score of a row, for reasons. */
  contributions(row: Float64Array): Float64Array
}

export interface Decision<L extends Leaf> {
  literals: View<L>[]
  /** Words that are values; they belong to the parameter of this position. */
  values: View<L>[]
  reasons: Reason[]
  /** Words near the border: could be either. */
  ambiguous: View<L>[]
  /** What the parameter is called, where that is known by what its values mean; otherwise ''. */
  name: string
}

/** Log-odds from which a word is surely a value. */
const SURE = 1.5
/** A lone word needs this much. */
const ALONE = 1
/** The sure ones must be this share of the position before they draw in others. */
const GUARD = 0.3
/** Few likely values among many literals, with nothing that is a value by its form, must be this sure: literals of one API are alike, too. */
const MINORITY = { words: 6, share: 0.4, score: 3, sure: 2 } as const
/** Words that point at the caller or at now (`/users/me`): nobody is called so, however few of the requests say it. */
const POINTERS = /^(?:me|self|myself|mine|current)$/i
/** Reasons kept for a parameter. */
export const REASONS = 4
/** Log-odds that are certain enough not to be measured. */
const BY_MEANING = 6
const TENANT = 'tenant'
const AMBIGUOUS = 0.7

/** Words whose subtree and answers bring nothing new are values too, once so many words have been melded. */
const ABSORB_FROM = 8
const ABSORB_PATHS = 0.95
const ABSORB_ANSWERS = 0.8
const ABSORB_DESCENDANTS = 3
const ABSORB_LEXICON = 10

/** The two passes: the first notes its scores, the second reads them. */
export interface Pass {
  readonly context: ContextScores
  /** Words that the first pass took for values. */
  readonly values: Set<TrieNode<Leaf>>
  readonly first: boolean
}

/** Of guides, what decides. */
export type Deciding = Pick<Guides, 'force' | 'freeze' | 'keeps'>

/** Decide on the words of `view`. The view stays as it is. */
export function decide<L extends Leaf>(view: View<L>, position: Position, guides: Deciding, scorer: Scorer, pass: Pass): Decision<L> {
  const decision: Decision<L> = { literals: [], values: [], reasons: [], ambiguous: [], name: '' }
  const undecided = settleByGuides(view, guides, decision)
  const open = guides.freeze ? undecided : settleByMeaning(undecided, position, scorer.lexicon, pass, decision)
  if (open.length === 0 || guides.freeze) {
    decision.literals.push(...open)
    return decision
  }
  const rows = featureRows(view, open, position, scorer.lexicon, pass.values)
  const first = scorer.score(rows)
  if (pass.first) pass.context.note(view, open, position, first)
  const scores = pass.first ? first : keepEarlier(view, open, scorer.rescore(rows, first, view, open, position, pass.context))
  const melded = view.absorbed + decision.values.length
  const isAlone = melded === 0 && view.value === null
  const isValue =
    isAlone && !pass.first && standApart(open, (node) => pass.context.isLiteral(node))
      ? minority(scores)
      : chooseValues(scores, melded, view.value !== null)
  if (melded + count(isValue) >= ABSORB_FROM) absorbContained(view, open, isValue, scorer.lexicon, pass.values)
  for (let i = 0; i < open.length; i++) {
    const word = open[i] as View<L>
    if (isValue[i]) {
      decision.values.push(word)
      if (pass.first) for (const node of word.nodes) pass.values.add(node)
    } else decision.literals.push(word)
    if (Math.abs(scores[i] as number) < AMBIGUOUS) decision.ambiguous.push(word)
  }
  if (!pass.first) decision.reasons.push(...reasonsFor(rows, isValue, scorer))
  return decision
}

/**
 * Scores with what earlier runs decided on the same evidence: a literal stays one, and so does a parameter that had words for values, as long as
 * what speaks against it is ambiguous; and the more they saw beyond what this run sees, the stronger that must be.
 */
function keepEarlier<L extends Leaf>(view: View<L>, words: readonly View<L>[], scores: Float64Array): Float64Array {
  const inertia = (before: View<L>): number => AMBIGUOUS + Math.max(0, Math.log2((before.n - before.seen) / Math.max(1, view.seen)))
  const values = view.earlierValue
  return scores.map((score, i) => {
    const word = words[i] as View<L>
    if (word.isEarlier) return score - inertia(word)
    return values === null ? score : score + inertia(values)
  })
}

/** Only words that are surely values, and only where they are a fair share of the position: what a full node melds while traffic goes on. */
export function decideStreaming<L extends Leaf>(view: View<L>, position: Position, guides: Guides, scorer: Scorer): View<L>[] {
  if (guides.freeze) return []
  const decision: Decision<L> = { literals: [], values: [], reasons: [], ambiguous: [], name: '' }
  const open = settleByGuides(view, guides, decision)
  const scores = scorer.score(featureRows(view, open, position, scorer.lexicon))
  const sure = open.filter((_, i) => (scores[i] as number) > SURE)
  const melded = view.absorbed
  if (sure.length + melded < GUARD * (open.length + melded)) return decision.values
  return [...decision.values, ...sure]
}

function settleByGuides<L extends Leaf>(view: View<L>, guides: Deciding, into: Decision<L>): View<L>[] {
  const open: View<L>[] = []
  // Sums of scores round by their order: it must not be that of arrival.
  for (const word of [...view.words.values()].sort((a, b) => (a.whole < b.whole ? -1 : 1))) {
    if (word.pinned || guides.keeps(word.whole)) into.literals.push(word)
    else if (guides.force || (word.isEarlier && view.hasAbsorbed(word))) into.values.push(word)
    else if (POINTERS.test(word.text)) into.literals.push(word)
    else open.push(word)
  }
  if (guides.force && into.values.length > 0)
    into.reasons.push({ text: 'a rule or a description says that a parameter stands here', weight: 10 })
  return open
}

/** Words that are values because of what they mean or, in front of an API, of what is below them; the others are left. */
function settleByMeaning<L extends Leaf>(
  words: readonly View<L>[],
  position: Position,
  lexicon: Lexicon,
  pass: Pass,
  into: Decision<L>,
): readonly View<L>[] {
  const known = knownValues(words, pass.values)
  const inFront = position.root || isBaseWord(position.parent)
  const tenants = known || !inFront ? [] : tenantsOf(words, lexicon, pass.values)
  const values = new Set(known?.words ?? tenants)
  if (values.size === 0) return words
  into.name = known?.vocabulary.name ?? TENANT
  into.reasons.push({ text: known?.vocabulary.reason ?? 'the same API stands below each of the words', weight: BY_MEANING })
  for (const value of values) {
    into.values.push(value)
    if (pass.first) for (const node of value.nodes) pass.values.add(node)
  }
  return words.filter((word) => !values.has(word))
}

function chooseValues(scores: Float64Array, melded: number, hasValue: boolean): boolean[] {
  const total = scores.length + melded
  let sure = 0
  let likely = 0
  let sum = 0
  for (const score of scores) {
    if (score > SURE) sure++
    if (score > 0) likely++
    sum += clamp(score)
  }
  if (!hasValue && melded === 0 && total >= MINORITY.words && likely < total * MINORITY.share && sum < 0) return minority(scores)
  if (sure + melded >= GUARD * total && sure + melded >= 2) return Array.from(scores, (score) => score > 0)
  if (likely >= 2 || hasValue) return Array.from(scores, (score) => score > 0)
  return Array.from(scores, (score) => score > ALONE)
}

function minority(scores: Float64Array): boolean[] {
  const isValue = Array.from(scores, (score) => score > MINORITY.score)
  return count(isValue) >= MINORITY.sure ? isValue : isValue.fill(false)
}

const count = (flags: readonly boolean[]): number => flags.reduce((sum, flag) => sum + (flag ? 1 : 0), 0)

/** A word below which nothing stands that does not also stand below the values is a value, for no template is lost by it. */
function absorbContained<L extends Leaf>(
  view: View<L>,
  words: readonly View<L>[],
  isValue: boolean[],
  lexicon: Lexicon,
  known: Values,
): void {
  const values = words.filter((_, i) => isValue[i])
  if (view.value) values.push(view.value)
  const all = unite(values)
  if (!all) return
  let paths: FeatureSet | null = null
  let answers: FeatureSet | null = null
  words.forEach((word, i) => {
    if (isValue[i] || lexicon.count(word.text) >= ABSORB_LEXICON || !word.hasChildren) return
    const below = descendantFeatures(word, known)
    if (below.size < ABSORB_DESCENDANTS) return
    paths ??= descendantFeatures(all, known)
    answers ??= responseFeatures(all)
    const own = responseFeatures(word)
    if (containmentOfTraffic(below, paths) >= ABSORB_PATHS && (own.size === 0 || containment(own, answers) >= ABSORB_ANSWERS))
      isValue[i] = true
  })
}

/** The strongest contributions over all words that were taken for values, as sentences. */
function reasonsFor(rows: readonly Float64Array[], isValue: readonly boolean[], scorer: Scorer): Reason[] {
  const totals = new Float64Array(FEATURE_IDS.length)
  let n = 0
  rows.forEach((row, i) => {
    if (!isValue[i]) return
    n++
    const contributions = scorer.contributions(row)
    for (let k = 0; k < contributions.length; k++) totals[k] = (totals[k] as number) + Math.max(0, contributions[k] as number)
  })
  const sums = new Map<string, number>()
  totals.forEach((total, k) => {
    const text = FEATURES[FEATURE_IDS[k] as keyof typeof FEATURES][0]
    if (total > 0 && text !== '') sums.set(text, (sums.get(text) ?? 0) + total)
  })
  return [...sums]
    .map(([text, weight]) => ({ text, weight: Math.round((weight / n) * 100) / 100 }))
    .sort((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : 1))
    .slice(0, REASONS)
}
