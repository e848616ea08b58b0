// A sensitive type that users describe in their settings.

import type { UserPattern, UserValidator } from '../../observe/detectors/user-types.ts'
import type { SensitiveType } from './sensitive-type.ts'

export interface UserType extends SensitiveType {
  readonly pattern: string | null
  readonly validator: UserValidator | null
  /** Share of unrelated values that the pattern accepts: what one match is worth. */
  readonly randomShare: number
}

/** For the observer: types that are known by name alone have none. */
export const patternsOf = (types: readonly UserType[]): UserPattern[] =>
  types.flatMap(({ id, pattern, validator }) => (pattern === null ? [] : [{ type: id, pattern, validator }]))
