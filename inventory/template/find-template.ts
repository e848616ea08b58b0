// The template of a path, among those that were decided.

import type { TemplateSegment } from '../model.ts'
import type { SegmentClass } from '../observe/observation.ts'
import { type Affix, affixKey, NO_AFFIX, stemOf } from './affix.ts'
import { parameterName } from './names.ts'
import type { TemplateNode } from './template-tree.ts'
import type { Leaf } from './trie.ts'

/** A part of a path that looks for its template. `text` is '' for values. */
export interface Token {
  readonly class: SegmentClass
  readonly text: string
  /** Around a value. Missing: nothing. */
  readonly affix?: Affix
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
  if (found) return found
  for (const inside of insidesOf(node, token)) {
    const further = find(inside, tokens, at + 1, accept)
    if (further) return further
  }
  return node.parameter ? find(node.parameter, tokens, at + 1, accept) : null
}

/** Parameters inside of a segment that `token` fits. */
function insidesOf<L extends Leaf>(node: TemplateNode<L>, { text, affix }: Token): TemplateNode<L>[] {
  if (node.inside.size === 0) return []
  if (text === '') return affix ? [node.inside.get(affixKey(affix)) ?? []].flat() : []
  return [...node.inside.values()].filter(({ segments }) => {
    const segment = segments.at(-1)
    return segment?.kind === 'parameter' && stemOf(text, segment) !== ''
  })
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
    const next: TemplateNode<L> | null = literal ?? (node ? insidesOf(node, token)[0] : null) ?? node?.parameter ?? null
    if (next) segments.push(next.segments.at(-1) as TemplateSegment)
    else if (token.class === 'word' && isLiteral(token.text)) segments.push({ kind: 'literal', text: token.text })
    else
      segments.push({
        kind: 'parameter',
        name: unknownName(segments),
        ...(token.text === '' ? (token.affix ?? NO_AFFIX) : NO_AFFIX),
        reasons: [],
      })
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
