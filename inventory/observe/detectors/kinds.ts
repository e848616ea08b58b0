// Unions of character kinds that detectors share.

import { CHARACTER } from '../detect-value.ts'

const C = CHARACTER
export const ANY = (1 << 17) - 1
export const DIGIT = C.digit
const LETTER = C.lower | C.upper
export const ALNUM = DIGIT | LETTER
/** Digits with the separators that people write. */
export const GROUPED_DIGITS = DIGIT | C.hyphen | C.space | C.dot | C.slash
export const GROUPED_ALNUM = ALNUM | C.hyphen | C.space | C.dot | C.slash
/** Base64url and what tokens are made of. */
export const TOKEN = ALNUM | C.hyphen | C.underscore | C.dot
export const BASE64 = ALNUM | C.plus | C.slash | C.equals | C.hyphen | C.underscore
export { CHARACTER }
