// Kinds of sensitive values inside free text: arguments, results and prompts are sentences and documents, not fields. Only values that
// prove themselves (a prefix, a checksum over many digits) count here; what needs its name is judged from the schema.

import { sensitiveType } from '../judge/sensitive-types/index.ts'
import { ALL_CHARACTERS, characterMask } from '../observe/body/characters.ts'
import { DETECTORS, detectValue, RANDOM_SHARE } from '../observe/detectors/index.ts'
import { isObject, parseJson } from './json-value.ts'

/** Of all texts of a body together; a longer one is looked at so far. */
const TEXT_LENGTH_MAX = 64 * 1024
const VALUES_MAX = 10_000
const DEPTH_MAX = 32
const TOKEN_LENGTH_MAX = 2048
/** How often a validator may accept a value that has nothing to do with it. */
const STRICT = 5e-4
/** Rows that the shape below makes certain enough. */
const SHAPED: ReadonlySet<string> = new Set(['card_pan', 'us_ssn'])
const KNOWN: ReadonlySet<string> = new Set(DETECTORS.map(({ type }) => type))

/** Words, and what stands behind `key=` or `key:`. */
const TOKEN = /[^\s"'`<>(){}[\],;|]+/g
const CARD = /(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d.-]*\d)/g
const SSN = /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/g
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/

/** Kinds in all strings of a JSON value, into `found`: `place` and type -> times. */
export function noteKinds(found: Map<string, number>, place: string, value: unknown): void {
  let budget = TEXT_LENGTH_MAX
  let values = VALUES_MAX
  const types = new Set<string>()
  const walk = (inner: unknown, depth: number): void => {
    if (budget <= 0 || values-- <= 0 || depth > DEPTH_MAX) return
    if (typeof inner === 'string') {
      kindsInText(inner.slice(0, budget), types)
      budget -= inner.length
    } else if (Array.isArray(inner)) for (const item of inner) walk(item, depth + 1)
    else if (isObject(inner)) for (const item of Object.values(inner)) walk(item, depth + 1)
  }
  walk(value, 0)
  for (const type of types) {
    const key = place === '' ? type : `${place} ${type}`
    found.set(key, (found.get(key) ?? 0) + 1)
  }
}

/** Types of the values in one text. */
export function kindsInText(text: string, types: Set<string>): void {
  if (text.length < 6) return
  for (const [token] of text.matchAll(TOKEN)) {
    judge(token, types)
    const split = token.search(/[=:]/)
    if (split > 0) judge(token.slice(split + 1), types)
  }
  for (const [digits] of text.matchAll(CARD)) judgeShaped(digits, 'card_pan', types)
  for (const [digits] of text.matchAll(SSN)) judgeShaped(digits, 'us_ssn', types)
  for (const [digits] of text.matchAll(IBAN)) judge(digits, types)
  if (PRIVATE_KEY.test(text)) types.add('private_key_pem')
}

function judge(token: string, types: Set<string>): void {
  const bare = token.replace(/^[.:!?*=]+|(?<![.:!?*])[.:!?*]+$/g, '')
  if (bare.length < 6 || bare.length > TOKEN_LENGTH_MAX) return
  for (const type of detect(bare)) {
    if ((RANDOM_SHARE.get(type) ?? 1) <= STRICT && KNOWN.has(type) && !isTechnical(type)) types.add(type)
  }
}

function judgeShaped(text: string, wanted: string, types: Set<string>): void {
  if (SHAPED.has(wanted) && detect(text).includes(wanted)) types.add(wanted)
}

function detect(text: string): readonly string[] {
  const bytes = Buffer.from(text)
  return detectValue(bytes, 0, bytes.length, characterMask(bytes, 0, bytes.length) & ALL_CHARACTERS)
}

const isTechnical = (type: string): boolean => sensitiveType(type)?.categories.includes('technical') !== false

/** Documents inside of strings, so that their fields have names: tools like to answer with JSON as text. */
export function unfoldText(value: unknown, depth = 0): unknown {
  if (depth > DEPTH_MAX) return value
  if (typeof value === 'string') {
    if (!/^\s*[{[]/.test(value) || value.length > TEXT_LENGTH_MAX) return value
    const inner = parseJson(value)
    return typeof inner === 'object' && inner !== null ? inner : value
  }
  if (Array.isArray(value)) return value.map((item) => unfoldText(item, depth + 1))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, unfoldText(item, depth + 1)]))
}
