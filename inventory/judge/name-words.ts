// Names of fields as words, and how well they fit the names of a type.

import { SENSITIVE_TYPES, type SensitiveType } from './sensitive-types/index.ts'

/** Words that say the same: a field is a number whether it says so in English, German or Spanish. */
const NUMBER_WORDS: ReadonlySet<string> = new Set(
  'no nr num nbr nro numero numeros nummer numer numeru numara numarasi cislo nomer nomor broj'.split(' '),
)
/** At the end of a longer word, too: `Ausweisnr`, `Personnummer`. */
const NUMBER_ENDING = /^(\p{L}{4,40})(?:nummer|nr)$/u
const FILLERS: ReadonlySet<string> = new Set('de da di del della do of the la le du des der den e et y'.split(' '))

/** What follows a name and makes it something about the thing, not the thing: `cardType`, `emailVerified`, `passwordPolicyUrl`. */
const ABOUT: ReadonlySet<string> = new Set([
  ...'type kind brand scheme network status state verified verification enabled disabled required optional count counts total'.split(' '),
  ...'sent limit quota max min length size index order template format pattern regex mask hint ref reference policy url uri'.split(' '),
  ...'link href endpoint path at on changed updated created expires expiry expired valid validated validity confirmed label'.split(' '),
  ...'title description help placeholder schema field column strength score age attempts reset provider category group class'.split(' '),
  ...'set present exists flag option options mode version locale language timezone currency country model hash digest checksum'.split(' '),
  ...'rotation ttl lifetime scope issuer audience visible hidden public private consent opt preference preferences subscribed'.split(' '),
  ...'bounced file image icon used usage band bracket range level tier cost rule rules'.split(' '),
])
/** What precedes a name and does the same: `hasPassword`, `isEmailVerified`, `maxTokens`. */
const ABOUT_BEFORE: ReadonlySet<string> = new Set(
  'has is max min num count total reset forgot require requires allow can should needs show hide enable disable use'.split(' '),
)

const ACCENTS = /[\u0300-\u036f]/g

/** `lastLoginIP2` -> last, login, ip. Accents folded; digits at the end of a word dropped unless they are all of it. */
export function wordsOf(name: string): string[] {
  const plain = name.replace(/ß/g, 'ss').replace(/ø/g, 'o').replace(/ł/g, 'l').normalize('NFKD').replace(ACCENTS, '')
  const split = plain.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ')
  const words = split
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  return words
    .flatMap(withoutNumber)
    .map((word) => (NUMBER_WORDS.has(word) ? 'number' : word))
    .filter((word) => !FILLERS.has(word))
}

/** `ust id nr` and `ustidnummer` are one. */
const joined = (words: readonly string[]): string => words.join('').replace(/n(?:umme)?r$/, 'number')

function withoutNumber(word: string): string[] {
  const thing = NUMBER_ENDING.exec(word)?.[1]
  return thing === undefined ? [word] : [thing, 'number']
}

interface NameRow {
  readonly type: SensitiveType
  readonly words: readonly string[]
}

/** The names of types, by what a name can be looked up by. */
export class NameIndex {
  /** Joined words -> rows: a name that is exactly this. */
  readonly exact = new Map<string, NameRow[]>()
  /** Last word, and first word -> rows: a name that ends, or begins, with it. */
  readonly byLast = new Map<string, NameRow[]>()
  readonly byFirst = new Map<string, NameRow[]>()

  constructor(types: readonly SensitiveType[]) {
    for (const type of types) for (const name of type.names ?? []) this.#add({ type, words: wordsOf(name) })
  }

  #add(row: NameRow): void {
    add(this.exact, joined(row.words), row)
    add(this.byLast, row.words.at(-1) ?? '', row)
    add(this.byFirst, row.words[0] ?? '', row)
  }
}

const BUILT_IN = new NameIndex(SENSITIVE_TYPES)

function add(index: Map<string, NameRow[]>, key: string, row: NameRow): void {
  const rows = index.get(key)
  if (rows === undefined) index.set(key, [row])
  else rows.push(row)
}

export interface NameMatch {
  readonly type: SensitiveType
  /** 1: the name is that of the type; less where it only begins or ends so. */
  readonly strength: number
  /** How many words of the name it explains: of two types the more particular one is meant. */
  readonly words: number
}

