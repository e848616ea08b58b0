// Travel documents, vehicles, devices.

import { isDay, luhn, number } from './check-digits.ts'
import type { Detector } from './detector.ts'
import { digitsOf } from './digits-of.ts'
import { ALNUM, ANY, CHARACTER, DIGIT } from './kinds.ts'

const mrzValue = (letter: string): number => (letter === '<' ? 0 : letter >= 'A' ? letter.charCodeAt(0) - 55 : Number(letter))

function mrzCheck(text: string, check: string): boolean {
  let sum = 0
  for (let i = 0; i < text.length; i++) sum += mrzValue(text[i]!) * [7, 3, 1][i % 3]!
  return sum % 10 === Number(check)
}

/** ICAO 9303: two lines of 44 or 36, or three of 30; with line ends or without. Number and birthday have check digits. */
function isMrz(text: string): boolean {
  const flat = text.replace(/\\n|[\r\n ]/g, '')
  if (!/^[A-Z0-9<]+$/.test(flat) || !/^[PIACV][A-Z<]/.test(flat)) return false
  const second = flat.length === 88 ? flat.slice(44) : flat.length === 72 ? flat.slice(36) : ''
  if (second !== '') return mrzCheck(second.slice(0, 9), second[9]!) && mrzCheck(second.slice(13, 19), second[19]!)
  return flat.length === 90 && mrzCheck(flat.slice(5, 14), flat[14]!) && mrzCheck(flat.slice(30, 36), flat[36]!)
}

const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
const VIN_VALUES: Readonly<Record<string, number>> = {
  A: 1,
  B: 2,
  C: 3,
  D: 4,
  E: 5,
  F: 6,
  G: 7,
  H: 8,
  J: 1,
  K: 2,
  L: 3,
  M: 4,
  N: 5,
  P: 7,
  R: 9,
  S: 2,
  T: 3,
  U: 4,
  V: 5,
  W: 6,
  X: 7,
  Y: 8,
  Z: 9,
}

/** ISO 3779 with the check digit of 49 CFR 565. */
function isVin(compact: string): boolean {
  if (!/^[A-HJ-NPR-Z0-9]{17}$/.test(compact)) return false
  let sum = 0
  for (let i = 0; i < 17; i++) sum += (VIN_VALUES[compact[i]!] ?? Number(compact[i])) * VIN_WEIGHTS[i]!
  const rest = sum % 11
  return compact[8] === (rest === 10 ? 'X' : String(rest))
}

const loinc = (text: string): boolean => /^\d{1,7}-\d$/.test(text) && luhn(text.replace('-', ''))

export const DOCUMENTS: readonly Detector[] = [
  {
    type: 'passport_mrz',
    minLength: 72,
    maxLength: 100,
    randomShare: 1e-6,
    allowed: ANY,
    required: CHARACTER.other | CHARACTER.upper,
    test: ({ text }) => isMrz(text),
  },
  { type: 'vin', minLength: 17, maxLength: 17, randomShare: 0.09, allowed: ALNUM, required: DIGIT, test: ({ compact }) => isVin(compact) },
  digitsOf('imei', 15, 0.1, luhn, 18),
  digitsOf('imsi', 15, 0.6, (digits) => /^[2-7]/.test(digits), 15),
  {
    type: 'iccid',
    minLength: 19,
    maxLength: 22,
    randomShare: 0.001,
    allowed: DIGIT | CHARACTER.space,
    required: DIGIT,
    test: ({ digits }) => /^89\d{17,18}$/.test(digits) && luhn(digits),
  },
  {
    type: 'advertising_id',
    minLength: 36,
    maxLength: 36,
    randomShare: 1,
    allowed: ALNUM | CHARACTER.hyphen,
    required: CHARACTER.hyphen,
    test: ({ text }) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text) && !/^[0-]+$/.test(text),
  },
  {
    type: 'icd10',
    minLength: 3,
    maxLength: 8,
    randomShare: 0.02,
    allowed: ALNUM | CHARACTER.dot,
    required: DIGIT | CHARACTER.upper,
    test: ({ text }) => /^[A-TV-Z]\d[0-9AB](?:\.?[0-9A-TV-Z]{1,4})?$/.test(text),
  },
  {
    type: 'loinc',
    minLength: 3,
    maxLength: 9,
    randomShare: 0.1,
    allowed: DIGIT | CHARACTER.hyphen,
    required: DIGIT | CHARACTER.hyphen,
    test: ({ text }) => loinc(text),
  },
  {
    type: 'ndc',
    minLength: 12,
    maxLength: 13,
    randomShare: 0.05,
    allowed: DIGIT | CHARACTER.hyphen,
    required: CHARACTER.hyphen,
    test: ({ text }) => /^\d{4,5}-\d{3,4}-\d{1,2}$/.test(text),
  },
  {
    type: 'date_of_birth',
    minLength: 8,
    maxLength: 24,
    randomShare: 0.5,
    allowed: ANY,
    required: DIGIT,
    test: ({ text }) => isBirthday(text),
  },
  {
    type: 'hl7v2_message',
    minLength: 20,
    maxLength: 65_536,
    randomShare: 1e-8,
    allowed: ANY,
    required: CHARACTER.other,
    test: ({ text }) => /^MSH\|\^~\\&/.test(text),
  },
  {
    type: 'geo_point',
    minLength: 6,
    maxLength: 24,
    randomShare: 0.3,
    allowed: DIGIT | CHARACTER.hyphen | CHARACTER.dot,
    required: DIGIT | CHARACTER.dot,
    test: ({ text }) => /^-?\d{1,3}\.\d{4,15}$/.test(text) && Math.abs(Number(text)) <= 180,
  },
]

/** A day without a time (or at midnight), of somebody who may be alive. */
function isBirthday(text: string): boolean {
  const iso = /^(\d{4})[-/.](\d\d)[-/.](\d\d)(?:T00:00:00(?:\.0+)?(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(text)
  if (iso !== null) return isLife(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const compact = /^(19\d\d|20[0-2]\d)(\d\d)(\d\d)$/.exec(text)
  if (compact !== null) return isLife(Number(compact[1]), Number(compact[2]), Number(compact[3]))
  const european = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text)
  if (european === null) return false
  const [, a = '', b = '', year = ''] = european
  return isLife(number(year, 0, 4), Number(b), Number(a)) || isLife(number(year, 0, 4), Number(a), Number(b))
}

const isLife = (year: number, month: number, day: number): boolean => year >= 1900 && year <= 2035 && isDay(month, day)
