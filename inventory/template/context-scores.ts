// What first scores say about the same words elsewhere in the service: behind the same word, and the same word at other places.

import type { Position } from './features.ts'
import { type FeatureSet, namesBelow, SharedFeatures } from './shape-features.ts'
import { StructureScores } from './structure.ts'
import type { Leaf, TrieNode } from './trie.ts'
import type { View } from './view.ts'

/** Features of the second stage, behind those of features.ts. */
export const CONTEXT_FEATURES = [
  'score',
  'sameParent',
  'sameParentSupport',
  'sameWord',
  'sameWordSupport',
  'siblings',
  'siblingsSupport',
  'structure',
  'likeParents',
  'likeParentsSupport',
  'ownLiterals',
  'ownLiteralsShare',
  'ownLiteralsTraffic',
  'siblingOwnLiterals',
] as const

/** As `directionOf` of feature-table.ts: more of a score speaks for a parameter, more literals below for a literal. */
export const contextDirectionOf = (id: (typeof CONTEXT_FEATURES)[number]): -1 | 1 => (/[oO]wnLiterals/.test(id) ? -1 : 1)

interface Mean {
  sum: number
  n: number
}

/** Filled in a first pass over all positions, read in the second. */
export class ContextScores {
  readonly #parents = new Map<string, Mean>()
  readonly #words = new Map<string, Mean>()
  readonly #nodes = new Map<TrieNode<Leaf>, Mean>()
  readonly #own = new Map<TrieNode<Leaf>, number>()
  /** Behind words of the same kind (plural or not, a parameter), whatever they are called. */
  readonly #kinds = new Map<string, Mean>()
  readonly #scores = new Map<TrieNode<Leaf>, number>()
  readonly #structure = new StructureScores()

  /** The scores of the words at one position. */
  note(view: View<Leaf>, words: readonly View<Leaf>[], position: Position, scores: Float64Array): void {
    const total: Mean = { sum: 0, n: 0 }
    words.forEach((word, i) => {
      const score = clamp(scores[i] as number)
      total.sum += score
      total.n++
      add(this.#words, word.text, score, 1)
      const first = word.nodes[0] as TrieNode<Leaf>
      this.#own.set(first, score)
      for (const node of word.nodes) this.#scores.set(node, score)
    })
    this.#structure.note(
      view,
      words,
      position,
      Array.from(scores, (score) => score > 0),
    )
    this.#nodes.set(view.marks[0] as TrieNode<Leaf>, total)
    if (total.n > 0) add(this.#kinds, kindOf(position), total.sum / total.n, 1)
    if (position.parent !== null) add(this.#parents, position.parent, total.sum, total.n)
  }

  /** Rows of CONTEXT_FEATURES, one per word. What the words themselves contributed is left out. */
  rows(view: View<Leaf>, words: readonly View<Leaf>[], position: Position, scores: Float64Array): Float64Array[] {
    const parent = this.#elsewhere(view, position)
    const kind = this.#likeParents(view, position)
    const literals = this.#literalsBelow(words)
    let sum = 0
    for (const score of scores) sum += clamp(score)
    return words.map((word, i) => {
      const score = clamp(scores[i] as number)
      const same = this.#sameWord(word)
      const structure = this.#structure.of(word, view, position)
      return contextRow(
        score,
        parent,
        same,
        { sum: sum - score, n: words.length - 1 },
        { structure, kind, literals: literals[i] as LiteralsBelow },
      )
    })
  }

  #elsewhere(view: View<Leaf>, position: Position): Mean {
    const all = position.parent === null ? undefined : this.#parents.get(position.parent)
    if (!all) return { sum: 0, n: 0 }
    let { sum, n } = all
    for (const node of view.marks) {
      const own = this.#nodes.get(node)
      if (!own) continue
      sum -= own.sum
      n -= own.n
    }
    return { sum, n }
  }

  /** The first pass took this word for a literal. */
  isLiteral(node: TrieNode<Leaf>): boolean {
    return (this.#scores.get(node) ?? 0) < 0
  }

  /** What the first pass took for literals below each word, and how far siblings have the same. */
  #literalsBelow(words: readonly View<Leaf>[]): LiteralsBelow[] {
    const sets = words.map((word) => namesBelow(word, (node) => this.isLiteral(node)))
    const shared = new SharedFeatures(
      sets,
      words.map((word) => word.n),
    )
    let total = 0
    const found = words.map((word, i) => {
      const { size, share, shareOfTraffic } = shared.of(sets[i] as FeatureSet, word.n)
      if (size === 0 || words.length < 2) return NO_LITERALS
      const own = Math.log2(1 + (1 - share) * size)
      total += own
      return { own, share: 1 - share, traffic: (1 - shareOfTraffic) * Math.log2(1 + word.n), ofSiblings: 0 }
    })
    return found.map((each) => ({ ...each, ofSiblings: words.length > 1 ? (total - each.own) / (words.length - 1) : 0 }))
  }

  #likeParents(view: View<Leaf>, position: Position): Mean {
    let { sum, n } = this.#kinds.get(kindOf(position)) ?? { sum: 0, n: 0 }
    for (const node of view.marks) {
      const own = this.#nodes.get(node)
      if (!own || own.n === 0) continue
      sum -= own.sum / own.n
      n--
    }
    return { sum, n }
  }

