// Which sensitive type the values at one place are of. Log-odds: what the name is worth, plus what the distinct values are worth
// against the base rate of the validator. One value alone proves little, and a name alone less than it seems.

import { WORD_TYPES } from '../observe/detectors/words.ts'
import type { SchemaNode } from '../schema/schema-node.ts'
import { isAbout, isVersionName, matchNames } from './name-words.ts'
import type { SensitiveType } from './sensitive-types/index.ts'
import { BUILT_IN, type TypeCatalogue } from './sensitive-types/type-catalogue.ts'
import { fitsShape } from './value-shape.ts'

export interface FieldVerdict {
  readonly type: SensitiveType
  readonly confidence: number
  readonly distinct: number
  readonly passed: number
  readonly named: boolean
  /** What the sum is made of. */
  readonly parts: readonly { text: string; weight: number }[]
}

/** Log-odds of a type before any value is seen, when the name says nothing: one field in a hundred. */
const UNNAMED = -4.5
/** The same for types whose value alone never is enough. */
const UNNAMED_WEAK = -9
/** Share of right values that a validator accepts. */
const ACCEPTED = 0.95
const WORD_ACCEPTED = 0.6
/** Below this base rate one value among many proves a leak: prefixes, checksums over many digits. */
const STRONG = 1e-3
/** Up to here a value is what it is under any name: `feedUrl` with a password in it, `bcryptHash`. */
const UNMISTAKABLE = 1e-6
/** Above these base rates a type is never found without its name. */
const WEAK = 0.05
const WEAK_NAMED = 0.002
const ODDS_MAX = 12

const CONFIRMED = 0.8
const SUSPECTED = 0.5
export const verdictOf = (confidence: number): 'confirmed' | 'suspected' | null =>
  confidence >= CONFIRMED ? 'confirmed' : confidence > SUSPECTED ? 'suspected' : null

const logit = (p: number): number => Math.log(p / (1 - p))
const probability = (odds: number): number => 1 / (1 + Math.exp(-odds))
const WORDS: ReadonlySet<string> = new Set(WORD_TYPES)

/** Best first; only what is at least suspected. `name` of the field, `parents` words of the objects around it, nearest first. */
export function judgeField(
  name: string,
  parents: readonly string[],
  node: SchemaNode,
  catalogue: TypeCatalogue = BUILT_IN,
): FieldVerdict[] {
  const counts = countDistinct(node)
  if (counts.distinct === 0) return []
  const matches = new Map(matchNames(name, parents, catalogue.names).map((match) => [match.type.id, match]))
  const verdicts: (FieldVerdict & { words: number })[] = []
  const ids = new Set([...matches.keys(), ...counts.passed.keys()])
  for (const id of ids) {
    const type = catalogue.typeOf(id)
    if (type === undefined) continue
    const match = matches.get(id)
    const verdict = judgeType(type, match?.strength ?? 0, name, node, counts, catalogue.randomShareOf(id))
    if (verdict !== null && verdictOf(verdict.confidence) !== null) verdicts.push({ ...verdict, words: match?.words ?? 0 })
  }
  return verdicts.sort(
    (a, b) => rank(b) - rank(a) || proof(b, catalogue) - proof(a, catalogue) || b.words - a.words || (a.type.id < b.type.id ? -1 : 1),
  )
}

/** Forms that nothing else has go before everything that only a name tells apart. */
const proof = ({ type, passed }: FieldVerdict, catalogue: TypeCatalogue): number =>
  Number(passed > 0 && (catalogue.randomShareOf(type.id) ?? 1) <= STRONG)

/** Certainties differ by nothing that matters; then the more particular name decides. */
const rank = ({ confidence }: FieldVerdict): number => Math.round(Math.min(confidence, 0.99) * 50)

interface Counts {
  distinct: number
  passed: Map<string, number>
}

function countDistinct(node: SchemaNode): Counts {
  const counts: Counts = { distinct: 0, passed: new Map() }
  for (const evidence of [node.strings, node.numbers]) {
    if (evidence === null) continue
    for (const { detected } of evidence.distinct.values.values()) {
      counts.distinct++
      for (const type of detected) counts.passed.set(type, (counts.passed.get(type) ?? 0) + 1)
    }
  }
  return counts
}

