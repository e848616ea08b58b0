// What path parameters hold: for each parameter a style is drawn, so that the model learns from structure and not from one writing.

import { createRequire } from 'node:module'
import { between, hash32, letters, pick, type Random } from './randomness.ts'

// Required, not imported: the type check of the repository must not need what only training installs.
const { adjectives, animals, colors, countries, names, starWars } = createRequire(import.meta.url)('unique-names-generator') as Record<
  string,
  string[]
>

// Words are split in halves by hash; this half is for training, the other is left for judging.
const simple = (list: readonly string[] | undefined): string[] =>
  (list ?? []).map((word) => word.toLowerCase()).filter((word) => /^[a-z]+$/.test(word) && (hash32(`sp${word}`) & 1) === 1)
const PEOPLE = simple(names)
const WORDS = [...simple(adjectives), ...simple(animals), ...simple(colors)]
const PLACES = [...simple(countries), ...simple(starWars)]

const HEX = '0123456789abcdef'
const DIGITS = '0123456789'
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const BASE62 = UPPER + UPPER.toLowerCase() + DIGITS
const word = (r: Random): string => pick(r, WORDS)
const person = (r: Random): string => pick(r, PEOPLE)
const title = (text: string): string => `${text[0]?.toUpperCase()}${text.slice(1)}`
const two = (n: number): string => String(n).padStart(2, '0')

export type Make = (r: Random) => string

/** A value pool: how values are written, and how many there are. */
export interface Style {
  make: Make
  size: number
}

const style = (size: number, make: Make): Style => ({ size, make })
const oneOf =
  (...makes: Make[]): Make =>
  (r) =>
    pick(r, makes)(r)

const IDS: Style[] = [
  style(4000, (r) => String(Math.floor(10 ** (1 + r() * 8)))),
  style(300, (r) => String(between(r, 1, 400))),
  style(4000, (r) => letters(r, DIGITS, 11).replace(/^0/, '1')),
  style(4000, (r) => `${letters(r, HEX, 8)}-${letters(r, HEX, 4)}-4${letters(r, HEX, 3)}-a${letters(r, HEX, 3)}-${letters(r, HEX, 12)}`),
  style(4000, (r) => letters(r, HEX, 24)),
  style(4000, (r) => letters(r, BASE62, 22)),
  style(4000, (r) => letters(r, `${BASE62}-_`, 22)),
  style(3000, (r) => `${letters(r, UPPER, 2)}${letters(r, HEX, 32)}`),
]
const prefixed = (prefix: string): Style => style(3000, (r) => `${prefix}_${letters(r, BASE62, 20)}`)

const NAMES: Style[] = [
  style(
    1500,
    oneOf(
      person,
      person,
      (r) => `${person(r)}${between(r, 1, 999)}`,
      (r) => `${person(r)}-${person(r)}`,
      (r) => person(r) + pick(r, PLACES),
      (r) => `${word(r)}_${person(r)}`,
    ),
  ),
  style(
    400,
    oneOf(
      word,
      (r) => `${word(r)}-${word(r)}`,
      (r) => `${word(r)}-${word(r)}`,
      (r) => `${word(r)}-${word(r)}-${between(r, 1, 99)}`,
      (r) => `${word(r)}_${word(r)}`,
    ),
  ),
  style(
    1200,
    oneOf(
      word,
      (r) => `${word(r)}-${pick(r, ['core', 'server', 'client', 'tools', 'site', 'infra', 'demo', 'kit'])}`,
      (r) => `${word(r)}.${pick(r, ['js', 'net', 'rb', 'ts', 'io'])}`,
      (r) => `${word(r)}${title(word(r))}`,
    ),
  ),
  style(
    300,
    oneOf(
      word,
      (r) => word(r) + word(r),
      (r) => `${word(r)}-${pick(r, ['group', 'corp', 'systems', 'team', 'gmbh', 'ltd'])}`,
    ),
  ),
  style(60, (r) => `${word(r)}${title(word(r))}`),
  style(60, (r) => letters(r, UPPER, between(r, 2, 4))),
  style(
    30,
    oneOf(
      (r) => pick(r, ['default', 'prod', 'stage', 'system', 'logging', 'data']),
      (r) => `${pick(r, ['team', 'app', 'svc', 'ns'])}-${word(r)}`,
    ),
  ),
  style(
    700,
    oneOf(
      word,
      (r) => `${word(r)}-${between(r, 0, 5)}`,
      (r) => `${word(r)}-${letters(r, 'bcdfghjklm456789', 10)}-${letters(r, 'bcdfghjklm456789', 5)}`,
    ),
  ),
  style(200, (r) => `${word(r)}.${pick(r, ['com', 'org', 'net', 'io', 'eu'])}`),
  style(
    800,
    oneOf(word, word, person, (r) => pick(r, PLACES)),
  ),
  style(120, (r) => title(word(r))),
]

