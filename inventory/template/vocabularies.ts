// Words that name one of a closed set, whatever API they stand in: languages, countries, currencies, stages of deployment. A few of them side by
// side that lead to the same are values, however few they are and however often each comes.

import { descendantFeatures, type FeatureSet, responseFeatures, SharedFeatures, type Values } from './shape-features.ts'
import type { Leaf } from './trie.ts'
import type { View } from './view.ts'

export interface Vocabulary {
  /** What the parameter is called. */
  readonly name: string
  /** As a reason. */
  readonly reason: string
  readonly words: ReadonlySet<string>
  /** So many of them side by side. */
  readonly least: number
  /** Share of the words there that must be of it: two letters are soon some country. */
  readonly share: number
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))

export const VOCABULARIES: readonly Vocabulary[] = [
  {
    name: 'locale',
    reason: 'the words are languages',
    // ISO 639-1, those with more than a million speakers or a country of their own.
    words: setOf(
      'af am ar as az be bg bn bo bs ca cs cy da de dv el en es et eu fa fi fr ga gl gu ha he hi hr hu hy id ig is it ja ka kk km kn ko ku ky lb lo lt lv mg mk ml mn mr ms mt my nb ne nl nn no or pa pl ps pt ro ru rw sd si sk sl so sq sr sv sw ta te tg th tk tr tt ug uk ur uz vi xh yo zh zu',
    ),
    least: 2,
    share: 0,
  },
  {
    name: 'country',
    reason: 'the words are countries',
    // ISO 3166-1 alpha-2.
    words: setOf(
      'ad ae af ag ai al am ao ar at au aw az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cd cf cg ch ci cl cm cn co cr cu cv cy cz de dj dk dm do dz ec ee eg er es et fi fj fr ga gb gd ge gh gi gm gn gq gr gt gw gy hk hn hr ht hu id ie il in iq ir is it jm jo jp ke kg kh ki km kn kp kr kw kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mr mt mu mv mw mx my mz na ne ng ni nl no np nr nz om pa pe pg ph pk pl ps pt pw py qa ro rs ru rw sa sb sc sd se sg si sk sl sm sn so sr ss st sv sy sz td tg th tj tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vn vu ws ye za zm zw',
    ),
    least: 3,
    share: 0.8,
  },
  {
    name: 'currency',
    reason: 'the words are currencies',
    // ISO 4217, those that are traded most.
    words: setOf(
      'aed ars aud bgn bhd brl cad chf clp cny cop czk dkk egp eur gbp hkd huf idr ils inr isk jpy krw kwd kzt mad mxn myr ngn nok nzd pen php pkr pln qar ron rub sar sek sgd thb try twd uah usd vnd zar',
    ),
    least: 3,
    share: 0.8,
  },
  {
    name: 'environment',
    reason: 'the words are stages of deployment',
    words: setOf(
      'dev develop development test testing qa uat int integration stage staging preprod preview canary sandbox prod production live',
    ),
    least: 3,
    share: 0.5,
  },
]

/** Share of what such words lead to that others of them lead to as well. */
const ALIKE = 0.6

export interface Known<L extends Leaf> {
  readonly vocabulary: Vocabulary
  readonly words: readonly View<L>[]
}

/** The words at one position that are of one vocabulary; null where there are too few, or they lead to different things. */
export function knownValues<L extends Leaf>(words: readonly View<L>[], values: Values): Known<L> | null {
  let best: Known<L> | null = null
  for (const vocabulary of VOCABULARIES) {
    const own = words.filter(({ text }) => vocabulary.words.has(text.toLowerCase()))
    if (own.length < vocabulary.least || own.length < vocabulary.share * words.length || own.length <= (best?.words.length ?? 0)) continue
    if (leadToTheSame(own, values)) best = { vocabulary, words: own }
  }
  return best
}

function leadToTheSame<L extends Leaf>(words: readonly View<L>[], values: Values): boolean {
  // Some may have been asked for things below, others only by themselves.
  const sets = words.map((word): FeatureSet => new Map([...responseFeatures(word), ...descendantFeatures(word, values)]))
  if (sets.some(({ size }) => size === 0)) return sameMethods(words)
  const counts = words.map(({ n }) => n)
  const shared = new SharedFeatures(sets, counts)
  let sum = 0
  let n = 0
  sets.forEach((set, i) => {
    sum += shared.of(set, counts[i] as number).shareOfTraffic * (counts[i] as number)
    n += counts[i] as number
  })
  return sum >= ALIKE * n
}

const sameMethods = <L extends Leaf>(words: readonly View<L>[]): boolean =>
  new Set(words.map(({ leaves }) => [...leaves.keys()].sort().join(' '))).size === 1
