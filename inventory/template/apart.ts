// Are the words of one position groups of an API rather than values? Values have the same literals below them; groups have their own
// (`/apis/apps/v1/deployments`, `/apis/batch/v1/jobs`), however alike their answers are.

import type { Leaf, TrieNode } from './trie.ts'
import type { View } from './view.ts'

const DEPTH = 5
/** A word with less traffic may lack literals by chance. */
const BUSY_MIN = 20
const BUSY_WORDS_MIN = 3
/** A literal below that came less often may be missing at siblings by chance. */
const LITERAL_MIN = 5
/** Share of the busy words that must have a literal of their own. */
const SHARE = 0.5

/** `isLiteral`: what a first pass took for a literal. */
export function standApart<L extends Leaf>(words: readonly View<L>[], isLiteral: (node: TrieNode<Leaf>) => boolean): boolean {
  const busy = words.filter((word) => word.n >= BUSY_MIN && word.hasChildren)
  if (busy.length < BUSY_WORDS_MIN) return false
  const owners = new Map<number, number>()
  const sets = words.map((word) => {
    const literals = new Map<number, number>()
    collect(word, 1, literals, isLiteral)
    for (const hash of literals.keys()) owners.set(hash, (owners.get(hash) ?? 0) + 1)
    return literals
  })
  let apart = 0
  words.forEach((word, i) => {
    if (word.n < BUSY_MIN || !word.hasChildren) return
    for (const [hash, n] of sets[i] as Map<number, number>) {
      if (n < LITERAL_MIN || owners.get(hash) !== 1) continue
      apart++
      break
    }
  })
  return apart >= busy.length * SHARE
}

/** Literals below, from positions that hold literals for the most part: a name among names is no literal, whatever a first pass said. */
function collect<L extends Leaf>(
  view: View<L>,
  depth: number,
  into: Map<number, number>,
  isLiteral: (node: TrieNode<Leaf>) => boolean,
): void {
  if (depth > DEPTH) return
  const words = [...view.words.values()]
  const literals = words.filter((word) => isLiteral(word.nodes[0] as TrieNode<Leaf>))
  if (view.value === null && literals.length * 2 > words.length)
    for (const word of literals) into.set(word.hash, (into.get(word.hash) ?? 0) + word.n)
  for (const child of [...words, ...view.constants.values(), ...view.affixed.values(), ...(view.value ? [view.value] : [])])
    if (child.hasChildren) collect(child, depth + 1, into, isLiteral)
}
