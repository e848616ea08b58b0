// Where an operation stands in the attached descriptions.

import type { Operation, Service } from '../model.ts'
import { matchSpec, type SpecLine, speaksFor } from './spec-match.ts'
import type { SpecOperationView, SpecView } from './spec-view.ts'

/** What the attached descriptions know of an operation. */
export interface InSpecs {
  /** Lines that speak for the service. */
  readonly lines: readonly SpecLine[]
  /** In a description that is in force. */
  readonly operation: SpecOperationView | null
  readonly spec: SpecView | null
  /** Only in an earlier version. */
  readonly retiredFrom: SpecView | null
  readonly pathOnly: boolean
  /** It only shows that the host answers anything. */
  readonly catchAll?: boolean
}

export function findInSpecs(service: Service, operation: Operation, lines: readonly SpecLine[], onlyService: boolean): InSpecs {
  const mine = lines.filter(({ versions }) => versions.some((spec) => speaksFor(spec, service, onlyService)))
  let retiredFrom: SpecView | null = null
  let pathOnly = false
  for (const { versions } of mine) {
    for (let i = versions.length - 1; i >= 0; i--) {
      const found = matchSpec(versions[i]!, operation)
      if (found.match === 'operation' && i === versions.length - 1)
        return { lines: mine, operation: found.operation, spec: versions[i]!, retiredFrom: null, pathOnly: false }
      if (found.match === 'operation') retiredFrom ??= versions[i]!
      else if (found.match === 'path') pathOnly = true
    }
  }
  return { lines: mine, operation: null, spec: null, retiredFrom, pathOnly }
}
