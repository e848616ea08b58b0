// Names of path parameters: from the word before, the class of the values, and the property in which responses repeat them.
// Names are for people and for generated clients; they never take part in what identifies an operation.

import type { SegmentClass } from '../observe/observation.ts'
import { classifySegment } from './classify-segment.ts'

/** What is known of a parameter when it gets its name. */
export interface NameFacts {
  /** The literal before it; null behind another parameter or at the root. */
  before: string | null
  /** Names of the parameters before it, nearest last. */
  previous: readonly string[]
  /** Class -> exchanges. */
  classes: ReadonlyMap<SegmentClass, number>
  /** Property in which responses repeat the value -> exchanges. */
  echoes: ReadonlyMap<string, number>
  /** Exchanges of which it is known whether they do. */
  heard: number
}

const IDENTIFIERS = new Set<SegmentClass>(['integer', 'uuid', 'hex', 'prefixed-id', 'random', 'key', 'number'])
const BY_CLASS: ReadonlyMap<SegmentClass, string> = new Map([
  ['date', 'date'],
  ['version', 'version'],
  ['locale', 'locale'],
  ['email', 'email'],
])
/** Share of the exchanges from which the property that repeats the value names it. */
const ECHO_SHARE = 0.3
const NAME_LENGTH_MAX = 40
const BASE_WORDS = /^(?:api|apis|rest|v\d\w*|public|internal|services?)$/i

/** A word in front of an API, which says nothing about what follows; null is none. */
export const isBaseWord = (word: string | null): boolean => word !== null && BASE_WORDS.test(word)

/** A name in camel case, different from those before it. */
export function parameterName(facts: NameFacts): string {
  return distinctName(chooseName(facts), facts.previous)
}

function chooseName({ before, previous, classes, echoes, heard }: NameFacts): string {
  const dominant = dominantClass(classes)
  const noun = before === null || isBaseWord(before) ? '' : camel(singular(before))
  const echo = strongest(echoes, heard * ECHO_SHARE)
  const byClass = BY_CLASS.get(dominant)
  if (byClass !== undefined) return byClass
  if (IDENTIFIERS.has(dominant)) {
    if (noun !== '') return /(?:Id|Key|Number|Uuid|Hash|Sha)$/.test(noun) || noun === 'id' ? noun : `${noun}Id`
    return echo !== '' ? camel(echo) : previous.length > 0 ? `${stem(previous.at(-1) as string)}ChildId` : 'id'
  }
  if (echo !== '') return echoName(camel(echo), noun)
  if (noun !== '') return noun
  const last = previous.at(-1)
  return last === undefined ? 'param1' : `${stem(last)}Child`
}

/** `login` says enough; `name`, `slug` and the like need the noun before them. */
function echoName(echo: string, noun: string): string {
  if (noun === '') return echo
  if (/^(?:id|name|slug|key|code|title|type|number|label|value|handle|path)$/i.test(echo))
    return `${noun}${echo[0]?.toUpperCase()}${echo.slice(1)}`
  return echo
}

const stem = (name: string): string => name.replace(/(?:Id|Name|Slug|Key)$/, '') || name

/** `name`, or with a number behind it when it is taken. */
export function distinctName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name
  for (let i = 2; ; i++) if (!taken.includes(`${name}${i}`)) return `${name}${i}`
}

function dominantClass(classes: ReadonlyMap<SegmentClass, number>): SegmentClass {
  let ids = 0
  let total = 0
  let best: SegmentClass = 'word'
  let most = 0
  for (const [name, n] of classes) {
    total += n
    if (IDENTIFIERS.has(name)) ids += n
    if (n > most || (n === most && name < best)) {
      best = name
      most = n
    }
  }
  return ids * 2 > total && !IDENTIFIERS.has(best) ? 'integer' : best
}

function strongest(counts: ReadonlyMap<string, number>, least: number): string {
  let best = ''
  let most = 0
  for (const [name, n] of counts) {
    if (n < least || n < most || (n === most && name > best)) continue
    // The keys of a map are values, not names.
    if (name.length > NAME_LENGTH_MAX || classifySegment(name) !== 'word') continue
    best = name
    most = n
  }
  return best
}

const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['people', 'person'],
  ['children', 'child'],
  ['men', 'man'],
  ['women', 'woman'],
  ['indices', 'index'],
  ['vertices', 'vertex'],
  ['matrices', 'matrix'],
  ['data', 'data'],
  ['media', 'media'],
  ['news', 'news'],
  ['series', 'series'],
  ['movies', 'movie'],
  ['cookies', 'cookie'],
  ['caches', 'cache'],
  ['aliases', 'alias'],
  ['statuses', 'status'],
  ['buses', 'bus'],
  ['analyses', 'analysis'],
  ['leaves', 'leaf'],
  ['lives', 'life'],
])

/** The singular of an English word; of a compound, that of its last part. */
export function singular(word: string): string {
  const at = lastPart(word)
  const head = word.slice(0, at)
  const tail = word.slice(at)
  const lower = tail.toLowerCase()
  const irregular = IRREGULAR.get(lower)
  if (irregular !== undefined) return head + (tail[0] === lower[0] ? irregular : irregular[0]?.toUpperCase() + irregular.slice(1))
  if (/(?:ss|us|is|os|as)$/i.test(tail) && !/(?:[aeiou]ys|eos|ios|[bcdfghjklmnpqrtvwxz]as)$/i.test(tail)) return word
  if (/[^aeiou]ies$/i.test(tail) && tail.length > 4) return `${head}${tail.slice(0, -3)}y`
  if (/(?:sses|xes|ches|shes|zzes)$/i.test(tail)) return head + tail.slice(0, -2)
  if (/s$/i.test(tail) && tail.length > 3) return head + tail.slice(0, -1)
  return word
}

function lastPart(word: string): number {
  let at = 0
  for (let i = 1; i < word.length; i++) if (/[-_.:]/.test(word[i - 1] as string) || /[a-z][A-Z]/.test(word.slice(i - 1, i + 1))) at = i
  return at
}

/** `user-settings`, `user_settings`, `UserSettings` become `userSettings`. */
export function camel(word: string): string {
  const parts = word.split(/[^A-Za-z0-9]+/).filter((part) => part !== '')
  const joined = parts.map((part, i) => (i === 0 ? part : `${part[0]?.toUpperCase()}${part.slice(1)}`)).join('')
  if (joined === '') return 'param'
  const name = /^[A-Z]+$/.test(joined) ? joined.toLowerCase() : `${joined[0]?.toLowerCase()}${joined.slice(1)}`
  return /^\d/.test(name) ? `p${name}` : name
}
