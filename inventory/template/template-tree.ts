// The decided paths of one service: top down, because what was melded above brings the evidence below together.

import type { Reason, TemplateSegment } from '../model.ts'
import type { SegmentClass } from '../observe/observation.ts'
import { createSchemaNode, mergeSchema, type SchemaNode } from '../schema/index.ts'
import { classifySegment } from './classify-segment.ts'
import { areLiterals } from './constants.ts'
import { ContextScores } from './context-scores.ts'
import { decide, type Pass, type Scorer } from './decide.ts'
import type { Position } from './features.ts'
import { foldScalarTimes } from './fold-scalar-times.ts'
import type { Guides } from './guide.ts'
import { parameterName } from './names.ts'
import type { Leaf, TrieNode } from './trie.ts'
import { unite, View } from './view.ts'

/** One decided position. */
export interface TemplateNode<L extends Leaf> {
  readonly view: View<L>
  /** From the root to here. */
  readonly segments: readonly TemplateSegment[]
  readonly literals: Map<string, TemplateNode<L>>
  parameter: TemplateNode<L> | null
}

/** A part of a path that looks for its template. `text` is '' for values. */
export interface Token {
  readonly class: SegmentClass
  readonly text: string
}

/** `roots`: several tries of one service are decided as one. */
export function decideTree<L extends Leaf>(roots: readonly TrieNode<L>[], guides: Guides, scorer: Scorer): TemplateNode<L> {
  const pass = firstPass(roots, guides, scorer)
  return decideOnce(roots, guides, { scorer, pass: { ...pass, first: false } })
}

/** What a look at each position by itself gives: scores and values that the second pass builds on. */
export function firstPass<L extends Leaf>(roots: readonly TrieNode<L>[], guides: Guides, scorer: Scorer): Pass {
  const pass: Pass = { context: new ContextScores(), values: new Set(), first: true }
  decideOnce(roots, guides, { scorer, pass })
  return pass
}

function decideOnce<L extends Leaf>(roots: readonly TrieNode<L>[], guides: Guides, growth: Growth): TemplateNode<L> {
  const node: TemplateNode<L> = { view: new View(roots), segments: [], literals: new Map(), parameter: null }
  grow(node, { parent: null, root: true }, guides, growth)
  return node
}

interface Growth {
  scorer: Scorer
  pass: Pass
}

function grow<L extends Leaf>(node: TemplateNode<L>, position: Position, guides: Guides, growth: Growth): void {
  const { view } = node
  if (!view.hasChildren) return
  const { literals, values, reasons, ambiguous } = decide(view, position, guides, growth.scorer, growth.pass)
  if (view.value) values.push(view.value)
  for (const [text, child] of view.constants) (isLiteralConstant(view, position, guides, text) ? literals : values).push(child)
  for (const child of literals) {
    const next: TemplateNode<L> = {
      view: child,
      segments: [...node.segments, { kind: 'literal', text: child.text }],
      literals: new Map(),
      parameter: null,
    }
    node.literals.set(child.text, next)
    grow(next, { parent: child.text, root: false }, guides.literal(child.text), growth)
  }
  const before = view.earlierValue
  const united = unite(before !== null && values.length > 0 ? [...values, before] : values)
  if (!united) return
  const all = [...byForm(united), ...reasons]
  if (ambiguous.length > 0) all.push({ text: `${ambiguous.length} of the words here could be either`, weight: 0 })
  const segment: TemplateSegment = {
    kind: 'parameter',
    name: nameOf(node, united, position, guides),
    prefix: '',
    suffix: '',
    reasons: all.slice(0, 4),
  }
  node.parameter = { view: united, segments: [...node.segments, segment], literals: new Map(), parameter: null }
  grow(node.parameter, { parent: null, root: false }, guides.parameter(), growth)
}

function isLiteralConstant<L extends Leaf>(view: View<L>, position: Position, guides: Guides, text: string): boolean {
  if (guides.keeps(text)) return true
  return !guides.force && areLiterals(view, position)
}

const FORMS: Record<SegmentClass, string> = {
  word: '',
  integer: 'integers',
  uuid: 'UUIDs',
  email: 'e-mail addresses',
  encoded: 'values with punctuation',
  version: 'version numbers',
  date: 'dates',
  number: 'numbers',
  hex: 'hexadecimal identifiers',
  key: 'keys such as ABC-12',
  locale: 'locales',
  'prefixed-id': 'identifiers with a prefix',
  random: 'random identifiers',
}

/** Log-odds that are certain enough not to be measured. */
const BY_FORM = 6

