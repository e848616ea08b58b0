// What earlier runs made of the paths of a service, as a trie of its own that is decided together with that of this run: evidence adds up
// over runs, and where it turns a decision round, that is a change with a name.

import { operationKey, type TemplateSegment } from '../model.ts'
import { hashText } from '../observe/hash.ts'
import { classifySegment, mayBeConstant } from '../template/classify-segment.ts'
import type { TemplateNode } from '../template/template-tree.ts'
import { emptyValues, TrieNode, valueChild } from '../template/trie.ts'
import type { KnownTemplate } from './known.ts'
import { OperationLeaf } from './leaf.ts'
import { pinnedParts } from './pinned-parts.ts'
import type { TemplateChange } from './template-change.ts'

/** Those of `templates` that weigh in, `most` at the most: what was seen most, then by key. */
export function weighing(templates: readonly KnownTemplate[], most: number): KnownTemplate[] {
  const plain = templates.filter(({ segments, evidence }) => evidence !== undefined && isPlain(segments))
  if (plain.length <= most) return plain
  const rank = ({ segments, evidence }: KnownTemplate) => ({
    n: evidence?.exchanges ?? 0,
    key: operationKey(evidence?.method ?? '', segments),
  })
  return plain
    .map((template) => ({ template, ...rank(template) }))
    .sort((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1))
    .slice(0, most)
    .map(({ template }) => template)
}

/** The trie of `templates`, which are weighing; null where no earlier run knew the service. */
export function plantEarlier(templates: readonly KnownTemplate[]): TrieNode<OperationLeaf> | null {
  let root: TrieNode<OperationLeaf> | null = null
  for (const { segments, evidence } of templates) {
    if (evidence === undefined) continue
    root ??= earlierNode('', 0)
    let node = root
    node.n += evidence.exchanges
    const pinnedFrom = segments.length - pinnedParts(evidence.kind)
    segments.forEach((segment, i) => {
      node = segment.kind === 'literal' ? literalChild(node, segment.text) : earlierValue(node, evidence.words[segment.name] ?? 0)
      node.n += evidence.exchanges
      if (segment.kind === 'literal' && i >= pinnedFrom) node.pinned = true
    })
    node.methods ??= new Map()
    node.methods.set(evidence.method, OperationLeaf.earlier(evidence))
  }
  return root
}

/** Longer templates are not looked up as parts of others: there are 2^n of them. */
const PARTS_MAX = 12

/** Parameters with text around them are not positions of the trie. */
const isPlain = (segments: readonly TemplateSegment[]): boolean =>
  segments.every((segment) => segment.kind === 'literal' || (segment.prefix === '' && segment.suffix === ''))

function earlierNode(text: string, hash: number): TrieNode<OperationLeaf> {
  const node = new TrieNode<OperationLeaf>(text, hash)
  node.isEarlier = true
  return node
}

function literalChild(node: TrieNode<OperationLeaf>, text: string): TrieNode<OperationLeaf> {
  const isConstant = mayBeConstant(text, classifySegment(text))
  if (isConstant) node.constants ??= new Map()
  else node.words ??= new Map()
  const children = (isConstant ? node.constants : node.words) as Map<string, TrieNode<OperationLeaf>>
  let child = children.get(text)
  if (child === undefined) children.set(text, (child = earlierNode(text, hashText(text))))
  return child
}

/** Values that are identifiers by their form are values again; words have to show it. */
function earlierValue(node: TrieNode<OperationLeaf>, words: number): TrieNode<OperationLeaf> {
  if (words > 0) node.earlierValue ??= emptyValues()
  const value = words > 0 ? (node.earlierValue as TrieNode<OperationLeaf>) : valueChild(node, null)
  value.isEarlier = true
  return value
}

/**
 * How `tree`, which was decided from both tries, differs from what was known. A merge is of `weighing` templates only, the others are not in the tree,
 * and needs something seen in this run where the parameter is; a split, an operation of `seen` (`GET /users/me`) that no earlier run had.
 */
export function templateChanges(
  service: string,
  tree: TemplateNode<OperationLeaf>,
  { all, weighing: some }: { readonly all: readonly KnownTemplate[]; readonly weighing: readonly KnownTemplate[] },
  seen: ReadonlyMap<string, { readonly method: string; readonly segments: readonly TemplateSegment[] }>,
): TemplateChange[] {
  const known = new Map<string, KnownTemplate>()
  for (const template of all)
    if (template.evidence !== undefined) known.set(operationKey(template.evidence.method, template.segments), template)
  const changes: TemplateChange[] = []
  for (const { segments, evidence } of some) {
    const to = placeNow(tree, segments)
    const method = evidence?.method as string
    if (to !== null && operationKey(method, to) !== operationKey(method, segments))
      changes.push({ kind: 'merge', service, method, from: segments, to })
  }
  for (const [key, { method, segments }] of seen) {
    if (known.has(key)) continue
    const origin = segments.length <= PARTS_MAX ? originOf(known, method, segments) : null
    if (origin !== null) changes.push({ kind: 'split', service, method, from: origin, to: segments })
  }
  const order = ({ method, from, to }: TemplateChange): string => [operationKey(method, from), operationKey(method, to)].join('\n')
  return changes.sort((a, b) => (order(a) < order(b) ? -1 : 1))
}

/** Where `tree` puts a template of earlier runs; null where nothing that was seen in this run bears on it. */
function placeNow(tree: TemplateNode<OperationLeaf>, segments: readonly TemplateSegment[]): readonly TemplateSegment[] | null {
  let node = tree
  for (const segment of segments) {
    const literal = segment.kind === 'literal' ? node.literals.get(segment.text) : undefined
    const next = literal ?? node.parameter
    if (next === null || (segment.kind === 'literal' && literal === undefined && !next.view.isSeen)) return null
    node = next
  }
  return node.segments
}

/** The most literal of the known templates that took in an operation which stands on its own now. */
function originOf(
  known: ReadonlyMap<string, KnownTemplate>,
  method: string,
  segments: readonly TemplateSegment[],
  at = 0,
): readonly TemplateSegment[] | null {
  const literal = segments.findIndex(({ kind }, i) => i >= at && kind === 'literal')
  if (literal < 0) return known.get(operationKey(method, segments))?.segments ?? null
  const wider = segments.with(literal, ANY)
  return originOf(known, method, segments, literal + 1) ?? originOf(known, method, wider, literal + 1)
}

const ANY: TemplateSegment = { kind: 'parameter', name: '', prefix: '', suffix: '', reasons: [] }
