// When a set of values is taken for a closed list. A wrong enum breaks clients and fills diffs, a missing one costs little, so the rule waits:
// few values, each seen again, in many samples, under a name that does not speak against it.

import { DEFAULT_LIMITS } from '../../sensor/base/limits.ts'
import { isDiscriminatorName, isPrivateName, nameParts } from './key-names.ts'
import type { DistinctEvidence, DistinctValue, NumberEvidence, StringEvidence } from './schema-node.ts'

const SAMPLES_MIN = 20
/** Under a name that says so (`status`, `payment_type`), fewer samples will do. */
const NAMED_SAMPLES_MIN = 8
/** The kind of an object that is always the same. */
const CONSTANT_SAMPLES_MIN = 5
/** Each value must have come so often in the mean. */
const MEAN_REPEATS_MIN = 6
const NAMED_MEAN_REPEATS_MIN = 3
/** Share of all samples that may be values that came once: so much has not come yet (Good and Turing). Only under the name of a closed list. */
const UNSEEN_MAX = 0.02
const NUMBER_SAMPLES_MIN = 100
/** A number varies by nature: each value must have come this often. */
const NUMBER_REPEATS_MIN = 5
const NUMBERS_MAX = 12

/** Names of closed lists. */
const CLOSED_NAME = new Set(
  'type types status state kind mode role roles object method methods action access visibility permission permissions level category reason scope scopes interval direction severity priority phase result outcome network policy strategy format'.split(
    ' ',
  ),
)
/** Names of things that are counted or measured. */
const MEASURE = new Set(
  'count counts total totals num number page pages limit offset size length width height index position pos order quantity qty age year month day hour minute second seconds minutes hours days score rank rating amount price cost version build port duration ttl timeout retries attempts weight value balance per percent percentage'.split(
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
  if (values === null || isPrivateName(name)) return null
  const words = wordsOf(values)
  if (words === null || areCodes(words, name)) return null
  return words.sort()
}

function closedStrings({ distinct, n }: StringEvidence, name: string): DistinctValue[] | null {
  const named = nameParts(name).some((part) => CLOSED_NAME.has(part))
  const { values, overflow } = distinct
  if (overflow || values.size > DEFAULT_LIMITS.enumWords) return null
  if (values.size === 1 && n >= CONSTANT_SAMPLES_MIN && isDiscriminatorName(name)) return [...values.values()]
  if (n < (named ? NAMED_SAMPLES_MIN : SAMPLES_MIN) || n < values.size * (named ? NAMED_MEAN_REPEATS_MIN : MEAN_REPEATS_MIN)) return null
  const all = [...values.values()]
  const once = all.filter((value) => value.n === 1).length
  return once <= (named ? n * UNSEEN_MAX : 0) ? all : null
}

export function enumOfNumbers(numbers: NumberEvidence, name: string): number[] | null {
  if (numbers.integers !== numbers.n || isPrivateName(name)) return null
  const values = closedSet(numbers.distinct, numbers.n, NUMBER_SAMPLES_MIN, NUMBER_REPEATS_MIN, NUMBERS_MAX)
  if (values === null || values.length < 2 || nameParts(name).some((part) => MEASURE.has(part))) return null
  return (
    wordsOf(values)
      ?.map(Number)
      .sort((a, b) => a - b) ?? null
  )
}

function closedSet(
  { values, overflow }: DistinctEvidence,
  n: number,
  samples: number,
  repeats: number,
  most: number,
): DistinctValue[] | null {
  if (overflow || n < samples || values.size > most || values.size > Math.sqrt(n)) return null
  const all = [...values.values()]
  return all.every((value) => value.n >= repeats) ? all : null
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
