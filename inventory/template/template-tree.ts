// The decided paths of one service: top down, because what was melded above brings the evidence below together.

import type { Reason, TemplateSegment } from '../model.ts'
import type { Scalar, SegmentClass } from '../observe/observation.ts'
import { createSchemaNode, mergeSchema, type SchemaNode } from '../schema/index.ts'
import { type Affix, affixKey, affixKind, NO_AFFIX, stemOf } from './affix.ts'
import { classifySegment } from './classify-segment.ts'
import { areLiterals } from './constants.ts'
import { ContextScores } from './context-scores.ts'
import { type Decision, decide, type Pass, REASONS, type Scorer } from './decide.ts'
import type { Position } from './features.ts'
import { foldScalarTimes } from './fold-scalar-times.ts'
import type { Guides } from './guide.ts'
import { type Lane, lanesOf } from './lanes.ts'
import { distinctName, parameterName } from './names.ts'
import type { Leaf, TrieNode } from './trie.ts'
import { unite, View } from './view.ts'

/** One decided position. */
export interface TemplateNode<L extends Leaf> {
  readonly view: View<L>
  /** From the root to here. */
  readonly segments: readonly TemplateSegment[]
  readonly literals: Map<string, TemplateNode<L>>
  parameter: TemplateNode<L> | null
  /** Parameters inside of segments, by affix. */
  readonly inside: Map<string, TemplateNode<L>>
}

/** `roots`: several tries of one service are decided as one. */
export function decideTree<L extends Leaf>(roots: readonly TrieNode<L>[], guides: Guides, scorer: Scorer): TemplateNode<L> {
  const view = new View(roots)
  return decideOnce(view, guides, { scorer, pass: { ...firstPass(view, guides, scorer), first: false } })
}

/** What a look at each position by itself gives: scores and values that the second pass builds on. */
export function firstPass<L extends Leaf>(view: View<L>, guides: Guides, scorer: Scorer): Pass {
  const pass: Pass = { context: new ContextScores(), values: new Set(), first: true }
  decideOnce(view, guides, { scorer, pass })
  return pass
}

function decideOnce<L extends Leaf>(view: View<L>, guides: Guides, growth: Growth): TemplateNode<L> {
  const node = nodeOf(view, [])
  grow(node, { parent: null, root: true }, guides, growth)
  return node
}

const nodeOf = <L extends Leaf>(view: View<L>, segments: readonly TemplateSegment[]): TemplateNode<L> => ({
  view,
  segments,
  literals: new Map(),
  parameter: null,
  inside: new Map(),
})

interface Growth {
  scorer: Scorer
  pass: Pass
}

function grow<L extends Leaf>(node: TemplateNode<L>, position: Position, guides: Guides, growth: Growth): void {
  const { view } = node
  if (!view.hasChildren) return
  const { plain, inside } = lanesOf(view, guides)
  const decision = decide(plain, position, guides, growth.scorer, growth.pass)
  if (plain.value) decision.values.push(plain.value)
  for (const [text, child] of plain.constants) {
    const to = isLiteralConstant(plain, position, guides, text) ? decision.literals : decision.values
    to.push(child)
  }
  growDecided(node, position, guides, growth, decision, null)
  for (const [{ affix }, lane] of decideInside(inside, node, position, guides, growth))
    growDecided(node, position, guides, growth, lane, affix)
}

/**
 * Words whose stem stands here by itself, too, are what that is. The others are decided together, by their stems: what is known of values
 * with one affix holds for those with another.
 */
function decideInside<L extends Leaf>(
  lanes: readonly Lane<L>[],
  node: TemplateNode<L>,
  position: Position,
  guides: Guides,
  { scorer, pass }: Growth,
): [Lane<L>, Decision<L>][] {
  const whole = node.parameter?.segments.at(-1)
  const open = new Map<string, View<L>>()
  const settled = lanes.map((lane): [Lane<L>, Decision<L>] => {
    const decision: Decision<L> = { literals: [], values: lane.value ? [lane.value] : [], reasons: [], ambiguous: [], name: '' }
    for (const [text, word] of lane.words) {
      if (lane.forced) decision.values.push(word)
      else if (node.literals.has(word.text)) decision.literals.push(word)
      else if (node.view.words.has(word.text)) {
        decision.values.push(word)
        if (whole?.kind === 'parameter') decision.name = whole.name
      } else open.set(text, word)
    }
    return [lane, decision]
  })
  const value = unite(settled.flatMap(([, { values }]) => values))
  const deciding = { force: false, freeze: guides.freeze, keeps: (text: string) => guides.keeps(text) }
  const { values, reasons, ambiguous, name } = decide(
    node.view.part({ words: open, constants: new Map(), value }),
    position,
    deciding,
    scorer,
    pass,
  )
  const chosen = new Set(values)
  for (const [{ words }, decision] of settled) {
    const own = new Set([...words].flatMap(([text, word]) => (open.has(text) ? [word] : [])))
    for (const word of own) (chosen.has(word) ? decision.values : decision.literals).push(word)
    decision.ambiguous.push(...ambiguous.filter((word) => own.has(word)))
    if (![...own].some((word) => chosen.has(word))) continue
    decision.reasons.push(...reasons)
    decision.name ||= name
  }
  return settled
}

