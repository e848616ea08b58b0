// Identity numbers of Asia, Africa and Oceania.

import { isDate, isDay, luhn, number, verhoeff, weighted } from './check-digits.ts'
import type { Detector } from './detector.ts'
import { digitsOf } from './digits-of.ts'
import { ALNUM, CHARACTER, DIGIT, GROUPED_ALNUM } from './kinds.ts'

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
  allowed: GROUPED_ALNUM | CHARACTER.parenthesis,
  required: DIGIT,
  test: ({ compact }) => test(compact),
})

/** GB 11643-1999: region, birthday, serial, ISO 7064 mod 11-2. */
function isResidentId(compact: string): boolean {
  if (!/^[1-8]\d{16}[\dX]$/.test(compact) || !isDate(number(compact, 6, 10), number(compact, 10, 12), number(compact, 12, 14))) return false
  const year = number(compact, 6, 10)
  return (
    year >= 1900 &&
    year < 2100 &&
    '10X98765432'[weighted(compact, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11] === compact[17]
  )
}

function isHkid(compact: string): boolean {
  const match = /^([A-Z]{1,2})(\d{6})\(?([0-9A])\)?$/.exec(compact)
  if (match === null) return false
  const letters = match[1]!.padStart(2, ' ')
  const value = (letter: string): number => (letter === ' ' ? 36 : letter.charCodeAt(0) - 55)
  const sum =
    value(letters[0]!) * 9 + value(letters[1]!) * 8 + weighted(match[2]!, [7, 6, 5, 4, 3, 2]) + (match[3] === 'A' ? 10 : Number(match[3]))
  return sum % 11 === 0
}

function isTaiwanese(compact: string): boolean {
  if (!/^[A-Z][1289]\d{8}$/.test(compact)) return false
  const region = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(compact[0]!) + 10
  return (Math.floor(region / 10) + (region % 10) * 9 + weighted(compact.slice(1), [8, 7, 6, 5, 4, 3, 2, 1, 1])) % 10 === 0
}

function isNric(compact: string): boolean {
  if (!/^[STFGM]\d{7}[A-Z]$/.test(compact)) return false
  const first = compact[0]!
  const offset = first === 'T' || first === 'G' ? 4 : first === 'M' ? 3 : 0
  const rest = (weighted(compact.slice(1), [2, 7, 6, 5, 4, 3, 2]) + offset) % 11
  if (first === 'S' || first === 'T') return 'JZIHGFEDCBA'[rest] === compact[8]
  if (first === 'M') return 'KLJNPQRTUWX'[10 - rest] === compact[8]
  return 'XWUTRQPNMLK'[rest] === compact[8]
}

function isRrn(digits: string): boolean {
  if (!isDay(number(digits, 2, 4), number(digits, 4, 6)) || !/^.{6}[1-8]/.test(digits)) return false
  return (11 - (weighted(digits, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10 === Number(digits[12])
}

function isMyNumber(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < 11; i++) sum += Number(digits[10 - i]) * (i < 6 ? i + 2 : i - 4)
  const rest = sum % 11
  return (rest <= 1 ? 0 : 11 - rest) === Number(digits[11])
}

const isThai = (digits: string): boolean =>
  /^[1-8]/.test(digits) && (11 - (weighted(digits, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === Number(digits[12])
const isMyKad = (digits: string): boolean =>
  isDay(number(digits, 2, 4), number(digits, 4, 6)) && number(digits, 6, 8) >= 1 && number(digits, 6, 8) <= 93

/** Province 11-94; days of women have 40 added. */
const isNik = (digits: string): boolean => {
  const province = number(digits, 0, 2)
  return province >= 11 && province <= 94 && isDay(number(digits, 8, 10), number(digits, 6, 8) % 40) && digits.slice(12) !== '0000'
}

const isTfn = (digits: string): boolean => weighted(digits, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0

function isIrd(digits: string): boolean {
  const body = digits.padStart(9, '0')
  if (Number(body) < 10_000_000 || Number(body) > 150_000_000) return false
  const check = (weights: readonly number[]): number => (11 - (weighted(body, weights) % 11)) % 11
  const first = check([3, 2, 7, 6, 5, 4, 3, 2])
  return (first === 10 ? check([7, 4, 3, 2, 5, 2, 7, 6]) : first) === Number(body[8])
}

const isAadhaar = (digits: string): boolean => /^[2-9]/.test(digits) && verhoeff(digits) && digits !== [...digits].reverse().join('')
const isMedicare = (digits: string): boolean =>
  /^[2-6]/.test(digits) && weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === Number(digits[8])
const isSouthAfrican = (digits: string): boolean =>
  isDay(number(digits, 2, 4), number(digits, 4, 6)) && /^.{10}[012]/.test(digits) && luhn(digits)

export const ASIA: readonly Detector[] = [
  lettered('cn_resident_id', 18, 18, 0.0005, isResidentId),
  lettered('hk_hkid', 8, 11, 0.09, isHkid),
  lettered('tw_id', 10, 10, 0.05, isTaiwanese),
  lettered('sg_nric', 9, 9, 0.04, isNric),
  digitsOf('kr_rrn', 13, 0.0015, isRrn, 14),
  digitsOf('jp_my_number', 12, 0.09, isMyNumber, 14),
  digitsOf('th_id', 13, 0.069, isThai, 17),
  digitsOf('my_nric', 12, 0.024, isMyKad, 14),
  digitsOf('id_nik', 16, 0.01, isNik, 16),
  digitsOf('pk_cnic', 13, 0.63, (digits) => /^[1-7]/.test(digits), 15),
  digitsOf('au_tfn', 9, 0.0885, isTfn, 11),
  digitsOf('au_medicare', 10, 0.05, isMedicare, 12),
  digitsOf('nz_ird', 9, 0.093, isIrd, 11),
  digitsOf('in_aadhaar', 12, 0.0755, isAadhaar, 14),
  {
    type: 'in_pan',
    minLength: 10,
    maxLength: 10,
    randomShare: 0.01,
    allowed: ALNUM,
    required: DIGIT | CHARACTER.upper,
    test: ({ text }) => /^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/.test(text),
  },
  {
    type: 'in_voter',
    minLength: 10,
    maxLength: 10,
    randomShare: 0.05,
    allowed: ALNUM,
    required: DIGIT | CHARACTER.upper,
    test: ({ text }) => /^[A-Z]{3}\d{7}$/.test(text),
  },
  digitsOf('il_id', 9, 0.1, luhn, 10),
  digitsOf('za_id', 13, 0.0002, isSouthAfrican, 16),
  digitsOf('ng_nin', 11, 0.99, () => true, 11),
]
