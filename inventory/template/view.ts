// A finished look at the trie that leaves it as it is: several nodes seen as one. Melding words in a view is only a longer list of
// nodes, so the same trie can be looked at again after more traffic and decided anew.

import { mergeSamples } from './key-sample.ts'
import type { Leaf, TrieNode } from './trie.ts'

/** Key hashes looked at per method. */
const KEYS = 24

/** Of the children of a position, only those with one affix (lanes.ts). */
export interface Part<L extends Leaf> {
  readonly words: ReadonlyMap<string, View<L>>
  readonly constants: ReadonlyMap<string, View<L>>
  readonly value: View<L> | null
}

export class View<L extends Leaf> {
  readonly nodes: readonly TrieNode<L>[]
  /** What is judged of a word: all of it, or what stands inside its affix. */
  readonly text: string
  readonly hash: number
  readonly n: number
  readonly echoed: number
  /** Exchanges of which it is known whether the response repeats the value. */
  readonly heard: number
  #words: ReadonlyMap<string, View<L>> | null = null
  #constants: ReadonlyMap<string, View<L>> | null = null
  #affixed: ReadonlyMap<string, View<L>> | null = null
  /** Undefined until it is asked for. */
  #value: View<L> | null | undefined = undefined
  #earlierValue: View<L> | null | undefined = undefined
  #leaves: Map<string, L[]> | null = null
  #part: Part<L> | null = null
  #keys: Map<string, readonly number[]> | null = null

  constructor(nodes: readonly TrieNode<L>[], text?: string) {
    const first = nodes[0] as TrieNode<L>
    this.nodes = nodes
    this.text = text ?? first.text
    this.hash = first.hash
    let n = 0
    let echoed = 0
    let unheard = 0
    for (const node of nodes) {
      n += node.n
      echoed += node.echoed
      unheard += node.unheard
    }
    this.n = n
    this.echoed = echoed
    this.heard = n - unheard
  }

  /** The same position with only some of its children. */
  part(children: Part<L>): View<L> {
    const view = new View(this.nodes, this.text)
    view.#part = children
    return view
  }

  /** Stand for this position where things are noted about it: its nodes, or for a part the first of its words. */
  get marks(): readonly TrieNode<L>[] {
    if (!this.#part) return this.nodes
    const first = [...this.#part.words.values()].reduce((a, b) => (a.whole < b.whole ? a : b))
    return first.nodes
  }

  /** A word with what stands around it. */
  get whole(): string {
    return (this.nodes[0] as TrieNode<L>).text
  }

  /** Children that are words, by text. */
  get words(): ReadonlyMap<string, View<L>> {
    if (this.#part) return this.#part.words
    this.#words ??= group(this.nodes, (node) => node.words)
    return this.#words
  }

  get constants(): ReadonlyMap<string, View<L>> {
    if (this.#part) return this.#part.constants
    this.#constants ??= group(this.nodes, (node) => node.constants)
    return this.#constants
  }

  /** Values inside of segments, by affix. */
  get affixed(): ReadonlyMap<string, View<L>> {
    if (!this.#affixed) {
      const groups = group(this.nodes, (node) => node.affixed)
      // In one order, whichever came first.
      this.#affixed = groups.size > 1 ? new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1))) : groups
    }
    return this.#affixed
  }

  /** The child for values, as far as the trie has one. */
  get value(): View<L> | null {
    if (this.#part) return this.#part.value
    if (this.#value === undefined) this.#value = viewOf(this.nodes, (node) => node.value)
    return this.#value
  }

  /** What earlier runs took for values and may be words all the same. */
  get earlierValue(): View<L> | null {
    if (this.#earlierValue === undefined) this.#earlierValue = viewOf(this.nodes, (node) => node.earlierValue)
    return this.#earlierValue
  }

  /** Exchanges of this run. */
  get seen(): number {
    return this.nodes.reduce((sum, node) => (node.isEarlier ? sum : sum + node.n), 0)
  }

  get leaves(): ReadonlyMap<string, L[]> {
    if (!this.#leaves) {
      this.#leaves = new Map()
      for (const node of this.nodes) {
        if (!node.methods) continue
        for (const [method, leaf] of node.methods) {
          const same = this.#leaves.get(method)
          if (same) same.push(leaf)
          else this.#leaves.set(method, [leaf])
        }
      }
    }
    return this.#leaves
  }

  /** Smallest key hashes of the responses, per method. */
  get keys(): ReadonlyMap<string, readonly number[]> {
    if (!this.#keys) {
      this.#keys = new Map()
      for (const [method, leaves] of this.leaves) {
        if (leaves.length === 1) {
          this.#keys.set(method, (leaves[0] as L).keys)
          continue
        }
        const sample: number[] = []
        for (const leaf of leaves) mergeSamples(sample, leaf.keys, KEYS)
        this.#keys.set(method, sample)
      }
    }
    return this.#keys
  }

  /** Words that are no longer known by name. */
  get absorbed(): number {
    if (this.#part && !this.#part.value) return 0
    let most = 0
    for (const node of this.nodes) most = Math.max(most, node.absorbed?.size ?? 0)
    return most
  }

  /** This word was melded in another of the nodes: it is a value, whatever it looks like by itself. */
  hasAbsorbed(word: View<L>): boolean {
    return this.nodes.some((node) => node.absorbed?.has(word.hash))
  }

  /** Earlier runs know this position, too. */
  get isEarlier(): boolean {
    return this.nodes.some((node) => node.isEarlier)
  }

  /** Something in this run came through here. */
  get isSeen(): boolean {
    return this.nodes.some((node) => !node.isEarlier)
  }

  get pinned(): boolean {
    return this.nodes.some((node) => node.pinned)
  }

  get hasChildren(): boolean {
    return this.nodes.some((node) => node.words !== null || node.value !== null || node.constants !== null || node.affixed !== null)
  }
}

/** Several views as one; null for none. */
export function unite<L extends Leaf>(views: readonly View<L>[]): View<L> | null {
  if (views.length <= 1) return views[0] ?? null
  return new View(views.flatMap((view) => view.nodes))
}

function viewOf<L extends Leaf>(nodes: readonly TrieNode<L>[], childOf: (node: TrieNode<L>) => TrieNode<L> | null): View<L> | null {
  const children: TrieNode<L>[] = []
  for (const node of nodes) {
    const child = childOf(node)
    if (child !== null) children.push(child)
  }
  return children.length > 0 ? new View(children) : null
}

/** Most nodes have no children of a kind, and most views are of one node. */
const NO_VIEWS: ReadonlyMap<string, never> = new Map<string, never>()

function group<L extends Leaf>(
  nodes: readonly TrieNode<L>[],
  childrenOf: (node: TrieNode<L>) => Map<string, TrieNode<L>> | null,
): ReadonlyMap<string, View<L>> {
  const views = new Map<string, View<L>>()
  if (nodes.length === 1) {
    const children = childrenOf(nodes[0] as TrieNode<L>)
    if (children === null) return NO_VIEWS
    for (const [text, child] of children) views.set(text, new View([child]))
    return views
  }
  let lists: Map<string, TrieNode<L>[]> | null = null
  for (const node of nodes) {
    const children = childrenOf(node)
    if (children === null) continue
    lists ??= new Map()
    for (const [text, child] of children) {
      const same = lists.get(text)
      if (same) same.push(child)
      else lists.set(text, [child])
    }
  }
  if (lists === null) return NO_VIEWS
  for (const [text, list] of lists) views.set(text, new View(list))
  return views
}
