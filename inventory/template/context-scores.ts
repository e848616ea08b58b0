// What first scores say about the same words elsewhere in the service: behind the same word, and the same word at other places.

import type { Position } from './features.ts'
import type { Leaf, TrieNode } from './trie.ts'
import type { View } from './view.ts'

/** Features of the second stage, behind those of features.ts. More of each speaks for a parameter. */
export const CONTEXT_FEATURES = [
  'score',
  'sameParent',
  'sameParentSupport',
  'sameWord',
  'sameWordSupport',
  'siblings',
  'siblingsSupport',
] as const

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
    })
    if (position.parent === null) return
    add(this.#parents, position.parent, total.sum, total.n)
    this.#nodes.set(view.nodes[0] as TrieNode<Leaf>, total)
  }

  /** Rows of CONTEXT_FEATURES, one per word. What the words themselves contributed is left out. */
  rows(view: View<Leaf>, words: readonly View<Leaf>[], position: Position, scores: Float64Array): Float64Array[] {
    const parent = this.#elsewhere(view, position)
    let sum = 0
    for (const score of scores) sum += clamp(score)
    return words.map((word, i) => {
      const score = clamp(scores[i] as number)
      const same = this.#sameWord(word)
      return contextRow(score, parent, same, { sum: sum - score, n: words.length - 1 })
    })
  }

  #elsewhere(view: View<Leaf>, position: Position): Mean {
    const all = position.parent === null ? undefined : this.#parents.get(position.parent)
    if (!all) return { sum: 0, n: 0 }
    let { sum, n } = all
    for (const node of view.nodes) {
      const own = this.#nodes.get(node)
      if (!own) continue
      sum -= own.sum
      n -= own.n
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

/** One row; `parent`, `word` and `siblings` are the scores of others. */
export function contextRow(score: number, parent: Mean, word: Mean, siblings: Mean): Float64Array {
  const row = new Float64Array(CONTEXT_FEATURES.length)
  row[0] = score
  row[1] = mean(parent)
  row[2] = mean(parent) * support(parent)
  row[3] = mean(word)
  row[4] = mean(word) * support(word)
  row[5] = mean(siblings)
  row[6] = mean(siblings) * support(siblings)
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
