// Words that have one whole API below each of them: tenants, shops, realms (`/{tenant}/api/users`). Gateways to several APIs look alike, but
// what they lead to differs.

import type { Lexicon } from './lexicon.ts'
import { type FeatureSet, namesBelow, SharedFeatures, type Values } from './shape-features.ts'
import { type Leaf, lexicalFacts, type TrieNode } from './trie.ts'
import type { View } from './view.ts'

/** Fewer may be three APIs that were copied. */
const TENANTS_MIN = 3
/** Known words below: fewer are what many resources have (`status`, `history`). */
const NAMES_MIN = 3
/** Share of the requests below a word that go to names which most others have, too. */
const ALIKE = 0.9
/** Share of the words at the position. */
const SHARE = 0.7
/** A word of so many public APIs is a literal. */
const COMMON = 2
/** Versions of one API have the same below them and are none the less literals. */
const VERSION = /^v\d/i

/** The words at one position that are tenants; none, mostly. */
export function tenantsOf<L extends Leaf>(words: readonly View<L>[], lexicon: Lexicon, values: Values): View<L>[] {
  if (words.length < TENANTS_MIN) return []
  const isName = (node: TrieNode<Leaf>): boolean => lexicalFacts(node, lexicon).isName
  const open = words.filter(({ text, hasChildren }) => hasChildren && lexicon.count(text) < COMMON && !VERSION.test(text))
  if (open.length < TENANTS_MIN || open.length < SHARE * words.length) return []
  const sets = open.map((word) => namesBelow(word, isName, values))
  const shared = new SharedFeatures(
    sets,
    open.map(({ n }) => n),
  )
  const alike = open.filter((word, i) => {
    const set = sets[i] as FeatureSet
    return set.size >= NAMES_MIN && shared.of(set, word.n).common >= ALIKE
  })
  return alike.length >= TENANTS_MIN && alike.length >= SHARE * open.length ? alike : []
}
