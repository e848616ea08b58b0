// What hangs below a word and how it answers, as sets of hashes that siblings can be compared by. No pairwise work: how many siblings
// share a feature is counted once per node.

import { mix32 } from '../observe/hash.ts'
import type { Leaf, TrieNode } from './trie.ts'
import type { View } from './view.ts'

const DEPTH = 3
/** Children looked at per node: those with the smallest hashes, so that the choice does not depend on arrival. */
const CHILDREN = 40
const FEATURES = 400
const KEYS = 12
/** Key hashes per method further down: one alone may be a field that everything has. */
const KEYS_BELOW = 3
/** Names are looked for deeper: groups of an API differ in what stands behind version and scope (`/{group}/v1/namespaces/{}/jobs`). */
const NAME_DEPTH = 5
const NAMES = 400
const VALUE = 0x9e3779b9 | 0

/** Hashes of features -> exchanges that show them. */
export type FeatureSet = ReadonlyMap<number, number>

/** How the paths that end here answer: method and smallest key hashes. */
export function responseFeatures<L extends Leaf>(view: View<L>): FeatureSet {
  const features = new Map<number, number>()
  for (const [method, keys] of view.keys) {
    const seed = hashOfText(method)
    let n = 0
    for (const leaf of view.leaves.get(method) ?? []) n += leaf.n
    for (let i = 0; i < KEYS && i < keys.length; i++) features.set(mixKey(seed, keys[i] as number), n)
  }
  return features
}

/** Nodes whose words a first pass took for values: they all look the same. */
export type Values = ReadonlySet<TrieNode<Leaf>>

const NO_VALUES: Values = new Set()

/** What stands below: words, methods and answers, to depth 3. */
export function descendantFeatures<L extends Leaf>(view: View<L>, values: Values = NO_VALUES): FeatureSet {
  const features = new Map<number, number>()
  walk(view, 1, features, values)
  return features
}

function walk<L extends Leaf>(view: View<L>, depth: number, into: Map<number, number>, values: Values): void {
  if (into.size >= FEATURES) return
  if (view.value) visit(view.value, mix32(depth, VALUE), depth, into, values)
  for (const [key, child] of view.affixed) visit(child, mix32(mix32(depth, VALUE), hashOfText(key)), depth, into, values)
  for (const [text, child] of view.constants) visit(child, mix32(depth, text.length), depth, into, values)
  for (const child of someOf(view.words))
    visit(child, mix32(depth, values.has(child.nodes[0] as TrieNode<Leaf>) ? VALUE : child.hash | 0), depth, into, values)
}

function visit<L extends Leaf>(child: View<L>, seed: number, depth: number, into: Map<number, number>, values: Values): void {
  if (into.size >= FEATURES) return
  note(into, seed, child.n)
  for (const [method, keys] of child.keys) {
    const own = mix32(seed, hashOfText(method))
    let n = 0
    for (const leaf of child.leaves.get(method) ?? []) n += leaf.n
    if (keys.length === 0) note(into, own, n)
    for (let i = 0; i < KEYS_BELOW && i < keys.length; i++) note(into, mixKey(own, keys[i] as number), n)
  }
  if (depth < DEPTH) walk(child, depth + 1, into, values)
}

/** The words below that name things in APIs (`isName`), to depth 5, with the exchanges through them. */
export function namesBelow<L extends Leaf>(
  view: View<L>,
  isName: (node: TrieNode<Leaf>) => boolean,
  values: Values = NO_VALUES,
): FeatureSet {
  const names = new Map<number, number>()
  walkNames(view, 1, names, isName, values)
  return names
}

function walkNames<L extends Leaf>(
  view: View<L>,
  depth: number,
  into: Map<number, number>,
  isName: (node: TrieNode<Leaf>) => boolean,
  values: Values,
): void {
  if (into.size >= NAMES) return
  for (const child of someOf(view.words)) {
    const first = child.nodes[0] as TrieNode<Leaf>
    if (!values.has(first) && isName(first)) note(into, child.hash, child.n)
    if (depth < NAME_DEPTH && child.hasChildren) walkNames(child, depth + 1, into, isName, values)
  }
  if (depth >= NAME_DEPTH) return
  for (const child of view.constants.values()) if (child.hasChildren) walkNames(child, depth + 1, into, isName, values)
  for (const child of [...view.affixed.values(), ...(view.value ? [view.value] : [])])
    if (child.hasChildren) walkNames(child, depth + 1, into, isName, values)
}