const ENDS = 0.85
const BEGINS = 0.8

/** Types whose names fit. `parents`: words of the objects around, nearest first. */
export function matchNames(name: string, parents: readonly string[], index: NameIndex = BUILT_IN): NameMatch[] {
  const words = wordsOf(name)
  const best = new Map<string, NameMatch>()
  if (words.length === 0 || words.length > 8 || ABOUT_BEFORE.has(words[0]!)) return []
  const keep = ({ type, words: known }: NameRow, strength: number): void => {
    if (type.not !== undefined && isNegated(type.not, words, parents)) return
    const before = best.get(type.id)
    if (before !== undefined && (before.words > known.length || (before.words === known.length && before.strength >= strength))) return
    best.set(type.id, { type, strength, words: known.length })
  }
  for (const form of forms(words)) {
    for (const row of index.exact.get(joined(form)) ?? []) keep(row, 1)
    // `patientBloodType` is a blood type; `bloodTypeStatus` is not
    const about = ABOUT.has(form.at(-1)!)
    for (const row of index.byLast.get(form.at(-1)!) ?? [])
      if (row.words.length < form.length && (row.words.length > 1 || !about) && endsWith(form, row.words)) keep(row, ENDS)
    if (about) continue
    if (form.length <= 4)
      for (const row of index.byFirst.get(form[0]!) ?? [])
        if (
          row.words.length < form.length &&
          particular(row) &&
          row.words.every((word, i) => form[i] === word) &&
          !form.slice(row.words.length).some((word) => ABOUT.has(word))
        )
          keep(row, BEGINS)
  }
  // `card: { number }`, `patient: { name }`: the object around completes the name.
  if (parents.length > 0 && words.length <= 2) for (const row of index.exact.get(joined([parents[0]!, ...words])) ?? []) keep(row, ENDS)
  return [...best.values()]
}

const endsWith = (form: readonly string[], words: readonly string[]): boolean =>
  words.every((word, i) => form[form.length - words.length + i] === word)

/** Short single words begin too much else. */
const particular = (row: NameRow): boolean => row.words.join('').length >= 3

/** The name itself, and without a number word at either end. */
function forms(words: readonly string[]): (readonly string[])[] {
  const all: (readonly string[])[] = [words]
  if (words.length > 1 && words.at(-1) === 'number') all.push(words.slice(0, -1))
  if (words.length > 1 && words[0] === 'number') all.push(words.slice(1), [...words.slice(1), 'number'])
  for (const written of [words.map(withoutDigits), words.map(withoutUmlauts), withoutOwner(words)])
    if (written.length !== words.length || written.some((word, i) => word !== words[i])) all.push(written)
  return all.filter((form) => form.every((word) => word !== ''))
}

const withoutDigits = (word: string): string => word.replace(/(?<=\p{L})\d+$/u, '')
/** `Pruefziffer` as `Prüfziffer` is written without its accents. */
const withoutUmlauts = (word: string): string => word.replace(/([aou])e/g, '$1')

/** Whose it is: the thing itself stands behind, in one with it (`customeremail`) or apart (`customer_cpf_titular`). */
const OWNER =
  /^(customer|client|user|account|billing|shipping|delivery|contact|patient|employee|member|company|owner|guest|student|home|work)(\p{L}{2,40})?$/u
function withoutOwner(words: readonly string[]): readonly string[] {
  const [owner, , thing] = OWNER.exec(words[0]!) ?? []
  if (owner === undefined || (thing === undefined ? words.length < 3 : ABOUT.has(thing))) return words
  return thing === undefined ? words.slice(1) : [thing, ...words.slice(1)]
}

const isNegated = (not: readonly string[], words: readonly string[], parents: readonly string[]): boolean =>
  not.some((word) => words.includes(word) || parents[0] === word)

/** The name says that the value is about something: a flag, a count, a URL of a policy. */
export function isAbout(name: string): boolean {
  const words = wordsOf(name)
  return words.length > 1 && (ABOUT_BEFORE.has(words[0]!) || ABOUT.has(words.at(-1)!))
}

const VERSION_WORDS: ReadonlySet<string> = new Set(
  'version release build firmware revision semver ver rev oid software patch plugin runtime sdk driver kernel'.split(' '),
)
export const isVersionName = (name: string): boolean => wordsOf(name).some((word) => VERSION_WORDS.has(word))
