// What an operation is worth to somebody with bad intentions: a sum whose parts are told. No part is hidden in another.

import type { Severity } from '../findings/finding.ts'
import type { Operation, Service } from '../model.ts'
import { sendsPassword } from './login.ts'
import type { Risk, SensitiveField, StateVerdict } from './verdict.ts'

const SENSITIVE_POINTS: Readonly<Record<Severity, number>> = { info: 0, low: 3, medium: 10, high: 20, critical: 30 }
const STATE_POINTS: Readonly<Partial<Record<StateVerdict['state'], number>>> = {
  zombie: 25,
  shadow: 20,
  'deprecated-in-use': 10,
  undocumented: 5,
  drifted: 5,
  superseded: 5,
}
/** More kinds of sensitive data than this add nothing. */
const SENSITIVE_POINTS_MAX = 50
const LEVELS: readonly (readonly [number, Severity])[] = [
  [80, 'critical'],
  [55, 'high'],
  [30, 'medium'],
  [10, 'low'],
  [0, 'info'],
]

export function judgeRisk(
  service: Service,
  operation: Operation,
  states: readonly StateVerdict[],
  fields: readonly SensitiveField[],
): Risk {
  const parts: Risk['parts'] = []
  const add = (points: number, text: string): void => void (points > 0 && parts.push({ text, points }))
  const types = new Map<string, Severity>()
  for (const { type, severity, verdict } of fields) if (verdict === 'confirmed') types.set(type, severity)
  let left = SENSITIVE_POINTS_MAX
  for (const [type, severity] of [...types].sort(([a, x], [b, y]) => SENSITIVE_POINTS[y] - SENSITIVE_POINTS[x] || (a < b ? -1 : 1))) {
    const points = Math.min(left, SENSITIVE_POINTS[severity])
    left -= points
    add(points, `carries ${type}`)
  }
  const { open, closed } = authOutcome(operation)
  const isOpen = open > 0 && !sendsPassword(fields)
  if (isOpen && types.size > 0) add(20, 'answers without authentication')
  else if (isOpen) add(closed > 0 ? 10 : 5, 'answers without authentication')
  if (service.scheme === 'http' && (closed > 0 || types.size > 0)) add(10, 'crosses the network readable')
  if (['POST', 'PUT', 'PATCH', 'DELETE'].includes(operation.method)) add(5, 'changes things')
  for (const { state } of states) add(STATE_POINTS[state] ?? 0, `is ${state}`)
  const score = Math.min(
    100,
    parts.reduce((sum, { points }) => sum + points, 0),
  )
  return { score, level: LEVELS.find(([least]) => score >= least)![1], parts }
}

/** Successful requests without and with credentials. */
export function authOutcome(operation: Operation): { open: number; closed: number } {
  let open = 0
  let closed = 0
  for (const { scheme, succeeded } of operation.auth.values()) {
    if (scheme === 'none') open += succeeded
    else closed += succeeded
  }
  return { open, closed }
}
