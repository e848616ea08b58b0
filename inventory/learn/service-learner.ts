// What is learned about one service: its trie, what waits beside it, and the finished list of operations.

import type { Limits } from '../../sensor/base/limits.ts'
import { type Operation, operationKey, type Parameter, type Seen, type Service, type TemplateSegment } from '../model.ts'
import type { Observation, ObservationHead, PathSegment } from '../observe/observation.ts'
import { affixAround } from '../template/affix.ts'
import type { Scorer } from '../template/decide.ts'
import { decideStreaming } from '../template/decide.ts'
import { extendTemplate, findTemplate } from '../template/find-template.ts'
import type { Verdict } from '../template/gate.ts'
import type { Guides } from '../template/guide.ts'
import { decideTree, type TemplateNode, valuesOf } from '../template/template-tree.ts'
import { childrenOf, findChild, meldNode, settleValues, step, type TrieKind, TrieNode } from '../template/trie.ts'
import { View } from '../template/view.ts'
import { addCount, addCounts, trim } from './bounded.ts'
import { plantEarlier, templateChanges, weighing } from './earlier.ts'
import { sortedEntries } from './encode-operation.ts'
import { createOperation } from './fold-observation.ts'
import { decodeNode, encodeNode } from './fragment.ts'
import type { KnownTemplate } from './known.ts'
import { OperationLeaf } from './leaf.ts'
import { copyOperation, mergeOperation, strongerTier, trimOperation } from './merge-operation.ts'
import { PairCounter } from './pair-counter.ts'
import { parameterKey } from './parameter-key.ts'
import { Pending, type PendingPath, type PendingVerdict } from './pending.ts'
import { pinnedParts } from './pinned-parts.ts'
import { see } from './see.ts'
import { absorb, absorbRarest, asValueWhereClosed, meldSureValues, shrink } from './shrink.ts'
import type { TemplateChange } from './template-change.ts'

export interface ServiceContext {
  readonly limits: Limits
  readonly scorer: Scorer
  readonly guides: Guides
  /** Operations of earlier runs. */
  readonly known: readonly KnownTemplate[]
  /** Nodes of all tries of the learner. */
  readonly budget: { nodes: number }
}

/** What grows behind the first tidying is values for the most part: it is waited for less long. */
const AGAIN = 0.7
/** Words from which an unknown word in a refused path may be shown: it is in so many public APIs. */
const COMMON = 2

export class ServiceLearner {
  readonly name: string
  scheme: 'http' | 'https' = 'http'
  readonly #hosts = new Map<string, number>()
  readonly #addresses = new Map<string, number>()
  readonly #routes = new PairCounter((host, address, n) => {
    if (host !== '') addCount(this.#hosts, host, n)
    addCount(this.#addresses, address, n)
  })
  readonly seen: Seen = { n: 0, firstUs: Number.POSITIVE_INFINITY, lastUs: Number.NEGATIVE_INFINITY }
  root = new TrieNode<OperationLeaf>('', 0)
  readonly pending: Pending
  /** Exchanges that confirmed an operation. */
  confirmed = 0
  /** Nodes of the trie, as far as they were counted. */
  nodes = 1
  readonly #context: ServiceContext
  readonly #kind: TrieKind<OperationLeaf>
  #full: { node: TrieNode<OperationLeaf>; parent: string | null; root: boolean; guides: Guides }[] = []
  /** Nodes at which the trie is tidied next. */
  #tidyAt: number
  #finished: Service | null = null
  /** Of the last `finalise`: where it decided otherwise than earlier runs. */
  changes: readonly TemplateChange[] = []
  readonly #earlier: TrieNode<OperationLeaf> | null
  readonly #weighing: readonly KnownTemplate[]