function judgeType(
  type: SensitiveType,
  strength: number,
  name: string,
  node: SchemaNode,
  counts: Counts,
  base: number | undefined,
): FieldVerdict | null {
  const passed = counts.passed.get(type.id) ?? 0
  const named = strength > 0
  const result = (confidence: number, parts: FieldVerdict['parts']): FieldVerdict => ({
    type,
    confidence,
    distinct: counts.distinct,
    passed,
    named,
    parts,
  })
  if (base === undefined || base >= 1) {
    if (!named || isWeakName(type)) return null
    if (base !== undefined && passed < counts.distinct * type.minShare) return null
    const fits = fitsShape(type.shape, node)
    if (fits !== true) return null
    const worth = type.confidence[type.shape === undefined ? 1 : 2] * strength
    return result(worth, [
      { text: `the name is one of “${type.title}”, and the values have its form`, weight: logit(Math.min(worth, 0.999)) },
    ])
  }
  // Values of one field resemble each other: a weak check that one passes, they all do. Without a name it proves nothing.
  if (!named && base > (type.detect === 'name+value' ? WEAK_NAMED : WEAK)) return null
  if (!named && ((isAbout(name) && base > UNMISTAKABLE) || (isVersionName(name) && NUMBERED.has(type.id)))) return null
  const asWords = named && base >= 0.001 && passesByShape(type, node) ? shapeOnly(type, strength, result) : null
  if (passed === 0) return asWords
  const prior = named
    ? logit(clamp(type.confidence[1])) + (strength < 1 ? -0.7 : 0)
    : type.detect === 'value' || type.detect === 'value-or-name'
      ? UNNAMED
      : UNNAMED_WEAK
  const value = valueOdds(type.id, base, counts.distinct, passed, type.minShare)
  if (value === null) return asWords
  const odds = prior + value
  if (asWords !== null && probability(odds) < asWords.confidence) return asWords
  if (!named && counts.distinct < type.minSamples && base > STRONG) return null
  return result(probability(Math.min(odds, ODDS_MAX)), [
    { text: named ? `the name is one of “${type.title}”` : 'the name says nothing', weight: prior },
    {
      text: `${passed} of ${counts.distinct} distinct values pass its validator, which takes ${percent(base)} of unrelated ones`,
      weight: value,
    },
  ])
}

function valueOdds(id: string, base: number, distinct: number, passed: number, minShare: number): number | null {
  const accepted = WORDS.has(id) ? WORD_ACCEPTED : ACCEPTED
  const gain = Math.log(accepted / base)
  // A field of free text leaks now and then: strong forms count wherever they occur.
  if (base <= STRONG && passed / distinct >= Math.min(minShare, 0.5)) return passed * gain
  if (passed / distinct < Math.min(minShare, 0.5)) return null
  return passed * gain + (distinct - passed) * Math.log((1 - accepted) / (1 - base))
}

/** Word sets are never complete: a named field of words is one all the same. */
const passesByShape = (type: SensitiveType, node: SchemaNode): boolean => type.shape !== undefined && fitsShape(type.shape, node) === true

function shapeOnly(
  type: SensitiveType,
  strength: number,
  result: (confidence: number, parts: FieldVerdict['parts']) => FieldVerdict,
): FieldVerdict {
  // More than the name alone, less than the name with a value that passed.
  const worth = ((type.confidence[1] + type.confidence[2]) / 2) * strength
  return result(worth, [{ text: `the name is one of “${type.title}”, and the values have its form`, weight: logit(clamp(worth)) }])
}

/** Types that even name and form together make no more than even: not worth a finding. */
const isWeakName = (type: SensitiveType): boolean => Math.max(...type.confidence) <= SUSPECTED
const NUMBERED: ReadonlySet<string> = new Set(['ip_address', 'private_ip'])
const clamp = (p: number): number => Math.min(Math.max(p, 0.02), 0.98)
const percent = (share: number): string => (share < 0.0005 ? 'next to none' : `${Math.round(share * 1000) / 10} %`)
