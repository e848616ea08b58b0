// Cards, accounts and wallets.

import { createHash } from 'node:crypto'
import { isValidIBAN } from 'ibantools'
import { allSame, luhn, weighted } from './check-digits.ts'
import type { Detector } from './detector.ts'
import { ALNUM, ANY, CHARACTER, DIGIT, GROUPED_ALNUM, GROUPED_DIGITS } from './kinds.ts'

/** Issuer ranges (ISO/IEC 7812): first and last prefix, and the lengths that are issued. */
const ISSUERS: readonly (readonly [first: number, last: number, lengths: readonly number[]])[] = [
  [4, 4, [13, 16, 19]],
  [51, 55, [16]],
  [2221, 2720, [16]],
  [34, 34, [15]],
  [37, 37, [15]],
  [300, 305, [14]],
  [36, 36, [14]],
  [38, 39, [14]],
  [6011, 6011, [16, 19]],
  [644, 649, [16, 19]],
  [65, 65, [16, 19]],
  [3528, 3589, [16, 19]],
  [62, 62, [16, 17, 18, 19]],
  [5018, 5020, [16, 19]],
  [5038, 5038, [16]],
  [6304, 6304, [16]],
  [6759, 6763, [16]],
  [2200, 2204, [16, 19]],
]

function isCard(digits: string): boolean {
  if (allSame(digits.slice(0, -1)) || !luhn(digits)) return false
  return ISSUERS.some(([first, last, lengths]) => {
    const prefix = Number(digits.slice(0, String(first).length))
    return prefix >= first && prefix <= last && lengths.includes(digits.length)
  })
}

