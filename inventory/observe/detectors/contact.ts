// How people and machines are reached: mail, telephone, street, network.

import { isIPv4, isIPv6 } from 'node:net'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { Detector } from './detector.ts'
import { ANY, CHARACTER, DIGIT, GROUPED_DIGITS } from './kinds.ts'

const EMAIL =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+([A-Za-z]{2,24})$/
/** Names of files such as `logo@2x.png`, and machines' own addresses. */
const NOT_A_TLD: ReadonlySet<string> = new Set([
  'png',
  'jpg',
  'jpeg',
  'gif',
  'svg',
  'webp',
  'ico',
  'css',
  'js',
  'ts',
  'json',
  'map',
  'local',
  'internal',
])
const NOBODY = /^(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster|git)@/i

function isEmail(text: string): boolean {
  const match = EMAIL.exec(text)
  return match !== null && text.indexOf('@') <= 64 && !NOT_A_TLD.has(match[1]!.toLowerCase()) && !NOBODY.test(text)
}

const PHONE = /^\+?[0-9(][0-9 ().\-/]{5,22}$/
const DATE_LIKE = /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}/

/**
 * With its country code a number can be checked; without, only its form: groups, or a trunk zero. Nine plans of numbers would take most
 * of those too, at a hundred times the cost, and such a field needs its name anyway.
 */
function isPhone(text: string): boolean {
  if (!PHONE.test(text) || DATE_LIKE.test(text)) return false
  const digits = text.replace(/\D/g, '').length
  if (digits < 7 || digits > 15) return false
  if (text.startsWith('+')) return parsePhoneNumberFromString(text)?.isValid() === true
  if (!/[ ()\-./]/.test(text)) return /^0\d{8,12}$/.test(text)
  return digits <= 13 && !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) && /^(?:\d{1,4}|\(\d{1,5}\)|\d{2,5}\/?)[ ()\-./]/.test(text)
}

const STREET_WORD =
  /(?:\b(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|square|way|terrace|close|crescent|parkway|pkwy|highway|hwy|rue|place|allée|chemin|via|viale|piazza|calle|avenida|av|plaza|paseo|rua|travessa|ulica|ul)\b|(?:straße|strasse|str\.|weg|platz|gasse|allee|ring|damm|straat|laan|plein|gracht|gatan|vägen|gade|vej|katu)\b)/i

function isStreet(text: string): boolean {
  return /\d/.test(text) && /\p{L}{2}/u.test(text) && STREET_WORD.test(text) && !/[{}<>=_]|:\/\//.test(text)
}

const octets = (text: string): number[] => text.split('.').map(Number)

function isPrivate(text: string): boolean {
  if (!isIPv4(text)) return /^f[cd][0-9a-f]{2}:/i.test(text) && isIPv6(text)
  const [a = 0, b = 0] = octets(text)
  return a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 100 && b >= 64 && b <= 127)
}

function isPublic(text: string): boolean {
  if (!isIPv4(text))
    return text.length >= 6 && isIPv6(text) && !isPrivate(text) && !/^(?:::1?$|fe[89ab]|ff)/i.test(text) && /^[23]/.test(text)
  const parts = octets(text)
  const [a = 0] = parts
  // Versions have four small numbers too; an address with none above 63 is one in 256.
  return a > 0 && a !== 127 && a < 224 && !isPrivate(text) && Math.max(...parts) > 63
}

const MAC = /^[0-9A-F]{2}(?:(?::[0-9A-F]{2}){5}|(?:-[0-9A-F]{2}){5})$|^(?:[0-9A-F]{4}\.){2}[0-9A-F]{4}$/i
const USERINFO = /^[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@?#]{1,128}:[^\s/@?#]{1,128}@[^\s/]/i
const DATABASE =
  /^(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mssql|sqlserver|oracle|cockroachdb|clickhouse)(?:\+\w+)?:\/\//i

const HEX = DIGIT | CHARACTER.lower | CHARACTER.upper
/** Most values have neither dots between digits alone nor colons: they are not asked. */
const IPV4 = { minLength: 7, maxLength: 15, randomShare: 0.02, allowed: DIGIT | CHARACTER.dot, required: DIGIT | CHARACTER.dot }
const IPV6 = {
  ...{ minLength: 6, maxLength: 45, randomShare: 0.02, required: DIGIT | CHARACTER.colon },
  // `%` before a zone is one of the others
  allowed: HEX | CHARACTER.colon | CHARACTER.dot | CHARACTER.other,
}

export const CONTACT: readonly Detector[] = [
  {
    type: 'email',
    minLength: 6,
    maxLength: 254,
    randomShare: 1e-6,
    allowed: ANY,
    required: CHARACTER.at | CHARACTER.dot,
    test: ({ text }) => isEmail(text),
  },
  {
    type: 'phone',
    minLength: 7,
    maxLength: 24,
    randomShare: 0.3,
    allowed: GROUPED_DIGITS | CHARACTER.plus | CHARACTER.parenthesis,
    required: DIGIT,
    test: ({ text }) => isPhone(text),
  },
  {
    type: 'postal_address',
    minLength: 6,
    maxLength: 200,
    randomShare: 0.001,
    allowed: ANY,
    required: DIGIT | CHARACTER.space,
    test: ({ text }) => isStreet(text),
  },
  { ...IPV4, type: 'ip_address', test: ({ text }) => isPublic(text) },
  { ...IPV6, type: 'ip_address', test: ({ text }) => isPublic(text) },
  { ...IPV4, type: 'private_ip', test: ({ text }) => isPrivate(text) },
  { ...IPV6, type: 'private_ip', test: ({ text }) => isPrivate(text) },
  {
    type: 'mac_address',
    minLength: 14,
    maxLength: 17,
    randomShare: 1e-5,
    allowed: HEX | CHARACTER.colon | CHARACTER.hyphen | CHARACTER.dot,
    required: 0,
    test: ({ text }) => MAC.test(text) && !/^[0:.-]+$|^[Ff:.-]+$/.test(text),
  },
  {
    type: 'url_userinfo',
    minLength: 10,
    maxLength: 2048,
    randomShare: 1e-6,
    allowed: ANY,
    required: CHARACTER.at | CHARACTER.colon | CHARACTER.slash,
    test: ({ text }) => USERINFO.test(text) && !DATABASE.test(text),
  },
  {
    type: 'db_connection_string',
    minLength: 12,
    maxLength: 2048,
    randomShare: 1e-6,
    allowed: ANY,
    required: CHARACTER.at | CHARACTER.colon | CHARACTER.slash,
    test: ({ text }) => DATABASE.test(text) && /^[^/]+:\/\/[^\s/@:]*:[^\s/@]+@/.test(text),
  },
]
