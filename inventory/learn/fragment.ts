// Learned state as plain values that MessagePack carries between threads and sensors.

import { decode, encode } from '@msgpack/msgpack'
import type { Coverage } from '../model.ts'
import type { Scalar, SegmentClass } from '../observe/observation.ts'
import { decodeSchema, encodeSchema } from '../schema/index.ts'
import { type Affix, affixKey } from '../template/affix.ts'
import { TrieNode } from '../template/trie.ts'
import { decodeCoverage, encodeCoverage } from './coverage.ts'
import { decodeOperation, encodeOperation } from './encode-operation.ts'
import { OperationLeaf } from './leaf.ts'

/** Raised with every change of the form; fragments are never kept longer than a run. */
const VERSION = 2

export interface Fragment {
  exchanges: number
  coverage: Coverage
  /** Each as `ServiceLearner.encode` gives it. */
  services: unknown[]
}

export function encodeFragment({ exchanges, coverage, services }: Fragment): Uint8Array {
  return encode([VERSION, exchanges, encodeCoverage(coverage), services])
}

export function decodeFragment(bytes: Uint8Array): Fragment {
  const [, exchanges, coverage, services] = decode(bytes) as [number, number, unknown, unknown[]]
  return { exchanges, coverage: decodeCoverage(coverage), services }
}

type PlainNode = [
  text: string,
  hash: number,
  n: number,
  flags: number,
  echoed: number,
  unheard: number,
  echoes: [string, number][] | null,
  scalar: Scalar | null,
  values: unknown,
  classes: [SegmentClass, number][] | null,
  absorbed: number[] | null,
  cap: number,
  words: unknown[],
  constants: unknown[],
  value: unknown,
  affix: Affix | null,
  stem: Scalar | null,
  stems: unknown,
  affixed: unknown[],
  methods: [string, number[], unknown][],
]

const PINNED = 1
const CONSTANTS_OVER = 2
const AFFIXES_OVER = 4

export function encodeNode(node: TrieNode<OperationLeaf>): unknown {
  const plain: PlainNode = [
    node.text,
    node.hash,
    node.n,
    (node.pinned ? PINNED : 0) | (node.constantsOver ? CONSTANTS_OVER : 0) | (node.affixesOver ? AFFIXES_OVER : 0),
    node.echoed,
    node.unheard,
    node.echoes && [...node.echoes],
    node.scalar,
    node.values && encodeSchema(node.values, { words: 'all' }),
    node.classes && [...node.classes],
    node.absorbed && [...node.absorbed],
    node.cap,
    [...(node.words?.values() ?? [])].map(encodeNode),
    [...(node.constants?.values() ?? [])].map(encodeNode),
    node.value && encodeNode(node.value),
    node.affix,
    node.stem,
    node.stems && encodeSchema(node.stems, { words: 'all' }),
    [...(node.affixed?.values() ?? [])].map(encodeNode),
    [...(node.methods ?? [])].map(([method, leaf]) => [method, leaf.keys, encodeOperation(leaf.operation, { words: 'all' })]),
  ]
  return plain
}

export function decodeNode(plain: unknown): TrieNode<OperationLeaf> {
  const [
    text,
    hash,
    n,
    flags,
    echoed,
    unheard,
    echoes,
    scalar,
    values,
    classes,
    absorbed,
    cap,
    words,
    constants,
    value,
    affix,
    stem,
    stems,
    affixed,
    methods,
  ] = plain as PlainNode
  const node = new TrieNode<OperationLeaf>(text, hash)
  node.n = n
  node.pinned = (flags & PINNED) !== 0
  node.constantsOver = (flags & CONSTANTS_OVER) !== 0
  node.echoed = echoed
  node.unheard = unheard
  node.echoes = echoes && new Map(echoes)
  node.scalar = scalar
  node.values = values === null ? null : decodeSchema(values)
  node.classes = classes && new Map(classes)
  node.absorbed = absorbed && new Set(absorbed)
  node.cap = cap
  node.words = childrenOf(words)
  node.constants = childrenOf(constants)
  node.affixed = childrenOf(affixed)
  node.affixesOver = (flags & AFFIXES_OVER) !== 0
  node.affix = affix
  node.stem = stem
  node.stems = stems === null ? null : decodeSchema(stems)
  node.value = value === null ? null : decodeNode(value)
  if (methods.length > 0) {
    node.methods = new Map()
    for (const [method, keys, operation] of methods) {
      const leaf = new OperationLeaf(decodeOperation(operation))
      leaf.keys.push(...keys)
      node.methods.set(method, leaf)
    }
  }
  return node
}

function childrenOf(plain: unknown[]): Map<string, TrieNode<OperationLeaf>> | null {
  if (plain.length === 0) return null
  const children = new Map<string, TrieNode<OperationLeaf>>()
  for (const each of plain) {
    const child = decodeNode(each)
    children.set(child.text === '' && child.affix ? affixKey(child.affix) : child.text, child)
  }
  return children
}
