// The paths of one service as a tree: a child per word, one child for all values, and between them the few small numbers, versions
// and dates that may yet be constant. Words are kept apart until they are melded into the value child, which happens when a node
// has too many of them (bound) and otherwise only in the finished view (view.ts): so order of arrival does not matter below the bound.

import type { InnerSegment, PathSegment, Scalar, SegmentClass } from '../observe/observation.ts'
import { createSchemaNode, foldScalar, mergeSchema, type SchemaNode } from '../schema/index.ts'
import { type Affix, affixKey, stemOf } from './affix.ts'
import { classifySegment } from './classify-segment.ts'
import { foldScalarTimes } from './fold-scalar-times.ts'
import type { LexicalFacts, Lexicon } from './lexicon.ts'

/** What decisions read of the evidence at the end of a path. */
export interface Leaf {
  readonly n: number
  /** Sample of the key paths of its responses (key-sample.ts). */
  readonly keys: readonly number[]
}

/** How leaves add up (the trie itself knows nothing of operations), and the bounds of a node. */
export interface TrieKind<L extends Leaf> {
  /** Add `from` to `into`; `from` is not used afterwards. */
  meld(into: L, from: L): void
  /** Different constants at one node, beyond which they are values. */
  readonly constants: number
  /** Different affixes of values at one node, beyond which they are parts of the values. */
  readonly affixes: number
  /** Hashes of melded words kept at one node. */
  readonly absorbed: number
}

/** Names of properties in which a value was echoed, at most so many. */
const ECHO_NAMES_MAX = 16

/** Fields that every exchange reads or writes stand first: together they fill two lines of the processor's cache instead of four. */
export class TrieNode<L extends Leaf> {
  readonly text: string
  /** Exchanges through here. */
  n = 0
  words: Map<string, TrieNode<L>> | null = null
  /** Many words were melded here and none was left: what else comes is a value, unless it is a word of public APIs. */
  closed = false
  methods: Map<string, L> | null = null
  /** Exchanges whose response was passed over, so that nobody knows. */
  unheard = 0
  /** Value nodes: evidence about all values, and their classes. */
  values: SchemaNode | null = null
  /** Word nodes: the evidence about the one value it has. */
  scalar: Scalar | null = null
  classes: Map<SegmentClass, number> | null = null
  value: TrieNode<L> | null = null
  /** Hashes of words that were melded into `value`. */
  absorbed: Set<number> | null = null
  /** Small numbers, versions, dates: literal text -> node. Null again once there were too many: then they are values. */
  constants: Map<string, TrieNode<L>> | null = null
  constantsOver = false
  /** As `values` and `scalar`, of what stands inside the affix. */
  stems: SchemaNode | null = null
  stem: Scalar | null = null
  /** Values inside of segments (`{}.json`): affix -> node. Null again once there were too many: then they are values as a whole. */
  affixed: Map<string, TrieNode<L>> | null = null
  affixesOver = false
  /** What stands, or may stand, around the value of this node. */
  affix: Affix | null = null
  /** Exchanges whose response repeats the value, and under which names. */
  echoed = 0
  echoes: Map<string, number> | null = null
  readonly hash: number
  /** Literal for other reasons than statistics (an RPC method, a rule). */
  pinned = false
  /** Words at which melding is tried; 0 for the default. */
  cap = 0
  /** What a lexicon says of `text`, once it was asked. */
  facts: LexicalFacts | null = null
  /** Not of this run: what earlier runs made of the position. It takes part in decisions and counts nowhere. */
  isEarlier = false
  /** A parameter of earlier runs whose values were words: whether it still is one is to be decided, so that it is no `value`. */
  earlierValue: TrieNode<L> | null = null

  constructor(text: string, hash: number) {
    this.text = text
    this.hash = hash
  }
}

