// Lifecycle flags of one operation. The rules are independent of each other; each flag carries its evidence.

import { type Evidence, STATES } from '../findings/finding.ts'
import type { Operation, Service } from '../model.ts'
import { drift } from './drift.ts'
import { label, seen } from './evidence-rows.ts'
import { findInSpecs, type InSpecs } from './in-specs.ts'
import { judgePresence } from './presence.ts'
import { countQualifying, NOT_THERE } from './qualifying.ts'
import type { SpecLine } from './spec-match.ts'
import { judgeSuperseded } from './superseded.ts'
import type { JudgeConfig, StateKind, StateVerdict } from './verdict.ts'

const DORMANT_US = 30 * 86_400_000_000

export interface LifecycleContext {
  readonly lines: readonly SpecLine[]
  /** Packet time, microseconds. */
  readonly now: number
  readonly config: JudgeConfig
  /** There is no other service. */
  readonly onlyService: boolean
  /** Callers of the service whose exchanges prove nothing (`scansOf`). */
  readonly scanners?: ReadonlySet<string>
}

/** All flags of an operation that was seen, strongest first. */
export function judgeLifecycle(
  service: Service,
  operation: Operation,
  context: LifecycleContext,
  found: InSpecs = findInSpecs(service, operation, context.lines, context.onlyService),
): StateVerdict[] {
  const states: StateVerdict[] = []
  const add = (state: StateVerdict['state'], evidence: Evidence[], kind: StateKind = null): void =>
    void states.push({ state, kind, evidence })
  if (operation.tier === 'probe')
    add('probe-only', [seen(operation, refusedText(operation, NOT_FOUND, 'answered only with “not found” or “not allowed”'))])
  else if (operation.tier === 'guarded') add('guarded', [seen(operation, refusedText(operation, GUARDED, 'answered only with 401 or 403'))])
  else {
    const qualifying = countQualifying(operation, context.scanners)
    // A preflight belongs to the operation that it asks about.
    const presence =
      operation.method === 'OPTIONS' ? null : judgePresence(service, operation, qualifying, found, context.lines, context.config)
    if (presence !== null) states.push(presence)
    if (qualifying > 0) judgeAge(operation, qualifying, found, context, add)
    const superseded = judgeSuperseded(service, operation)
    if (superseded !== null) states.push(superseded)
    if (found.operation !== null) for (const text of drift(operation, found.operation, found.spec ?? {})) add('drifted', [{ text }])
  }
  const idleUs = context.now - operation.seen.lastUs
  if (idleUs > (context.config.dormantUs ?? DORMANT_US))
    add('dormant', [seen(operation, `last seen ${Math.floor(idleUs / 86_400_000_000)} days ago`)])
  return joinDrift(states).sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state))
}

const NOT_FOUND: ReadonlySet<number> = new Set([...NOT_THERE, 410])
const GUARDED: ReadonlySet<number> = new Set([401, 403])

/** `usual` where there is nothing but those; otherwise what else was answered. */
function refusedText({ statuses }: Operation, those: ReadonlySet<number>, usual: string): string {
  const answers = [...statuses.keys()].sort((a, b) => a - b)
  return answers.every((status) => those.has(status)) ? usual : `never answered with success, but with ${answers.join(', ')}`
}

type Add = (state: StateVerdict['state'], evidence: Evidence[], kind?: StateKind) => void

function judgeAge(operation: Operation, qualifying: number, found: InSpecs, context: LifecycleContext, add: Add): void {
  // A 410 is how an operation is retired well.
  const alive = [...operation.statuses.keys()].some((status) => status !== 410 && status !== 0 && !NOT_THERE.has(status))
  if (!alive) return
  const calls = seen(operation, 'still answered', qualifying)
  const past: Evidence[] = []
  const coming: Evidence[] = []
  if (found.retiredFrom !== null) past.push({ text: `described by ${label(found.retiredFrom)}, gone from the version in force` })
  const dates = [...(operation.signals.get('sunset-header')?.details.keys() ?? [])].map((date): [string, string] => [
    'the Sunset header names',
    date,
  ])
  const described = found.operation?.sunset
  if (described != null) dates.push([`${label(found.spec!)} names`, described])
  for (const [who, date] of dates) {
    const us = Date.parse(date) * 1000
    if (Number.isNaN(us)) coming.push({ text: `${who} an end that is no date` })
    else (us <= context.now ? past : coming).push({ text: `${who} ${new Date(us / 1000).toISOString().slice(0, 10)} as its end` })
  }
  const header = operation.signals.get('deprecation-header')
  if (header !== undefined)
    coming.push({ text: 'responses carry the Deprecation header (RFC 9745)', n: header.n, firstUs: header.firstUs, lastUs: header.lastUs })
  if (found.operation?.deprecated) coming.push({ text: `marked as deprecated in ${label(found.spec!)}` })
  if (past.length > 0) add('zombie', [calls, ...past])
  if (coming.length > 0) add('deprecated-in-use', [calls, ...coming])
}

/** One flag with all its rows. */
function joinDrift(states: StateVerdict[]): StateVerdict[] {
  const drifted = states.filter(({ state }) => state === 'drifted')
  if (drifted.length < 2) return states
  return [
    ...states.filter(({ state }) => state !== 'drifted'),
    { state: 'drifted', kind: null, evidence: drifted.flatMap(({ evidence }) => evidence) },
  ]
}
