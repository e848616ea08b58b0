// Sensitive types that users describe: a pattern, and a check digit. Patterns run on an engine without backtracking (RE2's, in JavaScript), so
// that no value can make them slow; values longer than a few thousand characters are not looked at.

import { RE2JS } from 're2js'
import type { DetectValue } from '../detect-value.ts'
import { luhn, mod1110, remainder, verhoeff } from './check-digits.ts'

export const USER_VALIDATORS = {
  luhn,
  verhoeff,
  'mod11-10': mod1110,
  mod97: (digits: string): boolean => remainder(digits, 97) === 1,
} as const satisfies Record<string, (digits: string) => boolean>
export type UserValidator = keyof typeof USER_VALIDATORS

export interface UserPattern {
  /** Type id. */
  readonly type: string
  /** RE2 syntax; the whole value must match. */
  readonly pattern: string
  /** Applied to the digits of the value. */
  readonly validator: UserValidator | null
}

const BYTES_MAX = 4096
const NOTHING: readonly string[] = Object.freeze([])

/** Why a pattern cannot be used, or null. */
export function patternFault(pattern: string): string | null {
  try {
    RE2JS.compile(pattern)
    return null
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'is no pattern'
  }
}

/** What `detect` finds, and what the patterns find. Arrays are shared, as those of `detect` are. */
export function withUserTypes(detect: DetectValue, patterns: readonly UserPattern[]): DetectValue {
  if (patterns.length === 0) return detect
  const rows = patterns.map(({ type, pattern, validator }) => ({
    type,
    regex: RE2JS.compile(pattern),
    check: validator === null ? null : USER_VALIDATORS[validator],
  }))
  const shared = new Map<string, readonly string[]>()
  return (bytes, start, end, mask) => {
    const found = detect(bytes, start, end, mask)
    if (end - start < 1 || end - start > BYTES_MAX) return found
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')
    const own = rows.filter(({ regex, check }) => regex.matches(text) && (check === null || passes(check, text)))
    if (own.length === 0) return found
    const types = [...new Set([...found, ...own.map(({ type }) => type)])].sort()
    const key = types.join(' ')
    const before = shared.get(key)
    if (before !== undefined) return before
    shared.set(key, Object.freeze(types))
    return types.length === 0 ? NOTHING : types
  }
}

function passes(check: (digits: string) => boolean, text: string): boolean {
  const digits = text.replace(/\D/g, '')
  return digits.length > 1 && check(digits)
}