/** The child that `segment` leads to, made when it is not there. */
export function step<L extends Leaf>(node: TrieNode<L>, segment: PathSegment): TrieNode<L> {
  const child = findChild(node, segment) ?? makeChild(node, segment)
  child.n++
  if (segment.echo === null) child.unheard++
  else if (segment.echo !== '') {
    child.echoed++
    countEcho(child, segment.echo, 1)
  }
  if (child.values) {
    child.classes?.set(segment.class, (child.classes.get(segment.class) ?? 0) + 1)
    foldScalar(child.values, segment.scalar)
    if (child.stems && segment.inner) foldScalar(child.stems, segment.inner.scalar)
  } else {
    child.scalar ??= { ...segment.scalar }
    if (segment.inner) child.stem ??= { ...segment.inner.scalar }
  }
  return child
}

/** The child that `segment` would lead to, as far as it is there. */
export function findChild<L extends Leaf>(node: TrieNode<L>, segment: PathSegment): TrieNode<L> | null {
  // A word without text is one that the privacy border took for a value.
  if (segment.class === 'word' && segment.text !== '')
    return node.words?.get(segment.text) ?? (node.absorbed?.has(segment.hash) ? findValues(node, segment) : null)
  if (segment.text !== '' && !node.constantsOver) return node.constants?.get(segment.text) ?? null
  return findValues(node, segment)
}

const findValues = <L extends Leaf>(node: TrieNode<L>, { inner }: PathSegment): TrieNode<L> | null =>
  inner && !node.affixesOver ? (node.affixed?.get(affixKey(inner)) ?? null) : node.value

function makeChild<L extends Leaf>(node: TrieNode<L>, segment: PathSegment): TrieNode<L> {
  const { text, hash } = segment
  const isWord = segment.class === 'word'
  if (text === '' || (isWord ? node.absorbed?.has(hash) : node.constantsOver)) return valueChild(node, affixOf(segment.inner))
  const child = new TrieNode<L>(text, hash)
  if (isWord) {
    child.affix = affixOf(segment.inner)
    node.words ??= new Map()
    node.words.set(text, child)
  } else {
    node.constants ??= new Map()
    node.constants.set(text, child)
  }
  return child
}

const affixOf = (inner: InnerSegment | undefined): Affix | null => (inner ? { prefix: inner.prefix, suffix: inner.suffix } : null)

/** The one child for all values; or, inside of segments, for those with the same affix. */
export function valueChild<L extends Leaf>(node: TrieNode<L>, affix: Affix | null): TrieNode<L> {
  if (affix && !node.affixesOver) {
    node.affixed ??= new Map()
    const key = affixKey(affix)
    let child = node.affixed.get(key)
    if (!child) {
      child = emptyValues<L>()
      child.affix = affix
      child.stems = createSchemaNode()
      node.affixed.set(key, child)
    }
    return child
  }
  node.value ??= emptyValues<L>()
  return node.value
}

export function emptyValues<L extends Leaf>(): TrieNode<L> {
  const node = new TrieNode<L>('', 0)
  node.values = createSchemaNode()
  node.classes = new Map()
  return node
}

/** What `lexicon` says of the word that `node` is. */
export function lexicalFacts<L extends Leaf>(node: TrieNode<L>, lexicon: Lexicon): LexicalFacts {
  if (node.facts?.lexicon !== lexicon) node.facts = lexicon.factsOf(node.text)
  return node.facts
}

/** All nodes right below. */
export function* childrenOf<L extends Leaf>(node: TrieNode<L>): Iterable<TrieNode<L>> {
  if (node.words) yield* node.words.values()
  if (node.constants) yield* node.constants.values()
  if (node.affixed) yield* node.affixed.values()
  if (node.value) yield node.value
}

export function countEcho<L extends Leaf>(node: TrieNode<L>, name: string, n: number): void {
  node.echoes ??= new Map()
  const known = node.echoes.get(name)
  if (known !== undefined || node.echoes.size < ECHO_NAMES_MAX) node.echoes.set(name, (known ?? 0) + n)
}

/**
 * Take the constants for values once they are too many to be constant, and likewise what is around values. Call after a path is through,
 * not in the middle of it.
 */
