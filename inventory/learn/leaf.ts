// The evidence at the end of one path for one method, as long as it is not decided which paths are one operation.

import type { Limits } from '../../sensor/base/limits.ts'
import type { Operation } from '../model.ts'
import type { Observation } from '../observe/observation.ts'
import { addToSample, mergeSamples } from '../template/key-sample.ts'
import type { Leaf } from '../template/trie.ts'
import { Attention } from './attention.ts'
import { createOperation, foldObservation } from './fold-observation.ts'
import type { EarlierEvidence } from './known.ts'
import { mergeOperation } from './merge-operation.ts'

/** Key hashes kept per leaf. */
const KEYS = 24

export class OperationLeaf implements Leaf {
  /** Sample of the key paths of successful responses: how paths are recognised as answering alike. */
  readonly keys: number[] = []
  readonly operation: Operation
  /** Exchanges of earlier runs, of which nothing else is known here. */
  #earlier = 0
  /** Status -> whether bodies are still worth reading. */
  #attention: Map<number, Attention> | null = null

  constructor(operation: Operation) {
    this.operation = operation
  }

  get n(): number {
    return this.operation.seen.n + this.#earlier
  }

  /** Something in this run is behind it. */
  get isSeen(): boolean {
    return this.operation.seen.n > 0
  }

  /** What earlier runs saw: it takes part in decisions and is no operation of this run. */
  static earlier({ kind, method, exchanges, keys }: EarlierEvidence): OperationLeaf {
    const leaf = new OperationLeaf(createOperation(kind, method))
    leaf.#earlier = exchanges
    mergeSamples(leaf.keys, keys, KEYS)
    return leaf
  }

  static create(observation: Observation, method: string): OperationLeaf {
    return new OperationLeaf(createOperation(observation.kind, method))
  }

  /** Whether the bodies of an exchange that ended with `status` are to be read. What one call says about another is known of plain ones only. */
  wantsBodies(status: number): boolean {
    return this.operation.kind !== 'rest' || (this.#attention?.get(status)?.wants() ?? true)
  }

  /** As `wantsBodies` where there is no time for more than a sample, of operations of any kind. */
  samplesBodies(status: number): boolean {
    return this.#attention?.get(status)?.sample() ?? true
  }

  add(observation: Observation, limits: Limits): void {
    const news = foldObservation(this.operation, observation, limits)
    if (observation.bodiesRead) this.#attend(observation.status, news)
    if (observation.status < 400 && observation.responseBody)
      for (const key of observation.responseBody.keyHashes) addToSample(this.keys, key, KEYS)
  }

  #attend(status: number, news: boolean): void {
    this.#attention ??= new Map()
    let attention = this.#attention.get(status)
    if (!attention) {
      attention = new Attention()
      this.#attention.set(status, attention)
    }
    attention.read(news)
  }

  meld(other: OperationLeaf, limits: Limits): void {
    mergeOperation(this.operation, other.operation, limits)
    mergeSamples(this.keys, other.keys, KEYS)
  }
}