  #sameWord(word: View<Leaf>): Mean {
    let { sum, n } = this.#words.get(word.text) ?? { sum: 0, n: 0 }
    for (const node of word.nodes) {
      const own = this.#own.get(node)
      if (own === undefined) continue
      sum -= own
      n--
    }
    return { sum, n }
  }
}

const kindOf = ({ parent, root }: Position): string =>
  root ? 'root' : parent === null ? 'parameter' : /[^s]s$/i.test(parent) ? 'plural' : 'other'

/** Literals below a word that are below no sibling: log2 of their number, their share, their traffic; and the mean of the siblings. */
interface LiteralsBelow {
  own: number
  share: number
  traffic: number
  ofSiblings: number
}

const NO_LITERALS: LiteralsBelow = { own: 0, share: 0, traffic: 0, ofSiblings: 0 }

/** What is known of a word besides scores of others. */
interface Around {
  structure: number
  kind: Mean
  literals: LiteralsBelow
}

const NOTHING_AROUND: Around = { structure: 0, kind: { sum: 0, n: 0 }, literals: NO_LITERALS }

/** One row; `parent`, `word` and `siblings` are the scores of others. */
export function contextRow(
  score: number,
  parent: Mean,
  word: Mean,
  siblings: Mean,
  { structure, kind, literals }: Around = NOTHING_AROUND,
): Float64Array {
  const row = new Float64Array(CONTEXT_FEATURES.length)
  row[0] = score
  row[1] = mean(parent)
  row[2] = mean(parent) * support(parent)
  row[3] = mean(word)
  row[4] = mean(word) * support(word)
  row[5] = mean(siblings)
  row[6] = mean(siblings) * support(siblings)
  row[7] = structure
  row[8] = mean(kind)
  row[9] = mean(kind) * support(kind)
  row[10] = literals.own
  row[11] = literals.share
  row[12] = literals.traffic
  row[13] = literals.ofSiblings
  return row
}

const SCORE_MAX = 8
export const clamp = (score: number): number => Math.max(-SCORE_MAX, Math.min(SCORE_MAX, score))
const mean = ({ sum, n }: Mean): number => (n > 0 ? sum / n : 0)
const support = ({ n }: Mean): number => Math.min(3, Math.log2(1 + Math.max(0, n)))

function add(means: Map<string, Mean>, key: string, sum: number, n: number): void {
  const known = means.get(key)
  if (known) {
    known.sum += sum
    known.n += n
  } else means.set(key, { sum, n })
}
