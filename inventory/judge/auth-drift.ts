// Credentials that a description asks for and the service does not.

import type { Operation } from '../model.ts'
import { authOutcome } from './risk.ts'
import type { SpecOperationView } from './spec-view.ts'

/** How often requests without credentials succeeded, though each described alternative needs one; 0 where that cannot be told. */
export function unenforced(operation: Operation, { security = [] }: SpecOperationView, schemes: Readonly<Record<string, string>>): number {
  if (security.length === 0 || security.some((alternative) => alternative.length === 0)) return 0
  // A key under a name of its own is kept as a parameter, and a certificate is not seen at all.
  for (const name of security.flat()) {
    const kind = schemes[name] ?? ''
    const own = /^(?:api-key:(?:header|query):|cookie:)(.*)$/.exec(kind)?.[1]?.toLowerCase()
    if (own === undefined ? !/^(?:basic|bearer|digest)/.test(kind) : carries(operation, own)) return 0
  }
  return authOutcome(operation).open
}

const carries = ({ parameters }: Operation, name: string): boolean =>
  [...parameters.values()].some((parameter) => parameter.location !== 'path' && parameter.name.toLowerCase() === name)

export function authDrift(operation: Operation, described: SpecOperationView, schemes: Readonly<Record<string, string>>): string[] {
  const n = unenforced(operation, described, schemes)
  return n === 0 ? [] : [`requests without the described credentials succeed (${n} requests)`]
}
