// When all tries together have too many nodes: what is surely a value is melded everywhere, then what is used least.

import type { PathSegment } from '../observe/observation.ts'
import { decideStreaming, type Scorer } from '../template/decide.ts'
import type { Guides } from '../template/guide.ts'
import { absorbWord, childrenOf, type Leaf, noteAbsorbed, type TrieKind, type TrieNode } from '../template/trie.ts'
import { View } from '../template/view.ts'

/** Nodes with fewer words are left alone. */
const WORDS_MIN = 8
/** So many words that were all values leave little doubt about the next. */
const CLOSED_FROM = 100
/** A trie is shrunk to this part of what it may have. */
const TARGET = 0.8

export interface Shrinking<L extends Leaf> {
  kind: TrieKind<L>
  scorer: Scorer
  guides: Guides
}

/** Meld what is surely a value, at every position. Gives the number of nodes that remain. */
export function meldSureValues<L extends Leaf>(root: TrieNode<L>, shrinking: Shrinking<L>): number {
  meldSure(root, null, true, shrinking.guides, shrinking)
  return countNodes(root)
}

/** Meld until `root` has fewer nodes than 80 % of `most`, as far as that is possible. Gives the number of nodes that remain. */
export function shrink<L extends Leaf>(root: TrieNode<L>, most: number, shrinking: Shrinking<L>): number {
  let nodes = meldSureValues(root, shrinking)
  while (nodes > most * TARGET) {
    meldRarest(root, shrinking.kind)
    const left = countNodes(root)
    if (left === nodes) break
    nodes = left
  }
  return nodes
}

export function countNodes<L extends Leaf>(node: TrieNode<L>): number {
  let nodes = 1
  for (const child of childrenOf(node)) nodes += countNodes(child)
  return nodes
}

function meldSure<L extends Leaf>(node: TrieNode<L>, parent: string | null, root: boolean, guides: Guides, shrinking: Shrinking<L>): void {
  if ((node.words?.size ?? 0) >= WORDS_MIN) {
    for (const { text } of decideStreaming(new View([node]), { parent, root }, guides, shrinking.scorer)) absorb(node, text, shrinking.kind)
    node.closed = node.words?.size === 0 && (node.absorbed?.size ?? 0) >= CLOSED_FROM
  }
  for (const child of childrenOf(node)) {
    meldSure(child, child.text === '' ? null : child.text, false, guides.child(child), shrinking)
  }
}

/**
 * The segment as the trie is to take it: without its text, which makes it a value, at a position where words have always been values and no
 * public API knows this one.
 */
export function asValueWhereClosed<L extends Leaf>(
  node: TrieNode<L>,
  segment: PathSegment,
  { kind, scorer, guides }: Shrinking<L>,
): PathSegment {
  const { text, hash } = segment
  if (!node.closed || segment.class !== 'word' || text === '' || node.absorbed?.has(hash) || node.words?.has(text)) return segment
  if (guides.freeze || guides.keeps(text) || scorer.lexicon.factsOf(text).isName) return segment
  noteAbsorbed(node, hash, kind)
  return { ...segment, text: '' }
}

/** Half of the words of every wide node, the least used first. */
function meldRarest<L extends Leaf>(node: TrieNode<L>, kind: TrieKind<L>): void {
  if ((node.words?.size ?? 0) >= WORDS_MIN) absorbRarest(node, kind)
  for (const child of childrenOf(node)) meldRarest(child, kind)
}

/** Meld half of the words of `node`, the least used first, by hash where they are used alike. Pinned ones stay. */
export function absorbRarest<L extends Leaf>(node: TrieNode<L>, kind: TrieKind<L>): void {
  const words = [...(node.words?.values() ?? [])].filter((word) => !word.pinned).sort((a, b) => a.n - b.n || a.hash - b.hash)
  for (const { text } of words.slice(0, words.length >> 1)) absorb(node, text, kind)
}

export function absorb<L extends Leaf>(node: TrieNode<L>, text: string, kind: TrieKind<L>): void {
  const child = node.words?.get(text)
  if (child) absorbWord(node, child, kind)
}
