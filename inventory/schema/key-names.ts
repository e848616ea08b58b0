// What the name of a property says about its values: whether they could be private, and whether the name itself is a value (a map's key).

import { detectText } from '../observe/detect-text.ts'
import { detectValue } from '../observe/detectors/index.ts'
import { RANDOM_SHARE } from '../observe/detectors/registry.ts'
import { classifySegment } from '../template/classify-segment.ts'

/** As the last part of a name: the values name somebody or something, or give access. Never words of an enum. */
const PRIVATE = new Set(
  (
    'id ids uuid guid key name nickname nick handle login user username owner author creator editor assignee reporter member person people customer ' +
    'client contact sender recipient email mail phone mobile telephone tel fax address street city town zip postcode birthday birthdate dob ' +
    'password passwd pwd passphrase passcode pass secret token auth authorization credential session sid cookie signature sig hash digest checksum nonce salt otp ' +
    'pin cvv cvc csc ssn iban card account number no serial ip host hostname url uri link href path file filename title text message body comment note ' +
    'description summary query search slug sku code cursor etag sha md5 firstname lastname fullname surname forename displayname apikey accesstoken ' +
    'company employer school diagnosis by to from cc bcc value'
  ).split(' '),
)
/** Anywhere in a name, unless its last part is neutral. */
const SECRET = new Set(
  'password passwd pwd passphrase secret token credential credentials cvv cvc pin ssn otp apikey email phone iban birth firstname lastname'.split(
    ' ',
  ),
)
/** Last parts that make a name harmless: `token_type`, `password_policy`. */
const NEUTRAL = new Set(
  'type types kind status state mode method level policy format scheme style class category role scope algorithm strength enabled required verified provider unit reason action result'.split(
    ' ',
  ),
)

/** Parts of a name, in lower case: `userId`, `user_id` and `X-User-ID` give `user`, `id`. */
export function nameParts(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((part) => part !== '')
}

/** Parts in front of `name`, `key`, `code`: `status_name` and `projectTypeKey` name a kind of thing, not a thing. */
const KIND = new Set('type kind status mode level tier action'.split(' '))
const OF_A_KIND = new Set('name key code slug label'.split(' '))
/** Names under which programs write kinds for people to read: `In Progress`, `Custom Audience`. */
const PHRASES = new Set(
  'type types subtype kind status mode category level priority severity phase stage visibility action tier role roles resolution'.split(
    ' ',
  ),
)

/**
 * What a value of this name must look like to be kept as a word of an enum (enum-words.ts). `none`: values may be private or name one thing;
 * `compound`: codes, of which those of errors are words (`card_declined`) and those of people are not; `phrase`: several words will do.
 */
export type WordManner = 'none' | 'compound' | 'plain' | 'phrase'

export function wordManner(name: string): WordManner {
  const parts = nameParts(name)
  const last = parts.at(-1)
  if (last === undefined) return 'plain'
  if (NEUTRAL.has(last)) return PHRASES.has(last) ? 'phrase' : 'plain'
  if (parts.some((part) => SECRET.has(part))) return 'none'
  if (OF_A_KIND.has(last) && KIND.has(parts.at(-2) ?? '')) return 'plain'
  if (last === 'code' || last === 'codes') return 'compound'
  if (PRIVATE.has(last) || PRIVATE.has(last.replace(/s$/, '')) || PRIVATE.has(parts.join(''))) return 'none'
  return PHRASES.has(last) ? 'phrase' : 'plain'
}

/** Names under which API designers put the kind of an object. */
export function isDiscriminatorName(name: string): boolean {
  const last = nameParts(name).at(-1)
  return last === 'type' || last === 'kind' || name === 'object' || name === 'event' || name === 'action' || name === '__typename'
}

const VALUE_CLASSES: ReadonlySet<string> = new Set(['integer', 'uuid', 'email', 'date', 'hex', 'key', 'locale', 'prefixed-id', 'random'])

/** A key that is itself a value (an id, a date, a locale): the object is a map by it. Such keys are data and are never kept as text. */
export function isValueKey(key: string): boolean {
  const kind = classifySegment(key)
  // `+1` and `-1` are names of reactions.
  return VALUE_CLASSES.has(kind) || (kind === 'number' && key.length > 5) || isScrambled(key) || isForeign(key) || isSecret(key)
}

/** Detectors that take an unrelated text for what they know less often than once in ten thousand times. */
const SURE_SHARE_MAX = 0.0001

/** An account number, a cloud key. */
function isSecret(key: string): boolean {
  // Most names end here: no secret is that short, nor a word so short without a digit.
  if (key.length < 12 || (key.length < 20 && !/\d/.test(key))) return false
  return detectText(key, detectValue).some((type) => (RANDOM_SHARE.get(type) ?? 1) <= SURE_SHARE_MAX)
}

/** Letters and digits without the order that words have: changes from small to capital letter and between letters and digits everywhere. */
function isScrambled(key: string): boolean {
  if (key.length < 8 || !/^[A-Za-z\d]+$/.test(key)) return false
  const changes = key.match(/[a-z](?=[A-Z\d])|[A-Z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0
  return changes >= key.length * 0.38
}

/** Addresses and other punctuated text; `@type`, `$ref`, `dc:title`, `content/type` are names. */
function isForeign(key: string): boolean {
  return /[a-z\d]@[a-z\d]|:\/\/|\s\S*\s\S*\s/i.test(key) || (/\d{4}/.test(key) && /\W/.test(key))
}
