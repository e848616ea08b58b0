// A detector row for numbers that are all digits once their separators are gone.

import type { Detector } from './detector.ts'
import { DIGIT, GROUPED_DIGITS } from './kinds.ts'

export const digitsOf = (
  type: string,
  digits: number,
  randomShare: number,
  test: (digits: string) => boolean,
  maxLength = digits + 5,
): Detector => ({
  type,
  minLength: digits,
  maxLength,
  randomShare,
  allowed: GROUPED_DIGITS,
  required: DIGIT,
  test: (value) => value.digits.length === digits && test(value.digits),
})
