// The catalogue of sensitive types: an explicit list, one group a file.

import { FINANCIAL } from './financial.ts'
import { HEALTH } from './health.ts'
import { IDENTITY } from './identity.ts'
import { PERSONAL } from './personal.ts'
import { SECRET } from './secret.ts'
import type { SensitiveType } from './sensitive-type.ts'

export type { SensitiveType } from './sensitive-type.ts'

export const SENSITIVE_TYPES: readonly SensitiveType[] = [...PERSONAL, ...HEALTH, ...FINANCIAL, ...IDENTITY, ...SECRET]

const BY_ID = new Map(SENSITIVE_TYPES.map((type) => [type.id, type]))

export const sensitiveType = (id: string): SensitiveType | undefined => BY_ID.get(id)
