// When a set of values is taken for a closed list. A wrong enum breaks clients and fills diffs, a missing one costs little, so the rule waits:
// few values, each seen again, in many samples, under a name that does not speak against it.

import { DEFAULT_LIMITS } from '../../sensor/base/limits.ts'
import { isPrivateName, nameParts } from './key-names.ts'
import type { DistinctEvidence, DistinctValue, NumberEvidence, StringEvidence } from './schema-node.ts'

const SAMPLES_MIN = 30
const NUMBER_SAMPLES_MIN = 100
/** A number varies by nature: each value must have come this often. */
const NUMBER_REPEATS_MIN = 5
const NUMBERS_MAX = 12

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
  const values = closedSet(strings.distinct, strings.n, SAMPLES_MIN, 2, DEFAULT_LIMITS.enumWords)
  if (values === null || isPrivateName(name)) return null
  const words = wordsOf(values)
  if (words === null || areCodes(words, name)) return null
  return words.sort()
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