const CLOSED: Style[] = [
  style(6, (r) => pick(r, ['production', 'staging', 'development', 'test', 'live', 'sandbox', 'preview'])),
  style(12, (r) => pick(r, ['us', 'gb', 'de', 'fr', 'jp', 'br', 'in', 'ca', 'au', 'nl', 'se', 'it'])),
  style(12, (r) => pick(r, ['US', 'GB', 'DE', 'FR', 'JP', 'BR', 'IN', 'CA', 'AU', 'NL', 'SE', 'IT'])),
  style(11, (r) => pick(r, ['en-US', 'en-GB', 'de-DE', 'fr-FR', 'it-IT', 'pt-BR', 'es-ES', 'en', 'de', 'it'])),
  style(8, (r) => pick(r, ['day', 'week', 'month', 'year', 'hour', 'quarter'])),
]

const DATE = style(700, (r) => `20${between(r, 10, 26)}-${two(between(r, 1, 12))}-${two(between(r, 1, 28))}`)
const VERSIONS = style(
  80,
  oneOf(
    (r) => `${between(r, 0, 9)}.${between(r, 0, 20)}.${between(r, 0, 9)}`,
    (r) => `v${between(r, 0, 9)}.${between(r, 0, 20)}.${between(r, 0, 9)}`,
  ),
)
const BRANCHES = style(
  200,
  oneOf(
    (r) => pick(r, ['main', 'master', 'develop', 'next', 'stable']),
    (r) => `${pick(r, ['feat', 'bug', 'task'])}/${word(r)}-${word(r)}`,
    (r) => `v${between(r, 0, 9)}.${between(r, 0, 20)}`,
  ),
)
const FILES = style(500, (r) => (r() < 0.3 ? 'lib/' : '') + word(r) + pick(r, ['.txt', '.csv', '.xml', '.pdf', '.py']))
const EMAILS = style(1500, (r) => `${person(r)}@${word(r)}.example`)
const KEYS = style(2500, (r) => `${letters(r, UPPER, between(r, 2, 4))}-${between(r, 1, 4999)}`)

/** The style of one parameter. `idStyle` is the habit of the API. */
export function styleOf(
  r: Random,
  name: string,
  parent: string,
  schema: { type?: unknown; format?: unknown } | undefined,
  idStyle: number,
): Style {
  const lower = name.toLowerCase()
  const type = schema?.type
  if (type === 'integer' || type === 'number') return pick(r, IDS.slice(0, 3))
  if (schema?.format === 'uuid') return IDS[3] as Style
  if (schema?.format === 'date' || /date|day$/.test(lower)) return DATE
  if (/email/.test(lower)) return EMAILS
  if (/version|^tag$/.test(lower)) return VERSIONS
  if (/branch|^ref$|commit|sha$/.test(lower)) return r() < 0.6 ? BRANCHES : style(3000, (q) => letters(q, HEX, 40))
  if (/locale|lang/.test(lower)) return CLOSED[3] as Style
  if (/country|region|currency|state/.test(lower)) return pick(r, CLOSED.slice(1, 3))
  if (/period|interval|environment|^env|scope|mode/.test(lower)) return pick(r, CLOSED)
  if (/file|path/.test(lower) && !/id$/.test(lower)) return FILES
  const id =
    idStyle === IDS.length
      ? prefixed(
          parent
            .replace(/[^a-z]/gi, '')
            .slice(0, 3)
            .toLowerCase() || 'obj',
        )
      : (IDS[idStyle] as Style)
  if (/(?:id|uid|guid|number|no|num|sid)s?$/.test(lower)) return r() < 0.85 ? id : r() < 0.5 ? KEYS : pick(r, NAMES)
  if (/user|login|member|owner|author/.test(lower)) return r() < 0.6 ? (NAMES[0] as Style) : pick(r, NAMES)
  return r() < 0.8 ? pick(r, NAMES) : r() < 0.6 ? id : pick(r, CLOSED)
}

/** Habits of identifiers: an index for `styleOf`. */
export const drawIdStyle = (r: Random): number => between(r, 0, IDS.length)
/** A word that looks like part of a path but is a value. */
export const staticLooking = (r: Random): string =>
  pick(r, [
    'search',
    'settings',
    'admin',
    'test',
    'new',
    'status',
    'events',
    'users',
    'public',
    'reports',
    'default',
    'billing',
    'export',
    'members',
    'data',
    'team',
    'demo',
    'main',
    'home',
    'login',
    'info',
    'help',
    'all',
    'list',
  ])