export function settleValues<L extends Leaf>(node: TrieNode<L>, kind: TrieKind<L>): void {
  node.constantsOver ||= (node.constants?.size ?? 0) > kind.constants
  node.affixesOver ||= (node.affixed?.size ?? 0) > kind.affixes
  const values = [
    ...(node.constantsOver ? (node.constants?.values() ?? []) : []),
    ...(node.affixesOver ? (node.affixed?.values() ?? []) : []),
  ]
  if (node.constantsOver) node.constants = null
  if (node.affixesOver) node.affixed = null
  for (const child of values) meldNode(valueChild(node, null), child, kind)
}

/** From now on the word with this hash is a value of `node`. */
export function noteAbsorbed<L extends Leaf>(node: TrieNode<L>, hash: number, kind: Pick<TrieKind<L>, 'absorbed'>): void {
  node.absorbed ??= new Set()
  if (node.absorbed.size < kind.absorbed) node.absorbed.add(hash)
}

/** Move the word `child` of `node` into its value child. Its text is forgotten; a hash tells it when it comes again. */
export function absorbWord<L extends Leaf>(node: TrieNode<L>, child: TrieNode<L>, kind: TrieKind<L>): void {
  node.words?.delete(child.text)
  noteAbsorbed(node, child.hash, kind)
  meldNode(valueChild(node, child.affix), child, kind)
}

/** Add all of `from` to `into`, node by node. `from` is not used afterwards. */
export function meldNode<L extends Leaf>(into: TrieNode<L>, from: TrieNode<L>, kind: TrieKind<L>): void {
  addValues(into, from)
  into.n += from.n
  into.echoed += from.echoed
  into.unheard += from.unheard
  into.pinned ||= from.pinned
  into.cap = Math.max(into.cap, from.cap)
  if (from.echoes) for (const [name, n] of from.echoes) countEcho(into, name, n)
  if (from.methods) {
    into.methods ??= new Map()
    for (const [method, leaf] of from.methods) {
      const own = into.methods.get(method)
      if (own) kind.meld(own, leaf)
      else into.methods.set(method, leaf)
    }
  }
  if (from.absorbed) {
    into.absorbed ??= new Set()
    for (const word of [...(into.words?.values() ?? [])]) if (from.absorbed.has(word.hash)) absorbWord(into, word, kind)
    for (const hash of from.absorbed) if (into.absorbed.size < kind.absorbed) into.absorbed.add(hash)
  }
  into.constantsOver ||= from.constantsOver
  into.affixesOver ||= from.affixesOver
  if (from.value) meldNode(valueChild(into, null), from.value, kind)
  for (const child of from.affixed?.values() ?? []) meldNode(valueChild(into, child.affix), child, kind)
  for (const child of from.words?.values() ?? []) meldWord(into, child, kind)
  for (const [text, child] of from.constants ?? []) {
    into.constants ??= new Map()
    const own = into.constants.get(text)
    if (own) meldNode(own, child, kind)
    else into.constants.set(text, child)
  }
  settleValues(into, kind)
}

function meldWord<L extends Leaf>(into: TrieNode<L>, child: TrieNode<L>, kind: TrieKind<L>): void {
  const own = into.words?.get(child.text)
  if (own) meldNode(own, child, kind)
  else if (into.absorbed?.has(child.hash)) meldNode(valueChild(into, child.affix), child, kind)
  else {
    into.words ??= new Map()
    into.words.set(child.text, child)
  }
}

function addValues<L extends Leaf>(into: TrieNode<L>, from: TrieNode<L>): void {
  if (!into.values) return
  if (from.values) {
    mergeSchema(into.values, from.values)
    for (const [name, n] of from.classes ?? []) into.classes?.set(name, (into.classes.get(name) ?? 0) + n)
  } else if (from.scalar) {
    foldScalarTimes(into.values, from.scalar, from.n)
    const name = classifySegment(into.affix ? stemOf(from.text, into.affix) : from.text)
    into.classes?.set(name, (into.classes.get(name) ?? 0) + from.n)
  }
  if (into.stems && from.stems) mergeSchema(into.stems, from.stems)
  else if (into.stems && from.stem) foldScalarTimes(into.stems, from.stem, from.n)
}