function growDecided<L extends Leaf>(
  node: TemplateNode<L>,
  position: Position,
  guides: Guides,
  growth: Growth,
  { literals, values, reasons, ambiguous, name: meant }: Decision<L>,
  affix: Affix | null,
): void {
  for (const child of literals) {
    const text = child.whole
    const next = nodeOf(child, [...node.segments, { kind: 'literal', text }])
    node.literals.set(text, next)
    grow(next, { parent: text, root: false }, guides.literal(text), growth)
  }
  const before = affix === null ? node.view.earlierValue : null
  const united = unite(before !== null && values.length > 0 ? [...values, before] : values)
  if (!united) return
  const { prefix, suffix } = affix ?? NO_AFFIX
  // The first pass is for its scores alone.
  const described = growth.pass.first
    ? { name: '', reasons: [] }
    : { name: nameOf(node, united, position, guides, affix, meant), reasons: reasonsOf(united, affix, reasons, ambiguous.length) }
  const next = nodeOf(united, [...node.segments, { kind: 'parameter', ...described, prefix, suffix }])
  if (affix) node.inside.set(affixKey(affix), next)
  else node.parameter = next
  grow(next, { parent: null, root: false }, affix ? guides.inside(affix) : guides.parameter(), growth)
}

function isLiteralConstant<L extends Leaf>(view: View<L>, position: Position, guides: Guides, text: string): boolean {
  if (guides.keeps(text)) return true
  return !guides.force && areLiterals(view, position)
}

function reasonsOf<L extends Leaf>(values: View<L>, affix: Affix | null, reasons: readonly Reason[], ambiguous: number): Reason[] {
  const all = [...byForm(values, affix), ...reasons]
  if (ambiguous > 0) all.push({ text: `${ambiguous} of the words here could be either`, weight: 0 })
  return all.slice(0, REASONS)
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

function byForm<L extends Leaf>(view: View<L>, affix: Affix | null): Reason[] {
  const classes = classesOf(view, affix)
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

function nameOf<L extends Leaf>(
  node: TemplateNode<L>,
  values: View<L>,
  position: Position,
  guides: Guides,
  affix: Affix | null,
  meant: string,
): string {
  const previous = node.segments.flatMap((segment) => (segment.kind === 'parameter' ? [segment.name] : []))
  const given = affix ? guides.nameInside(affix) : guides.name
  if (given !== '' && !previous.includes(given)) return given
  // The set in front of the key says what it is the key of.
  if (affix && affixKind(affix) === 'key') return distinctName('id', previous)
  if (meant !== '') return distinctName(meant, previous)
  return parameterName({
    before: position.parent,
    previous,
    classes: classesOf(values, affix),
    echoes: echoesOf(values),
    heard: values.heard,
  })
}

/** Class -> exchanges, over all values of a parameter; of what stands inside `affix`. */
export function classesOf<L extends Leaf>(view: View<L>, affix: Affix | null): Map<SegmentClass, number> {
  const classes = new Map<SegmentClass, number>()
  for (const node of view.nodes) {
    if (node.classes) for (const [name, n] of node.classes) classes.set(name, (classes.get(name) ?? 0) + n)
    else {
      const name = classifySegment(affix ? stemOf(node.text, affix) : node.text)
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

/** Evidence about the values of a parameter; about what stands inside `affix`. */
export function valuesOf<L extends Leaf>(view: View<L>, affix: Affix | null): SchemaNode {
  const nodes = view.nodes.filter((node) => !node.isEarlier)
  const only = nodes[0]
  if (nodes.length === 1 && only?.values && !affix) return only.values
  const schema = createSchemaNode()
  for (const node of nodes) {
    const values = affix ? node.stems : node.values
    const scalar = affix ? stemScalar(node, affix) : node.scalar
    if (values) mergeSchema(schema, values)
    else if (scalar) foldScalarTimes(schema, scalar, node.n)
  }
  return schema
}

/** Behind the privacy border nothing is known of a part that only a description knows but how long it is. */
function stemScalar<L extends Leaf>(node: TrieNode<L>, affix: Affix): Scalar | null {
  if (node.affix && affixKey(node.affix) === affixKey(affix)) return node.stem
  const { length } = stemOf(node.text, affix)
  return node.scalar && { ...node.scalar, length, formats: 0, word: null }
}
