// Adding up inventories: commutative and associative, part by part.

import { emptyAi, mergeAi } from '../ai/index.ts'
import type { Inventory, Operation, Parameter, Service, TemplateSegment } from '../model.ts'
import { addCounts } from './bounded.ts'
import { createCoverage, mergeCoverage } from './coverage.ts'
import { copyOperation, mergeOperation } from './merge-operation.ts'
import { parameterKey } from './parameter-key.ts'
import { see } from './see.ts'

export function createInventory(): Inventory {
  return { services: new Map(), coverage: createCoverage(), ai: emptyAi() }
}

/**
 * Add `from` to `into`; `from` stays as it is and shares nothing with `into` afterwards. Operations are one when their keys are equal,
 * whatever their parameters are called.
 */
export function mergeInventory(into: Inventory, from: Inventory): void {
  for (const [name, service] of from.services) {
    let own = into.services.get(name)
    if (!own) {
      own = createService(name, service.scheme)
      into.services.set(name, own)
    }
    mergeService(own, service)
  }
  mergeCoverage(into.coverage, from.coverage)
  mergeAi(into.ai, from.ai)
}

export function createService(name: string, scheme: Service['scheme']): Service {
  return {
    name,
    scheme,
    hosts: new Map(),
    addresses: new Map(),
    seen: { n: 0, firstUs: Number.POSITIVE_INFINITY, lastUs: Number.NEGATIVE_INFINITY },
    operations: new Map(),
  }
}

/** Add `from` to `into`; `from` stays as it is. */
export function mergeService(into: Service, from: Service): void {
  if (from.scheme === 'https') into.scheme = 'https'
  addCounts(into.hosts, from.hosts)
  addCounts(into.addresses, from.addresses)
  see(into.seen, from.seen.firstUs, from.seen.lastUs, from.seen.n)
  for (const [key, operation] of from.operations) {
    const own = into.operations.get(key)
    if (own) {
      const segments = sameNames(own.segments, operation.segments)
      rename(own, segments)
      mergeOperation(own, renamed(operation, segments))
    } else into.operations.set(key, copyOperation(operation))
  }
}

/** One of two writings of a template. Which one must not depend on the order, so it is the one that sorts first. */
function sameNames(a: readonly TemplateSegment[], b: readonly TemplateSegment[]): readonly TemplateSegment[] {
  return JSON.stringify(a) <= JSON.stringify(b) ? a : b
}

function rename(operation: Operation, segments: readonly TemplateSegment[]): void {
  const { parameters } = renamed(operation, segments)
  operation.parameters = parameters
  operation.segments = segments.map((segment) => ({ ...segment }))
}

/** The same operation with its path parameters named as in `segments`. */
function renamed(operation: Operation, segments: readonly TemplateSegment[]): Operation {
  const names = new Map<string, string>()
  operation.segments.forEach((segment, i) => {
    const other = segments[i]
    if (segment.kind === 'parameter' && other?.kind === 'parameter') names.set(segment.name, other.name)
  })
  if ([...names].every(([from, to]) => from === to)) return operation
  const parameters = new Map<string, Parameter>()
  for (const [key, parameter] of operation.parameters) {
    const name = parameter.location === 'path' ? names.get(parameter.name) : undefined
    if (name === undefined) parameters.set(key, parameter)
    else parameters.set(parameterKey('path', name), { ...parameter, name })
  }
  return { ...operation, parameters }
}
