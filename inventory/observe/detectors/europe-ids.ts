// Identity numbers of Europe.

import { allSame, isDay, luhn, mod1110, number, remainder, weighted } from './check-digits.ts'
import type { Detector } from './detector.ts'
import { digitsOf } from './digits-of.ts'
import { CHARACTER, DIGIT, GROUPED_ALNUM } from './kinds.ts'

const lettered = (
  type: string,
  minLength: number,
  maxLength: number,
  randomShare: number,
  test: (compact: string) => boolean,
): Detector => ({
  type,
  minLength,
  maxLength,
  randomShare,
  allowed: GROUPED_ALNUM | CHARACTER.plus,
  required: DIGIT,
  test: ({ compact }) => test(compact),
})

const mod11 = (digits: string, weights: readonly number[]): number => weighted(digits, weights) % 11

const isNhs = (digits: string): boolean => !allSame(digits) && (11 - mod11(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2])) % 11 === Number(digits[9])
const isUtr = (digits: string): boolean => '21987654321'[mod11(digits.slice(1), [6, 7, 8, 9, 10, 5, 4, 3, 2])] === digits[0]
const NINO = /^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/
const NINO_UNUSED = /^(?:BG|GB|KN|NK|NT|TN|ZZ)/

/** One digit occurs twice or thrice, the rest at most once, among the first ten. */
function isSteuerId(digits: string): boolean {
  if (digits[0] === '0' || !mod1110(digits)) return false
  const counts = new Map<string, number>()
  for (const digit of digits.slice(0, 10)) counts.set(digit, (counts.get(digit) ?? 0) + 1)
  const repeated = [...counts.values()].filter((n) => n > 1)
  return repeated.length === 1 && repeated[0]! <= 3
}

const cardValue = (letter: string): number => (letter >= 'A' ? letter.charCodeAt(0) - 55 : Number(letter))

function isPersonalausweis(compact: string): boolean {
  if (!/^[CFGHJKLMNPRTVWXYZ0-9]{9}\d$|^[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{8}$/.test(compact)) return false
  if (compact.length === 9) return true
  let sum = 0
  for (let i = 0; i < 9; i++) sum += cardValue(compact[i]!) * [7, 3, 1][i % 3]!
  return sum % 10 === Number(compact[9])
}

const isKvnr = (compact: string): boolean => {
  if (!/^[A-Z]\d{9}$/.test(compact)) return false
  const digits = `${String(compact.charCodeAt(0) - 64).padStart(2, '0')}${compact.slice(1)}`
  let sum = 0
  for (let i = 0; i < 10; i++) {
    const product = Number(digits[i]) * (1 + (i % 2))
    sum += product > 9 ? product - 9 : product
  }
  return sum % 10 === Number(digits[10])
}

/** Sex, year, month, department (Corsica is 2A and 2B), and a key to 97. */
function isNir(compact: string): boolean {
  const match = /^([1-478])(\d\d)(0[1-9]|1[0-2]|[2-9]\d)(\d\d|2A|2B)(\d{6})(\d\d)$/.exec(compact)
  if (match === null) return false
  const body = compact.slice(0, 13).replace('2A', '19').replace('2B', '18')
  return 97 - remainder(body, 97) === Number(match[6])
}

function isDni(compact: string): boolean {
  const match = /^([XYZ]?)(\d{7,8})([A-Z])$/.exec(compact)
  if (match === null || match[1]!.length + match[2]!.length !== 8) return false
  const prefix = match[1] === '' ? '' : String('XYZ'.indexOf(match[1]!))
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(prefix + match[2]) % 23] === match[3]
}

const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]

function isCodiceFiscale(compact: string): boolean {
  if (!/^[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPR-T][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]$/.test(compact)) return false
  let sum = 0
  for (let i = 0; i < 15; i++) {
    const letter = compact[i]!
    const value = letter >= 'A' ? letter.charCodeAt(0) - 65 : Number(letter)
    sum += i % 2 === 0 ? ODD[value]! : value
  }
  return String.fromCharCode(65 + (sum % 26)) === compact[15]
}

const isBsn = (digits: string): boolean => !allSame(digits) && weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0

function isBelgian(digits: string): boolean {
  if (!isDay(number(digits, 2, 4), number(digits, 4, 6))) return false
  const check = number(digits, 9, 11)
  return 97 - (number(digits, 0, 9) % 97) === check || 97 - (Number(`2${digits.slice(0, 9)}`) % 97) === check
}