const MASKED = /^(?:\d{4,6})?[ -]?(?:[*xX•·#][ -]?){4,12}\d{4}$/
const TRACK = /(?:%B\d{13,19}\^[^^]{2,26}\^\d{4}|;\d{13,19}=\d{7})/
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

/** Base58Check: 25 bytes, the last four of which are the double SHA-256 of the rest. */
function isBase58Address(text: string): boolean {
  let value = 0n
  for (const letter of text) {
    const digit = BASE58.indexOf(letter)
    if (digit < 0) return false
    value = value * 58n + BigInt(digit)
  }
  const hex = value.toString(16).padStart(50, '0')
  if (hex.length !== 50) return false
  const bytes = Buffer.from(hex, 'hex')
  const once = createHash('sha256').update(bytes.subarray(0, 21)).digest()
  return createHash('sha256').update(once).digest().subarray(0, 4).equals(bytes.subarray(21))
}

/** BIP-173 and BIP-350. */
function isBech32Address(text: string): boolean {
  const lower = text.toLowerCase()
  if (!/^(?:bc|tb)1[02-9ac-hj-np-z]{8,87}$/.test(lower) || (lower !== text && text.toUpperCase() !== text)) return false
  const values = [
    3,
    3,
    0,
    lower.charCodeAt(0) & 31,
    lower.charCodeAt(1) & 31,
    ...[...lower.slice(3)].map((letter) => BECH32.indexOf(letter)),
  ]
  let check = 1
  for (const value of values) {
    const top = check >>> 25
    check = ((check & 0x1ffffff) << 5) ^ value
    for (const [bit, generator] of [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].entries())
      if ((top >>> bit) & 1) check ^= generator
  }
  return check === 1 || check === 0x2bc830a3
}

/** ABA: first two digits in the ranges of the Federal Reserve, weights 3 7 1. */
function isAba(digits: string): boolean {
  const district = Number(digits.slice(0, 2))
  const known =
    (district >= 1 && district <= 12) || (district >= 21 && district <= 32) || (district >= 61 && district <= 72) || district === 80
  return known && weighted(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0
}

const CLABE = [3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7]
const VAT =
  /^(?:AT|ATU)U?\d{8}$|^BE[01]\d{9}$|^BG\d{9,10}$|^CY\d{8}[A-Z]$|^CZ\d{8,10}$|^DE[1-9]\d{8}$|^DK\d{8}$|^EE\d{9}$|^EL\d{9}$|^ES[A-Z0-9]\d{7}[A-Z0-9]$|^FI\d{8}$|^FR[A-Z0-9]{2}\d{9}$|^GB(?:\d{9}|\d{12})$|^HR\d{11}$|^HU\d{8}$|^IE\d[A-Z0-9]\d{5}[A-Z]{1,2}$|^IT\d{11}$|^LT(?:\d{9}|\d{12})$|^LU\d{8}$|^LV\d{11}$|^MT\d{8}$|^NL\d{9}B\d{2}$|^PL\d{10}$|^PT\d{9}$|^RO\d{2,10}$|^SE\d{12}$|^SI\d{8}$|^SK\d{10}$|^XI\d{9}$/

export const PAYMENT: readonly Detector[] = [
  {
    type: 'card_pan',
    minLength: 13,
    maxLength: 23,
    randomShare: 0.023,
    allowed: DIGIT | CHARACTER.space | CHARACTER.hyphen,
    required: DIGIT,
    test: ({ digits }) => digits.length >= 13 && digits.length <= 19 && isCard(digits),
  },
  {
    type: 'card_pan_masked',
    minLength: 8,
    maxLength: 25,
    randomShare: 1e-4,
    allowed: ANY,
    required: DIGIT,
    test: ({ text }) => MASKED.test(text),
  },
  {
    type: 'card_track',
    minLength: 24,
    maxLength: 200,
    randomShare: 1e-7,
    allowed: ANY,
    required: DIGIT,
    test: ({ text }) => TRACK.test(text),
  },
  {
    type: 'iban',
    minLength: 15,
    maxLength: 42,
    randomShare: 1e-4,
    allowed: ALNUM | CHARACTER.space | CHARACTER.hyphen,
    required: DIGIT,
    test: ({ compact }) => /^[A-Z]{2}\d{2}/.test(compact) && isValidIBAN(compact),
  },
  {
    type: 'us_aba',
    minLength: 9,
    maxLength: 9,
    randomShare: 0.04,
    allowed: DIGIT,
    required: DIGIT,
    test: ({ digits }) => digits.length === 9 && isAba(digits),
  },
  {
    type: 'gb_sort_code',
    minLength: 6,
    maxLength: 8,
    randomShare: 0.9,
    allowed: DIGIT | CHARACTER.hyphen,
    required: DIGIT,
    test: ({ text }) => /^\d\d-\d\d-\d\d$|^\d{6}$/.test(text),
  },
  {
    type: 'in_ifsc',
    minLength: 11,
    maxLength: 11,
    randomShare: 0.002,
    allowed: ALNUM,
    required: DIGIT,
    test: ({ compact }) => /^[A-Z]{4}0[A-Z0-9]{6}$/.test(compact),
  },
  {
    type: 'mx_clabe',
    minLength: 18,
    maxLength: 18,
    randomShare: 0.006,
    allowed: DIGIT,
    required: DIGIT,
    test: ({ digits }) => {
      if (digits.length !== 18 || !/^(?:0|1[0-6]|6|9)/.test(digits)) return false
      let sum = 0
      for (let i = 0; i < 17; i++) sum += (Number(digits[i]) * CLABE[i]!) % 10
      return (10 - (sum % 10)) % 10 === Number(digits[17])
    },
  },
  {
    type: 'upi_vpa',
    minLength: 6,
    maxLength: 80,
    randomShare: 0.001,
    allowed: ANY,
    required: CHARACTER.at,
    test: ({ text }) =>
      /^[A-Za-z0-9._-]{2,64}@(?:upi|ok(?:sbi|axis|icici|hdfcbank)|ybl|paytm|ibl|axl|apl|sbi|icici|hdfcbank|kotak)$/.test(text),
  },
  {
    type: 'btc_address',
    minLength: 26,
    maxLength: 90,
    randomShare: 1e-8,
    allowed: ALNUM,
    required: DIGIT,
    test: ({ text }) =>
      /^(?:bc|tb)1/i.test(text) ? isBech32Address(text) : /^[13]/.test(text) && text.length <= 35 && isBase58Address(text),
  },
  {
    type: 'eth_address',
    minLength: 42,
    maxLength: 42,
    randomShare: 0.001,
    allowed: ALNUM,
    required: DIGIT,
    test: ({ text }) => /^0x[0-9a-fA-F]{40}$/.test(text),
  },
  {
    type: 'vat_number',
    minLength: 8,
    maxLength: 18,
    randomShare: 0.01,
    allowed: GROUPED_ALNUM,
    required: DIGIT | CHARACTER.upper,
    test: ({ compact }) => VAT.test(compact),
  },
  {
    type: 'card_expiry',
    minLength: 4,
    maxLength: 7,
    randomShare: 0.1,
    allowed: GROUPED_DIGITS,
    required: DIGIT,
    test: ({ text }) => /^(?:0[1-9]|1[0-2])[/-]?(?:20)?[2-4]\d$|^20[2-4]\d-(?:0[1-9]|1[0-2])$/.test(text),
  },
]
