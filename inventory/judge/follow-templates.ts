// What people decided about an operation stays decided when evidence has turned its template round.

import type { TemplateRecord } from '../learn/template-change.ts'
import { withoutNames } from '../model.ts'
import { hashText } from '../observe/hash.ts'
import { fits, type Policy, type PolicyPlace } from './policy.ts'

/**
 * The policy, with a copy of each exception and owner for what became of the operations that they name: the template that a path is part of now, and
 * the path that was split off. Patterns (`*`) follow splits only, for the words of a merge are not kept. `hash`: keyed, as in the records.
 */
export function followTemplates(policy: Policy, records: readonly TemplateRecord[], hash: (hash: number) => number): Policy {
  const follow = <Place extends PolicyPlace>(places: readonly Place[]): Place[] =>
    places.flatMap((place) => [place, ...records.filter((record) => isAbout(place, record, hash)).map((record) => moved(place, record))])
  return { ...policy, exceptions: follow(policy.exceptions), owners: follow(policy.owners) }
}

function isAbout({ service, method, path }: PolicyPlace, record: TemplateRecord, hash: (hash: number) => number): boolean {
  if (path === undefined || (service !== undefined && !fits(service, record.service))) return false
  const [itsMethod = '', fromPath] = (record.fromKey ?? record.toKey).split(' ')
  if (method !== undefined && !fits(method, itsMethod)) return false
  const plain = withoutNames(path)
  return record.fromKey === null ? hash(hashText(`${itsMethod} ${plain}`)) === record.fromHash : fits(plain, fromPath as string)
}

const moved = <Place extends PolicyPlace>(place: Place, { service, toKey, to }: TemplateRecord): Place => ({
  ...place,
  service,
  method: toKey.slice(0, toKey.indexOf(' ')),
  path: to,
})
