// The section `types` of earshot.yaml: sensitive types beside those that are built in.

import { patternFault, SENSITIVE_TYPES, SEVERITIES, USER_VALIDATORS, type UserType, type UserValidator } from '../inventory/index.ts'
import type { Section } from './section.ts'

const ID = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/
const RANDOM_SHARE = 0.001
const TEN_PERCENT = 0.1

export function userTypesOf(section: Section): UserType[] {
  const known = new Set(SENSITIVE_TYPES.map(({ id }) => id))
  return section.list().map((entry) => {
    const type = typeOf(entry)
    if (known.has(type.id)) entry.key('id').fail(`"${type.id}" is there already`)
    known.add(type.id)
    return type
  })
}

function typeOf(section: Section): UserType {
  const keys = section.map(['id', 'title', 'severity', 'pattern', 'names', 'not', 'validator', 'categories', 'regulations', 'randomShare'])
  const id = keys.id.text()
  if (!ID.test(id)) keys.id.fail('must be words such as employee_number')
  const pattern = keys.pattern.optionalText() ?? null
  const fault = pattern === null ? null : patternFault(pattern)
  if (fault !== null) keys.pattern.fail(`cannot be used: ${fault}`, 'Patterns are in RE2 syntax: no look-around, no back-references.')
  if (pattern === null && !keys.names.isThere) section.fail('needs a pattern or names')
  if (pattern === null && keys.validator.isThere) keys.validator.fail('needs a pattern')
  const validators = Object.keys(USER_VALIDATORS) as UserValidator[]
  const validator = keys.validator.isThere ? keys.validator.choice(validators, validators[0]!) : null
  return {
    id,
    title: keys.title.optionalText() ?? id.replaceAll('_', ' '),
    severity: keys.severity.choice(SEVERITIES, 'medium'),
    detect: pattern === null ? 'name' : 'value-or-name',
    categories: keys.categories.isThere ? keys.categories.texts() : [],
    regulations: keys.regulations.isThere ? keys.regulations.texts() : [],
    // Whoever describes a type knows what they mean: its name is worth more than that of a built-in one.
    confidence: [0.9, 0.85, 0.97],
    minSamples: 1,
    minShare: 0.5,
    ...(keys.names.isThere ? { names: keys.names.texts() } : {}),
    ...(keys.not.isThere ? { not: keys.not.texts() } : {}),
    pattern,
    validator,
    // A check digit lets one value in ten through.
    randomShare: keys.randomShare.number(1e-9, 1) ?? RANDOM_SHARE * (validator === null ? 1 : TEN_PERCENT),
  }
}
