// What the people who run a network decided: rules of their own, who owns what, and what is accepted for a while. Values only; where they
// are written is not known here.

import type { Finding, Severity } from '../findings/finding.ts'
import { withoutNames } from '../model.ts'

/** Field -> patterns, one of which must fit one of its values (`!x`: none of its values is x). All fields must fit. */
export type Conditions = Readonly<Record<string, readonly string[]>>

export interface PolicyRule {
  readonly id: string
  readonly about: string
  readonly severity: Severity
  readonly of: 'operation' | 'service'
  /** Which ones it is about; empty: all. */
  readonly when: Conditions
  /** Broken where all of this is so. */
  readonly forbid: Conditions | null
  /** Broken where not all of this is so. */
  readonly require: Conditions | null
}

/** Places by pattern; a missing one fits everywhere. */
export interface PolicyPlace {
  readonly service?: string
  readonly method?: string
  readonly path?: string
}

export interface Exception extends PolicyPlace {
  readonly rule?: string
  /** Sensitive type, shadow kind, or id of a policy rule. */
  readonly type?: string
  readonly reason: string
  /** Packet time from which it is void, microseconds; null: never. */
  readonly expiresUs: number | null
}

export interface Owner extends PolicyPlace {
  readonly owner: string
}

export interface Policy {
  readonly rules: readonly PolicyRule[]
  readonly exceptions: readonly Exception[]
  readonly owners: readonly Owner[]
}

/** What a rule may ask of a thing: field -> its values as text. */
export type Fields = Readonly<Record<string, readonly string[]>>

export function holds(conditions: Conditions, fields: Fields): boolean {
  return Object.entries(conditions).every(([field, patterns]) => {
    const values = fields[field] ?? []
    const [not, any] = [patterns.filter((pattern) => pattern.startsWith('!')), patterns.filter((pattern) => !pattern.startsWith('!'))]
    if (not.some((pattern) => values.some((value) => fits(pattern.slice(1), value)))) return false
    return any.length === 0 || any.some((pattern) => values.some((value) => fits(pattern, value)))
  })
}

/** `pci.*`, `>= 50`, or the text itself; case does not matter. Linear: a star is looked for, never tried out. */
export function fits(pattern: string, value: string): boolean {
  const compared = /^(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)$/.exec(pattern)
  if (compared !== null) return compare(Number(value), compared[1] as string, Number(compared[2]))
  const [head = '', ...parts] = pattern.toLowerCase().split('*')
  const text = value.toLowerCase()
  if (parts.length === 0) return text === head
  const tail = parts.pop() as string
  if (!text.startsWith(head)) return false
  let at = head.length
  for (const part of parts) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - tail.length >= at && text.endsWith(tail)
}

function compare(value: number, operator: string, limit: number): boolean {
  if (Number.isNaN(value)) return false
  return operator === '>=' ? value >= limit : operator === '<=' ? value <= limit : operator === '>' ? value > limit : value < limit
}

const fitsPlace = (
  place: PolicyPlace,
  { service, method, template }: { service: string; method: string | null; template: string | null },
): boolean =>
  (place.service === undefined || fits(place.service, service)) &&
  (place.method === undefined || fits(place.method, method ?? '')) &&
  (place.path === undefined || fits(withoutNames(place.path), withoutNames(template ?? '')))

/** The first that fits, or null. */
export const ownerOf = (policy: Policy | undefined, place: Parameters<typeof fitsPlace>[1]): string | null =>
  policy?.owners.find((owner) => fitsPlace(owner, place))?.owner ?? null

/** The exception that covers a finding at a time, or null. */
export const exceptionFor = (policy: Policy, finding: Finding, now: number): Exception | null =>
  policy.exceptions.find(
    (exception) =>
      !isExpired(exception, now) &&
      (exception.rule === undefined || fits(exception.rule, finding.rule)) &&
      (exception.type === undefined || fits(exception.type, finding.type ?? '')) &&
      fitsPlace(exception, finding),
  ) ?? null

export const isExpired = ({ expiresUs }: Exception, now: number): boolean => expiresUs !== null && expiresUs <= now

/** Whether a finding at a place would have been covered before the exception ran out. */
export const wouldCover = (exception: Exception, finding: Finding): boolean =>
  exceptionFor({ rules: [], owners: [], exceptions: [{ ...exception, expiresUs: null }] }, finding, 0) !== null