function note(into: Map<number, number>, feature: number, n: number): void {
  into.set(feature, (into.get(feature) ?? 0) + n)
}

function someOf<L extends Leaf>(words: ReadonlyMap<string, View<L>>): Iterable<View<L>> {
  if (words.size <= 1) return words.values()
  const sorted = [...words.values()].sort((a, b) => a.hash - b.hash)
  return sorted.length > CHILDREN ? sorted.slice(0, CHILDREN) : sorted
}

const mixKey = (seed: number, key: number): number => mix32(mix32(seed, key | 0), (key / 0x100000000) | 0)

const textHashes = new Map<string, number>()

function hashOfText(text: string): number {
  let hash = textHashes.get(text)
  if (hash === undefined) {
    hash = 7
    for (let i = 0; i < text.length; i++) hash = mix32(hash, text.charCodeAt(i))
    if (textHashes.size < 64) textHashes.set(text, hash)
  }
  return hash
}

/** How far one set of features is shared by others. */
export interface Sharing {
  /** Share of the features that at least one sibling has too. */
  share: number
  /** The same, each feature counted by the exchanges that show it. */
  shareOfTraffic: number
  /** Mean share of the siblings that have a feature. */
  meanDf: number
  /** The same, each sibling counted by its exchanges: small ones cannot have everything. */
  meanWeight: number
  /** Share of the features that at least half of the siblings have. */
  common: number
  size: number
}

const NOTHING: Sharing = { share: 0, shareOfTraffic: 0, meanDf: 0, meanWeight: 0, common: 0, size: 0 }

export class SharedFeatures {
  /** Feature -> owners, and exchanges of the owners. */
  readonly #df = new Map<number, { owners: number; n: number }>()
  readonly #owners: number
  readonly #n: number

  /** `sets[i]` belongs to an owner of `counts[i]` exchanges. */
  constructor(sets: readonly FeatureSet[], counts: readonly number[]) {
    this.#owners = sets.length
    this.#n = counts.reduce((sum, n) => sum + n, 0)
    sets.forEach((set, i) => {
      const n = counts[i] as number
      for (const feature of set.keys()) {
        const known = this.#df.get(feature)
        if (known) {
          known.owners++
          known.n += n
        } else this.#df.set(feature, { owners: 1, n })
      }
    })
  }

  /** Of a set that was among those given, with the count given. */
  of(set: FeatureSet, count: number): Sharing {
    const size = set.size
    if (size === 0 || this.#owners < 2) return size === 0 ? NOTHING : { ...NOTHING, size }
    const half = (this.#owners - 1) / 2
    let shared = 0
    let common = 0
    let sum = 0
    let weight = 0
    let traffic = 0
    let sharedTraffic = 0
    for (const [feature, n] of set) {
      const df = this.#df.get(feature) as { owners: number; n: number }
      const others = df.owners - 1
      traffic += n
      if (others > 0) {
        shared++
        sharedTraffic += n
      }
      if (others > 0 && others >= half) common++
      sum += others
      weight += df.n - count
    }
    return {
      share: shared / size,
      shareOfTraffic: sharedTraffic / Math.max(1, traffic),
      meanDf: sum / size / (this.#owners - 1),
      meanWeight: weight / size / Math.max(1, this.#n - count),
      common: common / size,
      size,
    }
  }
}

/** Share of `set` that `other` has too. */
export function containment(set: FeatureSet, other: FeatureSet): number {
  if (set.size === 0) return 0
  let inside = 0
  for (const feature of set.keys()) if (other.has(feature)) inside++
  return inside / set.size
}

/** The same, each feature counted by the exchanges of `set` that show it. */
export function containmentOfTraffic(set: FeatureSet, other: FeatureSet): number {
  let inside = 0
  let all = 0
  for (const [feature, n] of set) {
    all += n
    if (other.has(feature)) inside += n
  }
  return all > 0 ? inside / all : 0
}

/** Mean share of the siblings that have the same names. */
export class SharedNames {
  readonly #df = new Map<string, number>()
  readonly #owners: number

  constructor(sets: readonly (readonly string[])[]) {
    this.#owners = sets.length
    for (const set of sets) for (const name of set) this.#df.set(name, (this.#df.get(name) ?? 0) + 1)
  }

  /** Of a set that was among those given. */
  of(set: readonly string[]): number {
    if (set.length === 0 || this.#owners < 2) return 0
    let sum = 0
    for (const name of set) sum += (this.#df.get(name) as number) - 1
    return sum / set.length / (this.#owners - 1)
  }
}
