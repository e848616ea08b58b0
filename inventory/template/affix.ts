// A parameter may be a part of a segment only: `42.json`, `42:cancel` (Google AIP-136), `Orders(42)` (OData 4.01, part 2, §4.3.1). What
// stands around it is its affix; whether a word such as `users.json` has a parameter in it is decided by statistics (lanes.ts).

import type { SegmentClass } from '../observe/observation.ts'

/**
 * - `format` an ending that says how the answer is written, behind the last segment
 * - `verb`   what is done with the resource, behind the last segment
 * - `key`    an entity of a set by its key
 */
export type AffixKind = 'format' | 'verb' | 'key'

/** The text around a parameter within one segment. */
export interface Affix {
  readonly prefix: string
  readonly suffix: string
}

export const NO_AFFIX: Affix = { prefix: '', suffix: '' }

export interface SplitSegment extends Affix {
  readonly kind: AffixKind
  /** What stands inside; without quotes. Never ''. */
  readonly stem: string
}

/** Formats of answers, and kinds of files that APIs give for a resource. Other endings are parts of names (`example.com`, `v1.2`, `k8s.io`). */
const FORMAT =
  /^(.+)(\.(?:json|geojson|jsonl|jsonp|ndjson|xml|csv|tsv|ya?ml|txt|html?|pdf|rss|atom|ics|vcf|kml|gpx|rdf|ttl|xlsx?|docx?|zip|png|jpe?g|gif|svg|webp|mp[34]|wav|m3u8))$/
const VERB = /^([^:]+)(:[a-z][A-Za-z]{1,39})$/
const KEY = /^([A-Za-z_][\w.]{0,79}\()(.+)\)$/
/** A number, a GUID, a date or a quoted text; or several of them with their names. An apostrophe in a text is doubled. */
const KEY_VALUE = /^(?:'((?:[^']|'')*)'|-?\d[\w.:+-]*|[\da-f]{8}-[\da-f-]{27})$/i
const KEY_PAIRS = /^[A-Za-z_]\w{0,79}=(?:'(?:[^']|'')*'|[^,'=()]+)(?:,[A-Za-z_]\w{0,79}=(?:'(?:[^']|'')*'|[^,'=()]+))*$/

/** Null where nothing tells of a part. `last`: nothing follows in the path, as it must be behind a format or a verb. */
export function splitSegment(text: string, last: boolean): SplitSegment | null {
  const key = text.endsWith(')') ? splitKey(text) : null
  if (key !== null || !last) return key
  const verb = VERB.exec(text)
  if (verb !== null) return { kind: 'verb', prefix: '', stem: verb[1] as string, suffix: verb[2] as string }
  const format = FORMAT.exec(text)
  return format && { kind: 'format', prefix: '', stem: format[1] as string, suffix: format[2] as string }
}

function splitKey(text: string): SplitSegment | null {
  const [, prefix = '', inside = ''] = KEY.exec(text) ?? []
  const value = KEY_VALUE.exec(inside)
  if (value === null && !KEY_PAIRS.test(inside)) return null
  const stem = value?.[1]?.replaceAll("''", "'") ?? inside
  return stem === '' ? null : { kind: 'key', prefix, stem, suffix: ')' }
}

/** Which affixes are one: `{}.json`, `Orders({})`. */
export const affixKey = ({ prefix, suffix }: Affix): string => `${prefix}{}${suffix}`

/** Null where nothing stands around. */
export const affixAround = ({ prefix, suffix }: Affix): Affix | null => (prefix === '' && suffix === '' ? null : { prefix, suffix })

export function affixKind({ prefix, suffix }: Affix): AffixKind {
  return suffix.startsWith(':') ? 'verb' : prefix === '' ? 'format' : 'key'
}

/** What of `text` stands inside `affix`; '' where it does not fit. */
export function stemOf(text: string, { prefix, suffix }: Affix): string {
  const fits = text.length > prefix.length + suffix.length && text.startsWith(prefix) && text.endsWith(suffix)
  return fits ? text.slice(prefix.length, text.length - suffix.length) : ''
}

/** A stem of this class is a value by its form, whatever stands around it. */
export const isValueStem = ({ kind }: SplitSegment, stemClass: SegmentClass): boolean => kind === 'key' || stemClass !== 'word'
