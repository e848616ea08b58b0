// Exchanges that do not make an operation by themselves: errors, refusals, requests without response. They wait until templates are
// decided and then join the operation their path fits, whatever came first.

import type { Limits } from '../../sensor/base/limits.ts'
import { remembered } from '../../sensor/base/remembered.ts'
import type { Operation } from '../model.ts'
import { FIRST_START, finishHash, firstLane, hashText, SECOND_START, secondLane } from '../observe/hash.ts'
import type { InnerSegment, Observation, PathSegment, SegmentClass } from '../observe/observation.ts'
import type { Affix } from '../template/affix.ts'
import type { Token } from '../template/find-template.ts'
import type { Verdict } from '../template/gate.ts'
import { admits, keepBounded, trim } from './bounded.ts'
import { decodeOperation, encodeOperation } from './encode-operation.ts'
import { createOperation, foldObservation } from './fold-observation.ts'
import { mergeOperation } from './merge-operation.ts'

export type PendingVerdict = Exclude<Verdict, 'confirmed' | 'none'>

export interface PendingPath {
  readonly method: string
  readonly tokens: readonly Token[]
  readonly evidence: Map<PendingVerdict, Operation>
}

type PlainToken = [name: SegmentClass, text: string, prefix: string, suffix: string]
type PlainPath = [key: number, method: string, tokens: PlainToken[], evidence: [PendingVerdict, unknown][]]

/** Bounded by smallest hash of the path, so that arrival order does not choose. */
export class Pending {
  /** By a hash of method and path. */
  readonly paths = new Map<number, PendingPath>()
  /** Exchanges on paths beyond the bound, as far as it was applied (`list`). */
  dropped = 0
  readonly #limits: Limits

  constructor(limits: Limits) {
    this.#limits = limits
  }

  add(observation: Observation, method: string, verdict: PendingVerdict): void {
    const key = keyOf(method, observation.segments)
    let path = this.paths.get(key)
    if (!path) {
      if (!admits(this.paths, key)) {
        this.dropped++
        return
      }
      path = { method, tokens: observation.segments.map(tokenOf), evidence: new Map() }
      this.paths.set(key, path)
    }
    let evidence = path.evidence.get(verdict)
    if (!evidence) {
      evidence = createOperation(observation.kind, method)
      path.evidence.set(verdict, evidence)
    }
    foldObservation(evidence, observation, this.#limits)
    // now that it counts: it may be the one that goes
    keepBounded(this.paths, this.#limits.pendingPaths, this.#drop)
  }

  /** What waits, at most as many as the limit allows. */
  list(): PendingPath[] {
    trim(this.paths, this.#limits.pendingPaths, this.#drop)
    return [...this.paths.values()]
  }

  readonly #drop = ({ evidence }: PendingPath): void => {
    for (const { seen } of evidence.values()) this.dropped += seen.n
  }

  merge(other: Pending): void {
    this.dropped += other.dropped
    for (const [key, path] of other.paths) {
      let own = this.paths.get(key)
      if (!own) {
        own = { ...path, evidence: new Map() }
        this.paths.set(key, own)
      }
      for (const [verdict, from] of path.evidence) {
        let into = own.evidence.get(verdict)
        if (!into) {
          into = createOperation(from.kind, from.method)
          own.evidence.set(verdict, into)
        }
        mergeOperation(into, from, this.#limits)
      }
    }
    trim(this.paths, this.#limits.pendingPaths, this.#drop)
  }

  /** As plain values for MessagePack. */
  encode(): unknown {
    const paths = [...this.paths].map(([key, { method, tokens, evidence }]) => [
      key,
      method,
      tokens.map(({ class: name, text, affix }): PlainToken => [name, text, affix?.prefix ?? '', affix?.suffix ?? '']),
      [...evidence].map(([verdict, operation]) => [verdict, encodeOperation(operation, { words: 'all' })]),
    ])
    return [this.dropped, paths]
  }

  decode(plain: unknown): void {
    const [dropped, paths] = plain as [number, PlainPath[]]
    this.dropped = dropped
    for (const [key, method, tokens, evidence] of paths) {
      this.paths.set(key, {
        method,
        tokens: tokens.map(([name, text, prefix, suffix]) => tokenOf({ class: name, text, inner: { prefix, suffix } })),
        evidence: new Map(evidence.map(([verdict, operation]) => [verdict, decodeOperation(operation)])),
      })
    }
  }
}

function tokenOf({ class: name, text, inner }: Pick<PathSegment, 'class' | 'text'> & { inner?: Affix | undefined }): Token {
  if (!inner || (inner.prefix === '' && inner.suffix === '')) return { class: name, text }
  return { class: name, text, affix: { prefix: inner.prefix, suffix: inner.suffix } }
}

/** A hash instead of the text: this runs for every such exchange. */
function keyOf(method: string, segments: readonly PathSegment[]): number {
  let first = FIRST_START
  let second = SECOND_START
  for (const { class: name, text, hash, inner } of segments) {
    const part = text === '' ? hashOfValue(name, inner) : hash
    const high = (part / 0x100000000) | 0
    first = firstLane(firstLane(first, part | 0), high)
    second = secondLane(secondLane(second, part | 0), high)
  }
  return finishHash(first, second, hashOfName(method) | 0, segments.length)
}

const NAMES_MAX = 64
const hashOfName = remembered(NAMES_MAX, hashText)

/** All values of one class are one, as far as what stands around them is the same. */
const hashOfValue = (name: SegmentClass, inner: InnerSegment | undefined): number =>
  inner === undefined || (inner.prefix === '' && inner.suffix === '')
    ? hashOfName(name)
    : hashText(`${inner.prefix}{${name}}${inner.suffix}`)
