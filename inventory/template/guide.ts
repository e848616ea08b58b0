// What is known about positions before any statistics: rules of the user, attached descriptions, templates of earlier runs. One
// tree; the learner walks it beside the trie.

import type { TemplateSegment } from '../model.ts'
import type { UserRules } from './rules.ts'

export class GuideNode {
  readonly literals = new Map<string, GuideNode>()
  parameter: GuideNode | null = null
  /** Words that are not among `literals` are values here. */
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
    const parameter = segment.kind === 'parameter'
    node = parameter ? enterParameter(node) : enterLiteral(node, segment.text)
    if (parameter) giveName(node, segment.name, source === 'spec' ? SPEC : RUN)
    else if (source === 'spec') node.keep = true
  }
  if (source === 'spec') forceAlong(root, segments)
}

function forceAlong(root: GuideNode, segments: readonly TemplateSegment[]): void {
  let node = root
  for (const segment of segments) {
    if (segment.kind === 'parameter') node.force = true
    node = segment.kind === 'parameter' ? (node.parameter as GuideNode) : (node.literals.get(segment.text) as GuideNode)
  }
}

export function addRules(root: GuideNode, rules: UserRules): void {
  for (const path of rules.keepLiteral ?? []) enter(root, path).keep = true
  for (const path of rules.forceParameter ?? []) {
    const parts = partsOf(path)
    const parent = enter(root, parts.slice(0, -1).join('/'))
    parent.force = true
    const last = parts.at(-1)
    if (last !== undefined) giveName(enterParameter(parent), nameIn(last), RULE)
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
  keeps(text: string): boolean
  literal(text: string): Guides
  parameter(): Guides
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
    let best: GuideNode | null = null
    for (const { parameter } of this.#nodes)
      if (parameter && parameter.name !== '' && parameter.authority > (best?.authority ?? 0)) best = parameter
    return best?.name ?? ''
  }

  keeps(text: string): boolean {
    return this.#nodes.some((node) => node.literals.get(text)?.keep)
  }

  literal(text: string): Guides {
    return this.#next((node) => node.literals.get(text))
  }

  parameter(): Guides {
    return this.#next((node) => node.parameter)
  }

  #next(child: (node: GuideNode) => GuideNode | null | undefined): Guides {
    if (this.#nodes.length === 0 && !this.#frozen) return this
    let nodes: GuideNode[] | null = null
    for (const node of this.#nodes) {
      const next = child(node)
      if (next) (nodes ??= []).push(next)
    }
    return nodes === null && !this.#frozen ? NO_GUIDES : new GuideSet(nodes ?? [], this.#frozen)
  }
}

export const NO_GUIDES: Guides = new GuideSet([], false)

export function guidesOf(roots: readonly GuideNode[]): Guides {
  const telling = roots.filter((root) => root.literals.size > 0 || root.parameter !== null || root.force || root.freeze)
  return telling.length === 0 ? NO_GUIDES : new GuideSet(telling, false)
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
const nameIn = (part: string): string => /^\{(.*)\}$/.exec(part)?.[1] ?? ''

function enter(root: GuideNode, path: string): GuideNode {
  let node = root
  for (const part of partsOf(path)) node = part.startsWith('{') ? enterParameter(node) : enterLiteral(node, part)
  return node
}
