// When a set of values is taken for a closed list. A wrong enum breaks clients and fills diffs, a missing one costs little, so the rule waits:
// few values, each seen again, in many samples, under a name that does not speak against it.

import { DEFAULT_LIMITS } from '../../sensor/base/limits.ts'
import { looksLikeConstant } from './enum-words.ts'
import { isDiscriminatorName, nameParts, wordManner } from './key-names.ts'
import type { DistinctValue, NumberEvidence, StringEvidence } from './schema-node.ts'

/** Samples, and how often each value must have come in the mean. */
const PLAIN = { samples: 15, repeats: 4, unseen: 0 } as const
/**
 * Under a name that says so (`status`, `payment_type`), or where values are written as programs write them (`not_required`), fewer will do.
 * `unseen`: share of all samples that may be values that came once, for so much has not come yet (Good and Turing).
 */
const SURE = { samples: 8, repeats: 3, unseen: 0.05 } as const
/** Of all values, so many must be written as constants are. */
const CONSTANT_SHARE = 0.5
/** The kind of an object that is always the same. */
const CONSTANT_SAMPLES_MIN = 5
/** One value only says little: another may be found in another shop. */
const SINGLE_SAMPLES_MIN = 20
/** A number varies by nature: each value must have come this often. */
const NUMBERS = { samples: 50, repeats: 5, most: 12 } as const
const NAMED_NUMBER_SAMPLES_MIN = 25

/** Names of closed lists. */
const CLOSED_NAME = new Set(
  'type types subtype subtypes status state kind mode role roles object method methods action access visibility permission permissions level tier stage category reason scope scopes interval frequency direction severity priority phase result outcome resolution network protocol platform policy strategy effect format encoding algorithm gender unit units'.split(
    ' ',
  ),
)
/** Names of things that are counted or measured. */
const MEASURE = new Set(
  'count counts total totals num number page pages limit offset size length width height index position pos order quantity qty age year month day hour minute second seconds minutes hours days score rank rating amount price cost version build port duration ttl timeout retries attempts weight value balance per percent percentage replicas depth step steps max min followers stars rooms'.split(
    ' ',
  ),
)
/** Lists kept by a standard: traffic shows a part of them only. */
const CODES = [/^[A-Z]{2}$/, /^[A-Z]{3}$/, /^[a-z]{2,3}(?:[-_](?:[A-Z][a-z]{3}|[A-Z]{2}|\d{3}))*$/]
const CODE_NAME = new Set(
  'country countries currency currencies locale locales language languages lang region nationality timezone tz'.split(' '),
)
const CODES_MIN = 4

/** The values, sorted, if they are taken for all there are; otherwise null. */
export function enumOfStrings(strings: StringEvidence, name: string): string[] | null {
  const values = closedStrings(strings, name)
  if (values === null || wordManner(name) === 'none') return null
  const words = wordsOf(values)
  // One phrase that always comes may be somebody's name in an odd place; several that come again and again are not.
  if (words?.length === 1 && words[0]?.includes(' ')) return null
  if (words === null || words.every((word) => word === '') || areCodes(words, name)) return null
  return words.sort()
}

function closedStrings({ distinct, n }: StringEvidence, name: string): DistinctValue[] | null {
  const { values, overflow } = distinct
  if (overflow || values.size > DEFAULT_LIMITS.enumWords) return null
  const all = [...values.values()]
  if (all.length === 1 && n >= CONSTANT_SAMPLES_MIN && isDiscriminatorName(name)) return all
  const isSure = isClosedName(name) || areConstants(all)
  if (all.length === 1 && !(isSure && n >= SINGLE_SAMPLES_MIN)) return null
  const { samples, repeats, unseen } = isSure ? SURE : PLAIN
  if (n < samples || n < all.length * repeats) return null
  return all.filter((value) => value.n === 1).length <= n * unseen ? all : null
}

const isClosedName = (name: string): boolean => nameParts(name).some((part) => CLOSED_NAME.has(part))

const areConstants = (values: readonly DistinctValue[]): boolean =>
  values.filter(({ word }) => word !== null && looksLikeConstant(word)).length >= values.length * CONSTANT_SHARE

/** The numbers, ascending, if they are taken for all there are; otherwise null. */
export function enumOfNumbers({ distinct, n, integers }: NumberEvidence, name: string): number[] | null {
  const { values, overflow } = distinct
  const manner = wordManner(name)
  if (integers !== n || manner === 'none' || manner === 'compound' || nameParts(name).some((part) => MEASURE.has(part))) return null
  if (overflow || n < (isClosedName(name) ? NAMED_NUMBER_SAMPLES_MIN : NUMBERS.samples)) return null
  if (values.size < 2 || values.size > NUMBERS.most || values.size > Math.sqrt(n)) return null
  const all = [...values.values()]
  if (all.some((value) => value.n < NUMBERS.repeats)) return null
  return (
    wordsOf(all)
      ?.map(Number)
      .sort((a, b) => a - b) ?? null
  )
}

function wordsOf(values: readonly DistinctValue[]): string[] | null {
  const words: string[] = []
  for (const { word, detected } of values) {
    if (word === null || detected.length > 0) return null
    words.push(word)
  }
  return words.length > 0 ? words : null
}

function areCodes(words: readonly string[], name: string): boolean {
  const last = nameParts(name)
    .filter((part) => part !== 'code')
    .at(-1)
  const named = last !== undefined && CODE_NAME.has(last)
  return CODES.some(
    (code, index) =>
      words.every((word) => code.test(word)) && (named || (index < 2 && words.length >= CODES_MIN) || (index === 2 && areLocales(words))),
  )
}

/** Two-letter languages, some with a region: `en`, `de-CH`. */
const areLocales = (words: readonly string[]): boolean =>
  words.length >= CODES_MIN && words.every((word) => /^[a-z]{2}(?:[-_]|$)/.test(word))