function isPesel(digits: string): boolean {
  const month = number(digits, 2, 4)
  if (!isDay(month % 20, number(digits, 4, 6))) return false
  return (10 - (weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === Number(digits[10])
}

function isPersonnummer(compact: string): boolean {
  const digits = compact.replace('+', '').slice(-10)
  if (!/^(?:19|20)?\d{6}\+?\d{4}$/.test(compact)) return false
  // Coordination numbers add 60 to the day.
  return isDay(number(digits, 2, 4), number(digits, 4, 6) % 60) && luhn(digits)
}

function isFodselsnummer(digits: string): boolean {
  if (!isDay(number(digits, 2, 4) % 40, number(digits, 0, 2) % 40)) return false
  return mod11(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) === 0 && mod11(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) === 0
}

const isHetu = (text: string): boolean => {
  const match = /^(\d\d)(\d\d)(\d\d)[-+A-FU-Y](\d{3})([0-9A-FHJ-NPR-Y])$/.exec(text.toUpperCase())
  if (match === null || !isDay(Number(match[2]), Number(match[1]))) return false
  return '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(`${match[1]}${match[2]}${match[3]}${match[4]}`) % 31] === match[5]
}

const isPortuguese = (digits: string): boolean => {
  if (!/^[1235689]/.test(digits)) return false
  const rest = mod11(digits, [9, 8, 7, 6, 5, 4, 3, 2])
  return (rest < 2 ? 0 : 11 - rest) === Number(digits[8])
}

const isAhv = (digits: string): boolean => digits.startsWith('756') && weighted(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0
const isSvnr = (digits: string): boolean =>
  digits[0] !== '0' &&
  isDay(number(digits, 6, 8), number(digits, 4, 6)) &&
  mod11(digits, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) === Number(digits[3])

function isPps(compact: string): boolean {
  const match = /^(\d{7})([A-W])([A-IW]?)$/.exec(compact)
  if (match === null) return false
  const second = match[3] === '' || match[3] === 'W' ? 0 : match[3]!.charCodeAt(0) - 64
  const check = (weighted(match[1]!, [8, 7, 6, 5, 4, 3, 2]) + second * 9) % 23
  return 'WABCDEFGHIJKLMNOPQRSTUV'[check] === match[2]
}

function isCnp(digits: string): boolean {
  if (digits[0] === '0' || !isDay(number(digits, 3, 5), number(digits, 5, 7))) return false
  const county = number(digits, 7, 9)
  if (county < 1 || county > 52) return false
  const rest = mod11(digits, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9])
  return (rest === 10 ? 1 : rest) === Number(digits[12])
}

const isRodneCislo = (digits: string): boolean =>
  isDay((number(digits, 2, 4) % 50) % 20, number(digits, 4, 6)) && remainder(digits, 11) === 0
const isEgn = (digits: string): boolean =>
  isDay(number(digits, 2, 4) % 20, number(digits, 4, 6)) && mod11(digits, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 10 === Number(digits[9])
const isAmka = (digits: string): boolean => isDay(number(digits, 2, 4), number(digits, 0, 2)) && luhn(digits)

function isIsikukood(digits: string): boolean {
  if (!/^[1-8]/.test(digits) || !isDay(number(digits, 3, 5), number(digits, 5, 7))) return false
  const first = mod11(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1])
  const check = first < 10 ? first : mod11(digits, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 10
  return check === Number(digits[10])
}

function isTckn(digits: string): boolean {
  if (digits[0] === '0') return false
  const d = [...digits].map(Number)
  const odd = d[0]! + d[2]! + d[4]! + d[6]! + d[8]!
  const even = d[1]! + d[3]! + d[5]! + d[7]!
  if ((((odd * 7 - even) % 10) + 10) % 10 !== d[9]) return false
  return (odd + even + d[9]!) % 10 === d[10]
}

const isInn = (digits: string): boolean =>
  mod11(digits, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 10 === Number(digits[10]) &&
  mod11(digits, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 10 === Number(digits[11])

export const EUROPE: readonly Detector[] = [
  digitsOf('gb_nhs', 10, 0.09, isNhs, 12),
  digitsOf('gb_utr', 10, 0.11, isUtr, 11),
  lettered('gb_nino', 9, 13, 0.002, (compact) => NINO.test(compact) && !NINO_UNUSED.test(compact)),
  digitsOf('de_steuer_id', 11, 0.005, isSteuerId, 14),
  lettered('de_personalausweis', 9, 10, 0.1, isPersonalausweis),
  lettered('de_kvnr', 10, 10, 0.1, isKvnr),
  lettered('fr_nir', 15, 21, 0.0095, isNir),
  lettered('es_dni', 9, 11, 0.04, isDni),
  lettered('it_codice_fiscale', 16, 16, 0.0001, isCodiceFiscale),
  digitsOf('nl_bsn', 9, 0.09, isBsn, 11),
  digitsOf('be_nrn', 11, 0.0005, isBelgian, 15),
  digitsOf('pl_pesel', 11, 0.011, isPesel, 11),
  lettered('se_personnummer', 10, 13, 0.004, isPersonnummer),
  digitsOf('no_fnr', 11, 0.0005, isFodselsnummer, 12),
  digitsOf('dk_cpr', 10, 0.03, (digits) => isDay(number(digits, 2, 4), number(digits, 0, 2)), 11),
  {
    type: 'fi_hetu',
    minLength: 11,
    maxLength: 11,
    randomShare: 0.001,
    allowed: GROUPED_ALNUM | CHARACTER.plus,
    required: DIGIT,
    test: ({ text }) => isHetu(text),
  },
  digitsOf('pt_nif', 9, 0.0875, isPortuguese, 11),
  digitsOf('ch_ahv', 13, 1e-4, isAhv, 16),
  digitsOf('at_svnr', 10, 0.004, isSvnr, 11),
  lettered('ie_pps', 8, 9, 0.045, isPps),
  digitsOf('ro_cnp', 13, 0.0025, isCnp, 13),
  digitsOf('cz_rc', 10, 0.011, isRodneCislo, 11),
  digitsOf('bg_egn', 10, 0.01, isEgn, 10),
  digitsOf('gr_amka', 11, 0.004, isAmka, 11),
  digitsOf('hr_oib', 11, 0.093, mod1110, 11),
  digitsOf('ee_ik', 11, 0.005, isIsikukood, 11),
  digitsOf('tr_tckn', 11, 0.0125, isTckn, 11),
  digitsOf('ru_inn', 12, 0.011, isInn, 12),
]