  constructor(name: string, context: ServiceContext) {
    this.name = name
    this.#context = context
    this.pending = new Pending(context.limits)
    this.#weighing = weighing(context.known, context.limits.earlierOperations)
    this.#earlier = plantEarlier(this.#weighing)
    const { limits } = context
    this.#tidyAt = limits.tidyNodes
    this.#kind = {
      meld: (into, from) => into.meld(from, limits),
      constants: limits.constantsPerNode,
      affixes: limits.affixesPerNode,
      absorbed: limits.absorbedPerNode,
    }
  }

  add(observation: Observation, verdict: Exclude<Verdict, 'none'>): void {
    this.#finished = null
    see(this.seen, observation.startedUs, observation.endedUs)
    if (observation.scheme === 'https') this.scheme = 'https'
    this.#routes.add(observation.host, observation.serverAddress)
    const method = observation.method === 'HEAD' ? 'GET' : observation.method
    if (verdict === 'confirmed') this.#learn(observation, method)
    else this.pending.add(observation, method, verdict)
  }

  /** Exchanges by host name, and by server address. */
  get hosts(): Map<string, number> {
    this.#routes.settle()
    return this.#hosts
  }

  get addresses(): Map<string, number> {
    this.#routes.settle()
    return this.#addresses
  }

  /** The operation of an exchange, if it is known already. */
  find({ method, segments }: ObservationHead): OperationLeaf | null {
    let node: TrieNode<OperationLeaf> | null = this.root
    for (let i = 0; i < segments.length && node !== null; i++) node = findChild(node, segments[i] as PathSegment)
    return node?.methods?.get(method === 'HEAD' ? 'GET' : method) ?? null
  }

  #learn(observation: Observation, method: string): void {
    const { segments } = observation
    const { limits, scorer } = this.#context
    this.confirmed++
    let node = this.root
    let parent: string | null = null
    let guides = this.#context.guides
    node.n++
    const pinnedFrom = segments.length - pinnedParts(observation.kind)
    for (let i = 0; i < segments.length; i++) {
      const here = node
      const given = segments[i] as PathSegment
      const segment = here.closed && i < pinnedFrom ? asValueWhereClosed(here, given, { kind: this.#kind, scorer, guides }) : given
      node = step(here, segment)
      if (node.n === 1) {
        if (here.words?.get(node.text) === node) this.#countWord(here, parent, i === 0, guides)
        if ((here.constants?.size ?? 0) > limits.constantsPerNode || (here.affixed?.size ?? 0) > limits.affixesPerNode)
          node = this.#settle(here, node)
      }
      if (i >= pinnedFrom && segment.class === 'word') node.pinned = true
      parent = node.text === '' ? null : node.text
      guides = guides.child(node)
    }
    node.methods ??= new Map()
    let leaf = node.methods.get(method)
    if (!leaf) {
      leaf = OperationLeaf.create(observation, method)
      node.methods.set(method, leaf)
    }
    leaf.add(observation, limits)
    if (this.#full.length > 0) this.#compact()
    if (this.nodes > this.#tidyAt) this.#tidy()
    if (this.#context.budget.nodes > limits.trieNodes) this.#shrink()
  }

  /** A word is new at `node`. */
  #countWord(node: TrieNode<OperationLeaf>, parent: string | null, root: boolean, guides: Guides): void {
    this.nodes++
    this.#context.budget.nodes++
    if ((node.words?.size ?? 0) > (node.cap || this.#context.limits.wordsPerNode)) this.#full.push({ node, parent, root, guides })
  }

  #settle(parent: TrieNode<OperationLeaf>, child: TrieNode<OperationLeaf>): TrieNode<OperationLeaf> {
    settleValues(parent, this.#kind)
    return [...childrenOf(parent)].includes(child) ? child : (parent.value as TrieNode<OperationLeaf>)
  }

  /** Nodes that have become too wide: what is surely a value is melded. Runs after the exchange is in, never in the middle of a path. */
  #compact(): void {
    const { limits, scorer } = this.#context
    for (const { node, parent, root, guides } of this.#full) {
      const { words } = node
      const cap = node.cap || limits.wordsPerNode
      if (!words || words.size <= cap) continue
      const before = words.size
      for (const word of decideStreaming(new View([node]), { parent, root }, guides, scorer)) absorb(node, word.text, this.#kind)
      if (words.size <= before * 0.7) continue
      if (cap < limits.wordsPerNodeMax) node.cap = Math.min(cap * 2, limits.wordsPerNodeMax)
      else absorbRarest(node, this.#kind)
    }
    this.#full = []
  }

  /** A trie as large as this holds more values than literals: those that are sure need no evidence of their own. */
  #tidy(): void {
    const { limits, scorer, guides, budget } = this.#context
    const before = this.nodes
    this.nodes = meldSureValues(this.root, { kind: this.#kind, scorer, guides })
    budget.nodes += this.nodes - before
    this.#tidyAt = Math.max(limits.tidyNodes * AGAIN, 2 * this.nodes)
  }

  /** This service has brought the tries over their bound: it gives up what it can, unless it is small. */
  #shrink(): void {
    const { limits, scorer, guides, budget } = this.#context
    const before = this.nodes
    this.nodes = shrink(this.root, Math.min(before, limits.trieNodes / 2), { kind: this.#kind, scorer, guides })
    budget.nodes += this.nodes - before
  }

  merge(other: ServiceLearner): void {
    this.#finished = null
    see(this.seen, other.seen.firstUs, other.seen.lastUs, other.seen.n)
    if (other.scheme === 'https') this.scheme = 'https'
    addCounts(this.hosts, other.hosts)
    addCounts(this.addresses, other.addresses)
    this.confirmed += other.confirmed
    this.nodes += other.nodes
    this.#context.budget.nodes += other.nodes
    meldNode(this.root, other.root, this.#kind)
    this.pending.merge(other.pending)
  }

  /** Only refused or answered by nobody that we saw, but in a way that scanners do not bring about alone. */
  get mayBeReal(): boolean {
    for (const path of this.pending.paths.values()) if (path.evidence.has('guarded') || path.evidence.has('one-sided')) return true
    return false
  }

  /** As plain values for MessagePack. */
  encode(): unknown {
    const { name, scheme, hosts, addresses, seen, confirmed, nodes } = this
    return [
      name,
      scheme,
      [...hosts],
      [...addresses],
      [seen.n, seen.firstUs, seen.lastUs],
      confirmed,
      nodes,
      encodeNode(this.root),
      this.pending.encode(),
    ]
  }

  static decode(plain: unknown, contextOf: (name: string) => ServiceContext): ServiceLearner {
    const [name, scheme, hosts, addresses, seen, confirmed, nodes, root, pending] = plain as PlainService
    const service = new ServiceLearner(name, contextOf(name))
    service.scheme = scheme
    addCounts(service.hosts, new Map(hosts))
    addCounts(service.addresses, new Map(addresses))
    see(service.seen, seen[1], seen[2], seen[0])
    service.confirmed = confirmed
    service.nodes = nodes
    service.#context.budget.nodes += nodes
    service.root = decodeNode(root)
    service.pending.decode(pending)
    return service
  }

  /** The service as far as it is known. The same object as before when nothing was added. */
  finalise(): Service {
    if (this.#finished) return this.#finished
    const { limits, scorer, guides } = this.#context
    const operations = new Map<string, Operation>()
    const tree = decideTree(this.#earlier === null ? [this.root] : [this.root, this.#earlier], guides, scorer)
    collect(tree, [], operations)
    this.changes =
      this.#earlier === null ? [] : templateChanges(this.name, tree, { all: this.#context.known, weighing: this.#weighing }, operations)
    const owned = new Set<string>()
    const candidates = new Map<string, Operation>()
    for (const path of this.pending.list()) this.#settlePending(path, tree, operations, owned, candidates)
    trim(candidates, limits.candidates)
    for (const [key, operation] of candidates) operations.set(key, operation)
    // evidence of findings is told in the order of the schemes, as it is when read back from a file
    for (const operation of operations.values()) if (operation.auth.size > 1) operation.auth = new Map(sortedEntries(operation.auth))
    this.#finished = {
      name: this.name,
      scheme: this.scheme,
      hosts: new Map(this.hosts),
      addresses: new Map(this.addresses),
      seen: { ...this.seen },
      operations,
    }
    return this.#finished
  }

  #settlePending(
    path: PendingPath,
    tree: TemplateNode<OperationLeaf>,
    operations: Map<string, Operation>,
    owned: Set<string>,
    candidates: Map<string, Operation>,
  ): void {
    const { limits, scorer } = this.#context
    const found = findTemplate(tree, path.tokens, (node) => node.view.leaves.get(path.method)?.some((leaf) => leaf.isSeen) === true)
    for (const [verdict, evidence] of path.evidence) {
      if (found) {
        const key = operationKey(path.method, found.segments)
        if (verdict === 'refused' && !found.segments.some((segment) => segment.kind === 'parameter')) continue
        // An operation of the inventory may be the accumulator of the trie itself: add to a copy.
        if (!owned.has(key)) {
          operations.set(key, copyOperation(operations.get(key) as Operation))
          owned.add(key)
        }
        mergeOperation(operations.get(key) as Operation, { ...evidence, tier: 'confirmed' }, limits)
      } else if (verdict !== 'implied' || isTried(path.method, evidence)) {
        const segments = extendTemplate(tree, path.tokens, (text) => scorer.lexicon.count(text) >= COMMON)
        addCandidate(candidates, path.method, segments, evidence, verdict, limits)
      }
    }
  }
}

type PlainService = [
  name: string,
  scheme: 'http' | 'https',
  hosts: [string, number][],
  addresses: [string, number][],
  seen: [n: number, firstUs: number, lastUs: number],
  confirmed: number,
  nodes: number,
  root: unknown,
  pending: unknown,
]

/**
 * Something failed there that may be an operation: a program answers 500 and no gateway for it, and who sends something that is
 * refused has a reason. Scanners read, and what servers refuse of that (400, 429, 503) says nothing.
 */
const isTried = (method: string, { statuses }: Operation): boolean => statuses.has(500) || (method !== 'GET' && method !== 'HEAD')

const TIER_OF: Record<PendingVerdict, Operation['tier']> = {
  guarded: 'guarded',
  'one-sided': 'one-sided',
  refused: 'probe',
  gone: 'probe',
  implied: 'probe',
}

function addCandidate(
  into: Map<string, Operation>,
  method: string,
  segments: TemplateSegment[],
  evidence: Operation,
  verdict: PendingVerdict,
  limits: Limits,
): void {
  const key = operationKey(method, segments)
  const tier = TIER_OF[verdict]
  let operation = into.get(key)
  if (!operation) {
    operation = createOperation(evidence.kind, method)
    operation.segments = segments
    operation.tier = tier
    into.set(key, operation)
  }
  operation.tier = strongerTier(operation.tier, tier)
  mergeOperation(operation, { ...evidence, tier: operation.tier }, limits)
}

/** One operation per method of each decided path, depth first. `above` holds the evidence of the parameters before. */
function collect(node: TemplateNode<OperationLeaf>, above: readonly Parameter[], into: Map<string, Operation>): void {
  const last = node.segments.at(-1)
  const parameters =
    last?.kind === 'parameter'
      ? [
          ...above,
          { location: 'path', name: last.name, present: node.view.n, schema: valuesOf(node.view, affixAround(last)) } satisfies Parameter,
        ]
      : above
  for (const [method, all] of node.view.leaves) {
    const leaves = all.filter((leaf) => leaf.isSeen)
    if (leaves.length === 0) continue
    const operation = operationOf(method, leaves, node.segments, parameters)
    into.set(operationKey(method, node.segments), operation)
  }
  for (const child of [...node.literals.values(), ...node.inside.values()]) collect(child, parameters, into)
  if (node.parameter) collect(node.parameter, parameters, into)
}

function operationOf(
  method: string,
  leaves: readonly OperationLeaf[],
  segments: readonly TemplateSegment[],
  parameters: readonly Parameter[],
): Operation {
  const first = leaves[0] as OperationLeaf
  let operation = first.operation
  if (leaves.length === 1) trimOperation(operation)
  else {
    operation = createOperation(operation.kind, method)
    for (const leaf of leaves) mergeOperation(operation, leaf.operation)
  }
  const all = new Map<string, Parameter>()
  for (const parameter of parameters) all.set(parameterKey('path', parameter.name), { ...parameter, present: operation.seen.n })
  for (const [key, parameter] of operation.parameters) all.set(key, parameter)
  return { ...operation, method, segments: [...segments], parameters: all }
}
