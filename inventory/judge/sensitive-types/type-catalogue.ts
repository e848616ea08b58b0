// The types that are judged by: those that are built in, and those of the user.

import { RANDOM_SHARE } from '../../observe/detectors/index.ts'
import { NameIndex } from '../name-words.ts'
import { SENSITIVE_TYPES, type SensitiveType } from './index.ts'
import type { UserType } from './user-type.ts'

export interface TypeCatalogue {
  typeOf(id: string): SensitiveType | undefined
  /** Share of unrelated values that pass its validator; undefined where there is none. */
  randomShareOf(id: string): number | undefined
  readonly names: NameIndex
}

function createCatalogue(user: readonly UserType[]): TypeCatalogue {
  const types = [...SENSITIVE_TYPES, ...user]
  const byId = new Map(types.map((type): [string, SensitiveType] => [type.id, type]))
  const shares = new Map([
    ...RANDOM_SHARE,
    ...user.flatMap(({ id, pattern, randomShare }): [string, number][] => (pattern === null ? [] : [[id, randomShare]])),
  ])
  return { typeOf: (id) => byId.get(id), randomShareOf: (id) => shares.get(id), names: new NameIndex(types) }
}

export const BUILT_IN: TypeCatalogue = createCatalogue([])
const made = new WeakMap<readonly UserType[], TypeCatalogue>()

/** The same list gives the same catalogue. */
export function catalogueOf(user: readonly UserType[] = []): TypeCatalogue {
  if (user.length === 0) return BUILT_IN
  const before = made.get(user)
  if (before !== undefined) return before
  const catalogue = createCatalogue(user)
  made.set(user, catalogue)
  return catalogue
}
