// The registry of detectors: an explicit list, one family a file.

import { AMERICAS } from './americas-ids.ts'
import { ASIA } from './asia-ids.ts'
import { CONTACT } from './contact.ts'
import type { Detector } from './detector.ts'
import { DOCUMENTS } from './documents.ts'
import { EUROPE } from './europe-ids.ts'
import { PAYMENT } from './payment.ts'
import { SECRETS } from './secrets.ts'
import { WORD_RANDOM_SHARE, WORD_TYPES } from './words.ts'

export const DETECTORS: readonly Detector[] = [...CONTACT, ...PAYMENT, ...SECRETS, ...DOCUMENTS, ...AMERICAS, ...EUROPE, ...ASIA]

/** Type id -> share of unrelated values that its validator accepts. Types without a validator have no row. */
export const RANDOM_SHARE: ReadonlyMap<string, number> = new Map([
  ...WORD_TYPES.map((type): [string, number] => [type, WORD_RANDOM_SHARE]),
  ...DETECTORS.map(({ type, randomShare }): [string, number] => [type, randomShare]),
])
