// Check digit arithmetic. All functions take strings of digits (and say so where letters are allowed).

const at = (digits: string, index: number): number => digits.charCodeAt(index) - 48

/** ISO/IEC 7812-1 annex B. */
export function luhn(digits: string): boolean {
  let sum = 0
  for (let i = digits.length - 1, double = false; i >= 0; i--, double = !double) {
    const digit = at(digits, i)
    sum += double ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit
  }
  return sum % 10 === 0
}

/** Sum of digit times weight, over as many digits as there are weights. */
export function weighted(digits: string, weights: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += at(digits, i) * weights[i]!
  return sum
}

/** ISO 7064 mod 11,10: hybrid system of German tax ids and Croatian OIBs. */
export function mod1110(digits: string): boolean {
  let product = 10
  for (let i = 0; i < digits.length - 1; i++) {
    const sum = (at(digits, i) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return (11 - product) % 10 === at(digits, digits.length - 1)
}

/** Remainder of a long decimal number; `digits` may be longer than a double is exact. */
export function remainder(digits: string, divisor: number): number {
  let rest = 0
  for (let i = 0; i < digits.length; i++) rest = (rest * 10 + at(digits, i)) % divisor
  return rest
}

const VERHOEFF_D = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
]
const VERHOEFF_P = ['0123456789', '1576283094', '5803796142', '8916043527', '9453126870', '4286573901', '2793806415', '7046913258']

/** Verhoeff 1969: dihedral group of order 10. */
export function verhoeff(digits: string): boolean {
  let check = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = at(digits, digits.length - 1 - i)
    check = at(VERHOEFF_D[check]!, at(VERHOEFF_P[i % 8]!, digit))
  }
  return check === 0
}

export const allSame = (text: string): boolean => text.length > 0 && text === text[0]!.repeat(text.length)

/** Digits count up or down one by one. */
export function isRun(digits: string): boolean {
  const step = at(digits, 1) - at(digits, 0)
  if (Math.abs(step) !== 1) return false
  for (let i = 1; i < digits.length; i++) if ((at(digits, i) - at(digits, i - 1) - step) % 10 !== 0) return false
  return true
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Day and month of some year. */
export const isDay = (month: number, day: number): boolean => month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1]!

/** A calendar day; `year` in full. */
export function isDate(year: number, month: number, day: number): boolean {
  if (!isDay(month, day)) return false
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))
}

export const number = (text: string, start: number, end: number): number => Number(text.slice(start, end))
