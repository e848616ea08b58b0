// What was known before the first packet: templates of earlier runs and of attached API descriptions.

import type { OperationKind, TemplateSegment } from '../model.ts'
import { readTemplateSegment } from '../template/template-text.ts'

/** Service name -> its templates. `''` stands for every service. */
export type KnownOperations = ReadonlyMap<string, readonly KnownTemplate[]>

export interface KnownTemplate {
  segments: readonly TemplateSegment[]
  /** `spec` decides (words are literal, parameters are parameters); `run` gives names to positions that persist, and evidence. */
  source: 'spec' | 'run'
  /** What earlier runs saw of the operation: it weighs in when templates are decided. */
  evidence?: EarlierEvidence
}

/** An operation of earlier runs, in what decisions about templates read. */
export interface EarlierEvidence {
  readonly method: string
  readonly kind: OperationKind
  /** Exchanges. */
  readonly exchanges: number
  /** Smallest hashes of the key paths of its answers, ascending (observe/body/key-paths.ts). */
  readonly keys: readonly number[]
  /** Name of a path parameter -> how many different words its values were; 0 where they were identifiers by their form. */
  readonly words: Readonly<Record<string, number>>
}

/** A row of the store. */
export interface EarlierOperation extends EarlierEvidence {
  readonly service: string
  readonly template: string
}

/** What is read of a description; `SpecDocument` of spec/ is one. */
interface Description {
  /** Empty for any. */
  readonly hosts: readonly string[]
  /** Parts of the path from the root; a parameter is `{name}`, or has it inside as in `{id}.json`. */
  readonly operations: readonly { readonly segments: readonly string[] }[]
}

/** Descriptions decide about the services they speak for. */
export function knownFromSpecs(descriptions: readonly Description[]): KnownOperations {
  const known = new Map<string, KnownTemplate[]>()
  for (const { hosts, operations } of descriptions) {
    const templates = operations.map(({ segments }): KnownTemplate => ({ segments: segments.map(readTemplateSegment), source: 'spec' }))
    for (const host of hosts.length > 0 ? hosts : ['']) known.set(host, [...(known.get(host) ?? []), ...templates])
  }
  return known
}

/** Confirmed operations of earlier runs: names of parameters stay where the position stays, and what was seen then is not forgotten. */
export function knownFromRuns(operations: readonly EarlierOperation[]): KnownOperations {
  const known = new Map<string, KnownTemplate[]>()
  for (const { service, template, ...evidence } of operations) {
    const segments = template === '/' ? [] : template.split('/').slice(1).map(readTemplateSegment)
    const templates = known.get(service) ?? []
    templates.push({ segments, source: 'run', evidence })
    known.set(service, templates)
  }
  return known
}

/** Both, service by service. */
export function joinKnown(...all: readonly KnownOperations[]): KnownOperations {
  const known = new Map<string, KnownTemplate[]>()
  for (const each of all) for (const [name, templates] of each) known.set(name, [...(known.get(name) ?? []), ...templates])
  return known
}
