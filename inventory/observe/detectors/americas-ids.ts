// Identity numbers of the Americas.

import { allSame, isDay, isRun, luhn, number, weighted } from './check-digits.ts'
import type { Detector } from './detector.ts'
import { digitsOf } from './digits-of.ts'
import { ALNUM, CHARACTER, DIGIT, GROUPED_ALNUM } from './kinds.ts'

/** Area, group and serial of the Social Security Administration; not the numbers of adverts. */
function isSsn(digits: string): boolean {
  const area = number(digits, 0, 3)
  if (area === 0 || area === 666 || area >= 900 || digits.slice(3, 5) === '00' || digits.slice(5) === '0000') return false
  return digits !== '078051120' && digits !== '219099999' && !allSame(digits) && !isRun(digits)
}

function isItin(digits: string): boolean {
  const group = number(digits, 3, 5)
  return (
    digits.startsWith('9') && ((group >= 50 && group <= 65) || (group >= 70 && group <= 88) || (group >= 90 && group <= 92) || group >= 94)
  )
}

/** Prefixes of the campuses of the Internal Revenue Service. */
const EIN_UNUSED: ReadonlySet<number> = new Set([0, 7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97])
const MBI = /^[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d\d$/

/** Two check digits, weights falling from length+1; not all digits the same. */
function isCpf(digits: string): boolean {
  if (allSame(digits)) return false
  const check = (length: number): number =>
    ((weighted(
      digits,
      Array.from({ length }, (_, i) => length + 1 - i),
    ) *
      10) %
      11) %
    10
  return check(9) === Number(digits[9]) && check(10) === Number(digits[10])
}

function isCnpj(digits: string): boolean {
  if (allSame(digits)) return false
  const check = (weights: readonly number[]): number => {
    const rest = weighted(digits, weights) % 11
    return rest < 2 ? 0 : 11 - rest
  }
  return (
    check([5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) === Number(digits[12]) &&
    check([6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) === Number(digits[13])
  )
}

function isCuit(digits: string): boolean {
  if (!/^(?:2[03467]|3[034])/.test(digits)) return false
  return (11 - (weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === Number(digits[10])
}

function isRut(compact: string): boolean {
  const body = compact.slice(0, -1)
  if (!/^[1-9]\d{6,7}$/.test(body)) return false
  let sum = 0
  for (let i = 0; i < body.length; i++) sum += Number(body[body.length - 1 - i]) * (2 + (i % 6))
  const check = 11 - (sum % 11)
  return compact.at(-1) === (check === 11 ? '0' : check === 10 ? 'K' : String(check))
}

const CURP =
  /^[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX](?:AS|B[CS]|C[CLMSH]|D[FG]|G[TR]|HG|JC|M[CNS]|N[ETL]|OC|PL|Q[TR]|S[PLR]|T[CSL]|VZ|YN|ZS)[B-DF-HJ-NP-TV-Z]{3}[A-Z0-9]\d$/
const CURP_ALPHABET = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ'

function isCurp(compact: string): boolean {
  if (!CURP.test(compact) || !isDay(number(compact, 6, 8), number(compact, 8, 10))) return false
  let sum = 0
  for (let i = 0; i < 17; i++) sum += CURP_ALPHABET.indexOf(compact[i]!) * (18 - i)
  return (10 - (sum % 10)) % 10 === Number(compact[17])
}

const isRfc = (compact: string): boolean =>
  /^[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}$/.test(compact) && isDay(number(compact.slice(-9), 2, 4), number(compact.slice(-9), 4, 6))

function isNit(digits: string): boolean {
  const weights = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43]
  let sum = 0
  for (let i = 0; i < 9; i++) sum += Number(digits[8 - i]) * weights[i]!
  const rest = sum % 11
  return (rest < 2 ? rest : 11 - rest) === Number(digits[9])
}

export const AMERICAS: readonly Detector[] = [
  digitsOf('us_ssn', 9, 0.88, isSsn, 11),
  digitsOf('us_itin', 9, 0.05, isItin, 11),
  digitsOf('us_ein', 9, 0.83, (digits) => !EIN_UNUSED.has(number(digits, 0, 2)), 10),
  digitsOf('us_npi', 10, 0.02, (digits) => /^[12]/.test(digits) && luhn(`80840${digits}`), 10),
  {
    type: 'us_mbi',
    minLength: 11,
    maxLength: 13,
    randomShare: 0.001,
    allowed: ALNUM | CHARACTER.hyphen,
    required: DIGIT | CHARACTER.upper,
    test: ({ compact }) => MBI.test(compact),
  },
  {
    type: 'us_dea',
    minLength: 9,
    maxLength: 9,
    randomShare: 0.01,
    allowed: ALNUM,
    required: DIGIT | CHARACTER.upper,
    test: ({ compact }) =>
      /^[A-HJ-MPR-UX][A-Z9]\d{7}$/.test(compact) && weighted(compact.slice(2), [1, 2, 1, 2, 1, 2]) % 10 === Number(compact[8]),
  },
  {
    type: 'us_passport',
    minLength: 9,
    maxLength: 9,
    randomShare: 0.95,
    allowed: ALNUM,
    required: DIGIT,
    test: ({ compact }) => /^[A-Z]\d{8}$|^\d{9}$/.test(compact),
  },
  digitsOf('ca_sin', 9, 0.1, (digits) => /^[1-79]/.test(digits) && luhn(digits), 11),
  digitsOf('br_cpf', 11, 0.01, isCpf, 14),
  digitsOf('br_cnpj', 14, 0.01, isCnpj, 18),
  digitsOf('ar_cuit', 11, 0.011, isCuit, 13),
  {
    type: 'cl_rut',
    minLength: 8,
    maxLength: 12,
    randomShare: 0.09,
    allowed: GROUPED_ALNUM,
    required: DIGIT,
    test: ({ compact }) => isRut(compact),
  },
  {
    type: 'mx_curp',
    minLength: 18,
    maxLength: 18,
    randomShare: 1e-5,
    allowed: ALNUM,
    required: DIGIT | CHARACTER.upper,
    test: ({ compact }) => isCurp(compact),
  },
  {
    type: 'mx_rfc',
    minLength: 12,
    maxLength: 15,
    randomShare: 0.003,
    allowed: GROUPED_ALNUM | CHARACTER.other,
    required: DIGIT,
    test: ({ compact }) => isRfc(compact),
  },
  digitsOf('co_nit', 10, 0.1, isNit, 13),
]
