// The parameters of an exchange, but for those in its path: named values of query, header fields and cookies, without the values.

import type { Message } from '../../reconstruct/index.ts'
import { remembered } from '../../sensor/base/remembered.ts'
import { isValueKey } from '../schema/key-names.ts'
import { isCredentialQuery } from './auth.ts'
import type { DetectValue } from './detect-value.ts'
import { ROLE, rolesOf } from './field-roles.ts'
import type { NamedScalar } from './observation.ts'
import type { QueryPair } from './query.ts'
import { ScalarReader } from './scalar.ts'
import { readQueryPair } from './value-list.ts'

const NAMES_MAX = 4096
/** Not a value in the place of a name, of which there are ever new ones. */
const isName = remembered(NAMES_MAX, (name) => !isValueKey(name))
const NONE: NamedScalar[] = []

export class ParameterReader {
  readonly #scalars: ScalarReader

  constructor(detect: DetectValue) {
    this.#scalars = new ScalarReader(detect)
  }

  /** The parts of a query that are parameters. */
  query(query: readonly QueryPair[]): NamedScalar[] {
    if (query.length === 0) return NONE
    return query.filter(({ name }) => isName(name) && !isCredentialQuery(name)).map((pair) => readQueryPair(pair, this.#scalars))
  }

  matrix(pairs: readonly QueryPair[]): NamedScalar[] {
    return this.#named(pairs.filter(({ name }) => !isCredentialQuery(name)))
  }

  cookies(cookies: readonly QueryPair[]): NamedScalar[] {
    return cookies.length === 0 ? NONE : this.#named(cookies)
  }

  /** `roles`: those of its fields (field-roles.ts). */
  headers(message: Message | null, roles: number): NamedScalar[] {
    if (message === null || (roles & ROLE.parameter) === 0) return NONE
    const headers: NamedScalar[] = []
    for (let index = 0; index < message.fieldCount; index++) {
      const name = message.fieldName(index)
      if ((rolesOf(name) & ROLE.parameter) !== 0) headers.push({ name, scalar: this.#scalars.read(message.fieldValue(index), name) })
    }
    return headers
  }

  #named(pairs: readonly QueryPair[]): NamedScalar[] {
    return pairs.filter(({ name }) => isName(name)).map(({ name, value }) => ({ name, scalar: this.#scalars.read(value, name) }))
  }
}
