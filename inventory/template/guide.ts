// What is known about positions before any statistics: rules of the user, attached descriptions, templates of earlier runs. One
// tree; the learner walks it beside the trie.

import type { TemplateSegment } from '../model.ts'
import { type Affix, affixKey, splitSegment } from './affix.ts'
import type { UserRules } from './rules.ts'
import { readTemplateSegment } from './template-text.ts'

export class GuideNode {
  readonly literals = new Map<string, GuideNode>()
  parameter: GuideNode | null = null
  /** Parameters inside of segments, by what is around them. */
  readonly inside = new Map<string, GuideNode>()
  /** Around the parameter that this node stands for. */
  affix: Affix | null = null
  /** Words that are not among `literals` are values here. Of an affix: those that it fits. */
  force = false
  /** This literal stays one. */
  keep = false
  /** Of the parameter that this node stands for; '' when nobody named it. */
  name = ''
  /** 3 rule, 2 description, 1 earlier run: the higher one names. */
  authority = 0
  /** No word at this node is taken for a value. */
  freeze = false
}

const RULE = 3
const SPEC = 2
const RUN = 1

/** A template with its parameters by name (`''` for one without), and where it comes from. */
export function addTemplate(root: GuideNode, segments: readonly TemplateSegment[], source: 'spec' | 'run'): void {
  let node = root
  for (const segment of segments) {
    const parent = node
    node = enterSegment(node, segment)
    if (segment.kind === 'parameter') giveName(node, segment.name, source === 'spec' ? SPEC : RUN)
    if (source !== 'spec') continue
    if (segment.kind === 'parameter') force(parent, node)
    else node.keep = true
  }
}

/** A parameter stands below `parent`, in all of a segment or in a part. */
function force(parent: GuideNode, parameter: GuideNode): void {
  if (parameter.affix) parameter.force = true
  else parent.force = true
}

export function addRules(root: GuideNode, rules: UserRules): void {
  for (const path of rules.keepLiteral ?? []) enter(root, path).keep = true
  for (const path of rules.forceParameter ?? []) {
    const parts = partsOf(path)
    const parent = enter(root, parts.slice(0, -1).join('/'))
    const last = readTemplateSegment(parts.at(-1) ?? '{}')
    const parameter = last.kind === 'parameter' ? enterSegment(parent, last) : enterParameter(parent)
    force(parent, parameter)
    if (last.kind === 'parameter') giveName(parameter, last.name, RULE)
  }
  for (const [path, name] of rules.rename ?? []) giveName(enter(root, path), name, RULE)
  for (const path of rules.neverMerge ?? []) enter(root, path).freeze = true
}

/** Several guides at one position: those behind a literal and those behind a parameter may both apply. */
export interface Guides {
  readonly force: boolean
  readonly freeze: boolean
  /** Name of the parameter here, '' when none is known. */
  readonly name: string
  /** Around parameters that stand here by a rule or a description. */
  readonly affixes: readonly Affix[]
  nameInside(affix: Affix): string
  keeps(text: string): boolean
  literal(text: string): Guides
  parameter(): Guides
  inside(affix: Affix): Guides
  /** Of a node of the trie: a word, or values with or without an affix. */
  child(node: { readonly text: string; readonly affix: Affix | null }): Guides
}

class GuideSet implements Guides {
  readonly #nodes: readonly GuideNode[]
  readonly #frozen: boolean

  constructor(nodes: readonly GuideNode[], frozen: boolean) {
    this.#nodes = nodes
    this.#frozen = frozen || nodes.some((node) => node.freeze)
  }

  get force(): boolean {
    return this.#nodes.some((node) => node.force)
  }

  get freeze(): boolean {
    return this.#frozen
  }

  get name(): string {
    return bestName(this.#nodes.flatMap(wholes))
  }

  get affixes(): readonly Affix[] {
    return this.#nodes.flatMap((node) => [...node.inside.values()].flatMap(({ affix, force: forced }) => (affix && forced ? [affix] : [])))
  }

  nameInside(affix: Affix): string {
    return bestName(this.#nodes.flatMap((node) => node.inside.get(affixKey(affix)) ?? []))
  }

  keeps(text: string): boolean {
    return this.#nodes.some((node) => node.literals.get(text)?.keep)
  }

  literal(text: string): Guides {
    return this.#next((node) => node.literals.get(text) ?? [])
  }

  parameter(): Guides {
    return this.#next(wholes)
  }

  inside(affix: Affix): Guides {
    return this.#next((node) => node.inside.get(affixKey(affix)) ?? [])
  }

  child({ text, affix }: { readonly text: string; readonly affix: Affix | null }): Guides {
    if (this.#nodes.length === 0 && !this.#frozen) return this
    return text !== '' ? this.literal(text) : affix ? this.inside(affix) : this.parameter()
  }

  #next(child: (node: GuideNode) => GuideNode | readonly GuideNode[]): Guides {
    if (this.#nodes.length === 0 && !this.#frozen) return this
    let nodes: GuideNode[] | null = null
    for (const node of this.#nodes) {
      const next = child(node)
      if (next instanceof GuideNode) (nodes ??= []).push(next)
      else if (next.length > 0) nodes = [...(nodes ?? []), ...next]
    }
    return nodes === null && !this.#frozen ? NO_GUIDES : new GuideSet(nodes ?? [], this.#frozen)
  }
}

export const NO_GUIDES: Guides = new GuideSet([], false)

export function guidesOf(roots: readonly GuideNode[]): Guides {
  const telling = roots.filter(
    (root) => root.literals.size > 0 || root.inside.size > 0 || root.parameter !== null || root.force || root.freeze,
  )
  return telling.length === 0 ? NO_GUIDES : new GuideSet(telling, false)
}

/**
 * What is known of values without an affix. An affix that the privacy border does not know by itself (`report-{id}`) may have been lost
 * there with the rest of the value.
 */
function wholes({ parameter, inside }: GuideNode): GuideNode[] {
  if (parameter) return [parameter]
  return [...inside.values()].filter(({ affix }) => affix && splitSegment(`${affix.prefix}1${affix.suffix}`, true) === null)
}

function bestName(nodes: readonly GuideNode[]): string {
  let best: GuideNode | null = null
  for (const node of nodes) if (node.name !== '' && node.authority > (best?.authority ?? 0)) best = node
  return best?.name ?? ''
}

function enterSegment(node: GuideNode, segment: TemplateSegment): GuideNode {
  if (segment.kind === 'literal') return enterLiteral(node, segment.text)
  const { prefix, suffix } = segment
  if (prefix === '' && suffix === '') return enterParameter(node)
  const key = affixKey(segment)
  let child = node.inside.get(key)
  if (!child) {
    child = new GuideNode()
    child.affix = { prefix, suffix }
    node.inside.set(key, child)
  }
  return child
}

function enterLiteral(node: GuideNode, text: string): GuideNode {
  let child = node.literals.get(text)
  if (!child) {
    child = new GuideNode()
    node.literals.set(text, child)
  }
  return child
}

function enterParameter(node: GuideNode): GuideNode {
  node.parameter ??= new GuideNode()
  return node.parameter
}

function giveName(node: GuideNode, name: string, authority: number): void {
  if (name === '' || authority < node.authority) return
  node.name = name
  node.authority = authority
}

const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '')

function enter(root: GuideNode, path: string): GuideNode {
  let node = root
  for (const part of partsOf(path)) node = enterSegment(node, readTemplateSegment(part))
  return node
}
