// Labelled rows of features: tries are built from labelled traffic and walked as they would be if every decision were right.

import type { Scorer } from '../../inventory/template/decide.ts'
import { featureRows, type Position } from '../../inventory/template/features.ts'
import { NO_GUIDES } from '../../inventory/template/guide.ts'
import { mergeSamples } from '../../inventory/template/key-sample.ts'
import { lanesOf } from '../../inventory/template/lanes.ts'
import type { Lexicon } from '../../inventory/template/lexicon.ts'
import { firstPass } from '../../inventory/template/template-tree.ts'
import { absorbWord, type Leaf, settleValues, step, type TrieKind, TrieNode } from '../../inventory/template/trie.ts'
import { unite, View } from '../../inventory/template/view.ts'
import type { Random } from './randomness.ts'
import type { ApiTraffic, LabelledPath } from './traffic.ts'

class TrainLeaf implements Leaf {
  n = 0
  readonly keys: number[] = []
}

const KIND: TrieKind<TrainLeaf> = {
  meld(into, from) {
    into.n += from.n
    mergeSamples(into.keys, from.keys, 24)
  },
  constants: 4,
  affixes: 1024,
  absorbed: 20_000,
}

/** One word at one position of one service. */
export interface Sample {
  row: Float64Array
  isParameter: boolean
  weight: number
}

export class LabelledTrie {
  readonly root = new TrieNode<TrainLeaf>('', 0)
  /** Exchanges in which the part was a parameter, minus those in which it was a literal. */
  readonly #truth = new WeakMap<TrieNode<TrainLeaf>, number>()

  add(path: LabelledPath): void {
    let node = this.root
    node.n++
    path.segments.forEach((segment, i) => {
      const parent = node
      node = step(node, segment)
      this.#truth.set(node, (this.#truth.get(node) ?? 0) + (path.isParameter[i] ? 1 : -1))
      if (parent.constants && parent.constants.size > KIND.constants) {
        settleValues(parent, KIND)
        if (!node.values && parent.value && segment.class !== 'word') node = parent.value
      }
    })
    node.methods ??= new Map()
    let leaf = node.methods.get(path.method)
    if (!leaf) {
      leaf = new TrainLeaf()
      node.methods.set(path.method, leaf)
    }
    leaf.n++
    mergeSamples(leaf.keys, path.keys, 24)
  }

  isParameter(view: View<TrainLeaf>): boolean {
    let sum = 0
    for (const node of view.nodes) sum += this.#truth.get(node) ?? 0
    return sum > 0
  }
}

export function fill(traffic: ApiTraffic, exchanges: number, r: Random): LabelledTrie {
  const trie = new LabelledTrie()
  for (let i = 0; i < exchanges; i++) trie.add(traffic.next(r))
  return trie
}

/** Words of one position beyond this are a sample: more of the same teaches nothing. */
const WORDS_MAX = 400

/**
 * Rows of the whole trie: of the first stage, or, with a scorer of the first stage, of the second. Changes the trie: at some positions a
 * part of the values is melded for a second look.
 */
export function collect(trie: LabelledTrie, lexicon: Lexicon, r: Random, into: Sample[], scorer: Scorer | null): void {
  const pass = scorer && firstPass(new View([trie.root]), NO_GUIDES, scorer)
  walk(new View([trie.root]), { parent: null, root: true })

  function walk(view: View<TrainLeaf>, position: Position): void {
    if (!view.hasChildren) return
    const { plain, inside } = lanesOf(view, NO_GUIDES)
    for (const { words, value } of inside)
      if (words.size > 0) look(view.part({ words, constants: new Map(), value }), [...words.values()], position)
    const words = [...plain.words.values()]
    const values = words.filter((word) => trie.isParameter(word))
    if (words.length > 0) look(plain, words, position)
    if (values.length >= 4 && view.nodes.length === 1 && r() < 0.5) secondLook(view, values, position)
    const below: View<TrainLeaf>[] = []
    const again = new View(view.nodes)
    if (again.value) below.push(again.value)
    for (const child of again.affixed.values()) below.push(child)
    for (const word of again.words.values()) if (trie.isParameter(word)) below.push(word)
    for (const constant of again.constants.values()) below.push(constant)
    for (const word of words) if (!trie.isParameter(word)) walk(word, { parent: word.text, root: false })
    const united = unite(below)
    if (united) walk(united, { parent: null, root: false })
  }

  function look(view: View<TrainLeaf>, words: readonly View<TrainLeaf>[], position: Position): void {
    const rows = rowsOf(view, words, position)
    const every = Math.max(1, Math.ceil(words.length / WORDS_MAX))
    words.forEach((word, i) => {
      if (i % every !== 0) return
      into.push({
        row: rows[i] as Float64Array,
        isParameter: trie.isParameter(word),
        weight: 1 / Math.sqrt(words.length),
      })
    })
  }

  function rowsOf(view: View<TrainLeaf>, words: readonly View<TrainLeaf>[], position: Position): Float64Array[] {
    if (!scorer || !pass) return featureRows(view, words, position, lexicon)
    const rows = featureRows(view, words, position, lexicon, pass.values)
    const around = pass.context.rows(view, words, position, scorer.score(rows))
    return rows.map((row, i) => Float64Array.from([...row, ...(around[i] as Float64Array)]))
  }

  /** What remains after most values were melded, as happens at a full node. */
  function secondLook(view: View<TrainLeaf>, values: readonly View<TrainLeaf>[], position: Position): void {
    const only = view.nodes[0] as TrieNode<TrainLeaf>
    for (const value of values)
      if (r() < 0.7 && only.words?.has(value.text)) absorbWord(only, only.words.get(value.text) as TrieNode<TrainLeaf>, KIND)
    const after = new View([only])
    const words = [...after.words.values()]
    if (words.length > 0) look(after, words, position)
  }
}
