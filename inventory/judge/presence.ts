// Is the operation described, and if not, is it a shadow?

import type { Evidence } from '../findings/finding.ts'
import { type Operation, renderTemplate, type Service } from '../model.ts'
import { label, seen } from './evidence-rows.ts'
import type { InSpecs } from './in-specs.ts'
import { matchSpec, namesHost, type SpecLine } from './spec-match.ts'
import type { JudgeConfig, StateKind, StateVerdict } from './verdict.ts'

const SHADOW_EXCHANGES = 2
const CHANGES: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

const state = (name: StateVerdict['state'], evidence: Evidence[], kind: StateKind = null): StateVerdict => ({ state: name, kind, evidence })

/** `documented`, `shadow` of some kind, `undocumented`; nothing for what an earlier version had. */
export function judgePresence(
  service: Service,
  operation: Operation,
  qualifying: number,
  found: InSpecs,
  lines: readonly SpecLine[],
  config: JudgeConfig,
): StateVerdict | null {
  if (found.operation !== null) {
    const name = found.operation.operationId === null ? '' : ` as ${found.operation.operationId}`
    return state('documented', [{ text: `described by ${label(found.spec!)}${name}` }])
  }
  if (found.retiredFrom !== null) return null
  if (found.lines.length === 0) {
    const elsewhere = hostOfTwin(service, operation, lines)
    if (elsewhere !== null && enough(operation, qualifying, config)) {
      return state(
        'shadow',
        [seen(operation, 'seen on this host', qualifying), { text: `${elsewhere} describes the same operation, for other hosts only` }],
        'shadow.host',
      )
    }
    return state('undocumented', [{ text: 'no attached description speaks for this host' }])
  }
  if (qualifying === 0) return null
  const specs = found.lines.map(({ versions }) => label(versions.at(-1)!)).join(', ')
  if (!enough(operation, qualifying, config)) {
    return state('undocumented', [seen(operation, 'seen too rarely to be called a shadow', qualifying), { text: `absent from ${specs}` }])
  }
  if (found.catchAll === true)
    return state('undocumented', [seen(operation, 'answered as the host answers every path', qualifying), { text: `absent from ${specs}` }])
  const kind = found.pathOnly ? 'shadow.method' : 'shadow.path'
  const why = found.pathOnly
    ? `${specs} has the path ${renderTemplate(operation.segments)}, but not with ${operation.method}`
    : `absent from ${specs}`
  return state('shadow', [seen(operation, 'qualifying exchanges', qualifying), { text: why }], kind)
}

/** Twice, or once where it changed something. */
function enough(operation: Operation, qualifying: number, config: JudgeConfig): boolean {
  if (qualifying >= (config.shadowExchanges ?? SHADOW_EXCHANGES)) return true
  return CHANGES.has(operation.method) && [...operation.statuses.keys()].some((status) => status >= 200 && status < 300)
}

function hostOfTwin(service: Service, operation: Operation, lines: readonly SpecLine[]): string | null {
  if (operation.segments.length === 0) return null
  for (const { versions } of lines)
    for (const spec of versions)
      if (namesHost(spec, service) === false && matchSpec(spec, operation).match === 'operation') return label(spec)
  return null
}
