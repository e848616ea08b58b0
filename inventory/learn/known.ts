// What was known before the first packet: templates of earlier runs and of attached API descriptions.

import type { TemplateSegment } from '../model.ts'
import { readTemplateSegment } from '../template/template-text.ts'

/** Service name -> its templates. `''` stands for every service. */
export type KnownOperations = ReadonlyMap<string, readonly KnownTemplate[]>

export interface KnownTemplate {
  segments: readonly TemplateSegment[]
  /** `spec` decides (words are literal, parameters are parameters); `run` only gives names to positions that persist. */
  source: 'spec' | 'run'
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

/** Names of parameters stay from run to run where the position stays. `endpoints` are rows of the store. */
export function knownFromRuns(
  endpoints: readonly { readonly service: string; readonly tier: string; readonly template: string }[],
): KnownOperations {
  const known = new Map<string, KnownTemplate[]>()
  for (const { service, tier, template } of endpoints) {
    if (tier !== 'confirmed') continue
    const segments = template.split('/').slice(1).map(readTemplateSegment)
    const templates = known.get(service) ?? []
    templates.push({ segments, source: 'run' })
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