function byForm<L extends Leaf>(view: View<L>): Reason[] {
  const classes = classesOf(view)
  let total = 0
  let best: SegmentClass = 'word'
  for (const [name, n] of classes) {
    total += n
    const most = classes.get(best) ?? 0
    if (name !== 'word' && (best === 'word' || n > most || (n === most && name < best))) best = name
  }
  return best === 'word'
    ? []
    : [{ text: `${Math.round(((classes.get(best) ?? 0) / total) * 100)} % of the values are ${FORMS[best]}`, weight: BY_FORM }]
}

function nameOf<L extends Leaf>(node: TemplateNode<L>, values: View<L>, position: Position, guides: Guides): string {
  const previous = node.segments.flatMap((segment) => (segment.kind === 'parameter' ? [segment.name] : []))
  const given = guides.name
  if (given !== '' && !previous.includes(given)) return given
  return parameterName({ before: position.parent, previous, classes: classesOf(values), echoes: echoesOf(values), heard: values.heard })
}

/** Class -> exchanges, over all values of a parameter. */
export function classesOf<L extends Leaf>(view: View<L>): Map<SegmentClass, number> {
  const classes = new Map<SegmentClass, number>()
  for (const node of view.nodes) {
    if (node.classes) for (const [name, n] of node.classes) classes.set(name, (classes.get(name) ?? 0) + n)
    else {
      const name = classifySegment(node.text)
      classes.set(name, (classes.get(name) ?? 0) + node.n)
    }
  }
  return classes
}

function echoesOf<L extends Leaf>(view: View<L>): Map<string, number> {
  const echoes = new Map<string, number>()
  for (const node of view.nodes) for (const [name, n] of node.echoes ?? []) echoes.set(name, (echoes.get(name) ?? 0) + n)
  return echoes
}

/** Evidence about the values of a parameter. */
export function valuesOf<L extends Leaf>(view: View<L>): SchemaNode {
  const nodes = view.nodes.filter((node) => !node.isEarlier)
  const only = nodes[0]
  if (nodes.length === 1 && only?.values) return only.values
  const schema = createSchemaNode()
  for (const node of nodes) {
    if (node.values) mergeSchema(schema, node.values)
    else if (node.scalar) foldScalarTimes(schema, node.scalar, node.n)
  }
  return schema
}

/**
 * The most literal template that `tokens` fit and that `accept` takes; null when there is none. Goes back where a literal
 * leads nowhere.
 */
export function findTemplate<L extends Leaf>(
  root: TemplateNode<L>,
  tokens: readonly Token[],
  accept: (node: TemplateNode<L>) => boolean,
): TemplateNode<L> | null {
  return find(root, tokens, 0, accept)
}

function find<L extends Leaf>(
  node: TemplateNode<L>,
  tokens: readonly Token[],
  at: number,
  accept: (node: TemplateNode<L>) => boolean,
): TemplateNode<L> | null {
  const token = tokens[at]
  if (!token) return accept(node) ? node : null
  const literal = token.text === '' ? undefined : node.literals.get(token.text)
  const found = literal ? find(literal, tokens, at + 1, accept) : null
  return found ?? (node.parameter ? find(node.parameter, tokens, at + 1, accept) : null)
}

/** As far as `tokens` are known, their template; what lies beyond is a literal only where `isLiteral` says so. */
export function extendTemplate<L extends Leaf>(
  root: TemplateNode<L>,
  tokens: readonly Token[],
  isLiteral: (text: string) => boolean,
): TemplateSegment[] {
  const segments: TemplateSegment[] = []
  let node: TemplateNode<L> | null = root
  for (const token of tokens) {
    const literal: TemplateNode<L> | undefined = token.text === '' ? undefined : node?.literals.get(token.text)
    const next: TemplateNode<L> | null = literal ?? node?.parameter ?? null
    if (next) segments.push(next.segments.at(-1) as TemplateSegment)
    else if (token.class === 'word' && isLiteral(token.text)) segments.push({ kind: 'literal', text: token.text })
    else segments.push({ kind: 'parameter', name: unknownName(segments), prefix: '', suffix: '', reasons: [] })
    node = next
  }
  return segments
}

function unknownName(segments: readonly TemplateSegment[]): string {
  const last = segments.at(-1)
  return parameterName({
    before: last?.kind === 'literal' ? last.text : null,
    previous: segments.flatMap((segment) => (segment.kind === 'parameter' ? [segment.name] : [])),
    classes: new Map(),
    echoes: new Map(),
    heard: 0,
  })
}
